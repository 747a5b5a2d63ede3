/** Rows for small trainings of the grid. */
import { matrix } from "../../../lib/core/matrix.ts";
import { Rng } from "../../../lib/core/rng.ts";

/** Rows of three classes in eight columns. */
export function rowsOf(count: number, seed: string) {
  const rng = new Rng(seed), x = matrix(count, Array.from({ length: 8 }, (_, j) => `x${j}`));
  const codes = Int32Array.from({ length: count }, (_, i) => i % 3);
  x.data.forEach((_, at) => x.data[at] = rng.normal() + (at % 8 === codes[at >> 3] ? 2 : 0));
  return { x, y: { classes: ["a", "b", "c"], codes } };
}

export const data = { train: rowsOf(90, "train"), validation: rowsOf(30, "validation") };
