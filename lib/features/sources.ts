/** Features with their scalers, as a model is given them. */
import { blocks } from "./blocks.ts";
import { chain } from "./chain.ts";
import type { Features, Scaler } from "./features.ts";

/** Features; or a list that begins with some and goes on with scalers; or several by name, which stand side by side and
 * keep their names before their columns' (see `blocks`). */
export type Sources =
  | Features
  | readonly [Sources, ...Scaler[]]
  | { readonly [block: string]: Sources };

/** Sources as one.
 *
 * @throws {InputError} when there are none, or one is not called by a word
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * import { Rng } from "../core/rng.ts";
 * import { numeric } from "./numeric.ts";
 * import { standard } from "./scale.ts";
 * const column = (name: string) => numeric({ columns: [name] });
 * const source = sourceOf({ pace: [column("tempo"), standard()], force: column("energy") });
 * const tracks = smallTracks([{ tempo: 90, energy: .5 }, { tempo: 110, energy: .25 }]);
 * const { train } = await source.fit(tracks, Int32Array.of(0, 1), new Rng(1));
 * assertEquals([train.names, [...train.data]], [["pace: tempo", "force: energy"], [-1, .5, 1, .25]]);
 * ```
 */
export function sourceOf(sources: Sources): Features {
  if (isFeatures(sources)) return sources;
  if (isList(sources)) {
    const [first, ...scalers] = sources, source = sourceOf(first);
    return scalers.length === 0 ? source : chain(source, ...scalers);
  }
  return blocks(
    Object.fromEntries(Object.entries(sources).map(([name, own]) => [name, sourceOf(own)])),
  );
}

const isFeatures = (sources: Sources): sources is Features =>
  "fit" in sources && typeof sources.fit === "function";
const isList = (sources: Sources): sources is readonly [Sources, ...Scaler[]] =>
  Array.isArray(sources);
