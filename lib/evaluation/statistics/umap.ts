/** A map of rows on which neighbours stay neighbours: UMAP, by umap-js. */
import { createRequire } from "node:module";
import { InputError } from "../../core/errors.ts";
import { type Matrix, matrix } from "../../core/matrix.ts";
import type { Rng } from "../../core/rng.ts";

/** Settings of {@linkcode umap}, under the names of the paper. */
export interface UmapSettings {
  /** Rows that count as near: few show fine structure, many the whole. By default 15, or all others of fewer rows. */
  readonly neighbours?: number;
  /** How close points may lie on the map. */
  readonly minDist?: number;
  /** Columns of the map; 2 by default. */
  readonly components?: number;
  /** Rounds of optimisation; by default 500 up to 2,500 rows, fewer above. */
  readonly epochs?: number;
}

/** Lays the rows of `x` out so that near rows lie near; distances between far groups mean little.
 *
 * About 2 s per 1,000 rows: give it a sample. The same `rng` gives the same map.
 *
 * @param x scaled columns without gaps (Euclidean distance)
 * @returns rows × components, columns "umap 1", "umap 2" …
 * @throws {InputError} when there are not more rows than neighbours, or a value is missing
 * @see McInnes, L., Healy, J. & Melville, J. (2018). UMAP. arXiv:1802.03426
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * import { Rng } from "../../core/rng.ts";
 * const x = matrix(20, ["tempo"], Float32Array.from({ length: 20 }, (_, i) => i / 20));
 * const map = umap(x, new Rng(1), { neighbours: 5, epochs: 10 });
 * assertEquals([map.rows, map.names], [20, ["umap 1", "umap 2"]]);
 * ```
 */
export function umap(x: Matrix, rng: Rng, settings: UmapSettings = {}): Matrix {
  const {
    neighbours = Math.max(2, Math.min(15, x.rows - 1)),
    minDist = .1,
    components = 2,
    epochs,
  } = settings;
  if (x.rows <= neighbours) {
    throw new InputError("UMAP needs more rows than neighbours", {
      found: `${x.rows} rows, ${neighbours} neighbours`,
    });
  }
  const d = x.names.length, gap = x.data.findIndex((value) => !Number.isFinite(value));
  if (gap >= 0) {
    throw new InputError("UMAP cannot read missing or infinite values", {
      column: x.names[gap % d],
      found: x.data[gap],
    });
  }
  const { UMAP }: typeof import("umap-js") = createRequire(import.meta.url)("umap-js"); // loaded at first use
  const map = new UMAP({
    nNeighbors: neighbours,
    minDist,
    nComponents: components,
    nEpochs: epochs,
    random: () => rng.uniform(),
  });
  const rows = Array.from({ length: x.rows }, (_, i) => [...x.data.subarray(i * d, (i + 1) * d)]);
  const names = Array.from({ length: components }, (_, k) => `umap ${k + 1}`);
  return matrix(x.rows, names, Float32Array.from(map.fit(rows).flat()));
}
