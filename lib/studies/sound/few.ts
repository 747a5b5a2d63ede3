/** Few labels to learn from, other artists to judge by. */
import type { Rng } from "../../core/rng.ts";
import { classesOf, type Dataset, holdOut, type Split } from "../../data/mod.ts";
import { stratifiedOrder } from "../../evaluation/stratified_order.ts";

/** A quarter of the artists of each class to judge by, and a way to take few of the others' sounds.
 *
 * @returns all others; and `few(2)`, the split in which two of each class are learnt from: those of `few(1)` are among them
 * @throws {InputError} when a class is one artist's alone
 * @example
 * ```ts ignore
 * const { split, few } = littleOf(train, rng.fork("split"));
 * ```
 */
export function littleOf(data: Dataset, rng: Rng): { split: Split; few(each: number): Split } {
  const split = holdOut(data, { fraction: .25, group: "artist" }, rng.fork("artists"));
  const order = stratifiedOrder(data, split.train, rng.fork("few"));
  const classes = new Set(classesOf(data, split.train).codes).size;
  return {
    split,
    few: (each) => ({
      train: order.slice(0, each * classes).sort(),
      validation: split.validation,
      provenance: { ...split.provenance, each },
    }),
  };
}

/** What is made of each, one after the other: of several trainings at once none would be done sooner.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(await inTurn([1, 2], (n) => Promise.resolve(2 * n)), [2, 4]);
 * ```
 */
export async function inTurn<Item, Result>(
  items: readonly Item[],
  make: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const made: Result[] = [];
  for (const item of items) made.push(await make(item));
  return made;
}
