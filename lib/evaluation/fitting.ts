/** Sizes that follow the data: what needs more rows than there are is left out, and said. */

/** Tells what the study leaves out, and why: a line of the notebook.
 *
 * @example
 * ```ts
 * leftOut("folds by playlist", "rap has one playlist"); // Left out: folds by playlist, for rap has …
 * ```
 */
export function leftOut(what: string, why: string): void {
  console.log(`Left out: ${what}, for ${why}.`);
}

/** Those of the sizes that so many rows allow, in their order; the others are left out and said. Where none is small
 * enough, all rows are the one size that is left.
 *
 * @param what the sizes are of, such as "batches"
 * @param rows how many there are to learn from
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(fitting("batches", [64, 512, 1024], 320), [64]); // says: Left out: batches of 512, 1024, for …
 * ```
 */
export function fitting(what: string, sizes: readonly number[], rows: number): number[] {
  const fit = sizes.filter((size) => size <= rows), others = sizes.filter((size) => size > rows);
  if (others.length > 0) {
    leftOut(`${what} of ${others.join(", ")}`, `there are ${rows} rows to learn from`);
  }
  return fit.length > 0 || sizes.length === 0 ? fit : [rows];
}
