/** Sources of features side by side, each under a name of its own: what a fusion network tells apart. */
import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import { combine } from "./combine.ts";
import type { Features } from "./features.ts";

/** What stands between a block's name and a column's own. */
const SEPARATOR = ": ";

/** All columns of all parts, in order, `danceability` of the part `sound` being called `sound: danceability`.
 *
 * @throws {InputError} without parts, or when one is not called by a word
 * @example
 * ```ts ignore
 * const features = blocks({
 *   sound: scaled(numeric({ year: true }), quantileNormal()),
 *   title: scaled(sentences({ of: "title", encoder }), standard()),
 * });
 * ```
 */
export function blocks(parts: Readonly<Record<string, Features>>): Features {
  const names = Object.keys(parts);
  if (names.length === 0) {
    throw new InputError("no blocks of features", { expected: "one or more" });
  }
  const { settings, fit } = combine(...names.map((name) => named(name, parts[name])));
  return { name: "blocks", settings, fit };
}

/** Where a block's columns stand in a table that {@linkcode blocks} made.
 * @returns position of the first (from 0), and how many; 0 where there are none
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const names = ["sound: tempo", "sound: key", "title: 0"];
 * assertEquals(blockColumns({ names }, "title"), { from: 2, count: 1 });
 * ```
 */
export function blockColumns(
  x: Pick<Matrix, "names">,
  block: string,
): { from: number; count: number } {
  const is = (name: string) => name.startsWith(block + SEPARATOR), from = x.names.findIndex(is);
  const count = x.names.filter(is).length;
  return { from: Math.max(from, 0), count };
}

function named(block: string, features: Features): Features {
  if (!/^[A-Za-z]\w*$/.test(block)) {
    throw new InputError("a block of features needs a word as its name", {
      found: JSON.stringify(block),
      expected: "a letter, then letters, digits or _",
    });
  }
  const rename = (x: Matrix): Matrix => ({
    ...x,
    names: x.names.map((name) => block + SEPARATOR + name),
  });
  return {
    name: features.name,
    settings: { block, ...features.settings },
    async fit(data, rows, rng) {
      const fitted = await features.fit(data, rows, rng);
      return {
        train: rename(fitted.train),
        transform: async (data, rows) => rename(await fitted.transform(data, rows)),
      };
    },
  };
}
