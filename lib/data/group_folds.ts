/** Whole groups of rows, dealt over folds. */
import { InputError } from "../core/errors.ts";
import type { Rng } from "../core/rng.ts";
import { rowsByClass } from "../core/target.ts";
import { classesOf, type Dataset } from "./dataset.ts";

/** @throws {InputError} when a class has some rows or groups, but not enough for every side of a split */
export function checkEnough(
  count: number,
  needed: number,
  name: string,
  what: string,
  data: Dataset,
) {
  if (count === 0 || count >= needed) return; // a class that `rows` leave out is no fault
  throw new InputError(
    `too few ${what} of ${data.schema.task} ${name} to be on every side of the split`,
    {
      file: data.file,
      found: count,
      expected: `at least ${needed}`,
    },
  );
}

/** Deals whole groups over the folds so that the classes come close to the given shares.
 *
 * @param shares of the folds, of sum 1
 * @returns the fold of each of `rows`
 * @throws {InputError} when a class has fewer groups than there are folds */
export function foldsOfGroups(
  data: Dataset,
  rows: Int32Array,
  group: string,
  shares: readonly number[],
  rng: Rng,
): Int32Array {
  const numbers = data.groups(group);
  const y = classesOf(data, rows), { codes, classes } = y, k = classes.length;
  const members = rowsByClass(y);
  const rowsOf = new Map<number, number[]>();
  rows.forEach((row, i) => {
    const list = rowsOf.get(numbers[row]);
    if (list) list.push(i);
    else rowsOf.set(numbers[row], [i]);
  });
  classes.forEach((name, c) => {
    const groups = new Set(members[c].map((i) => numbers[rows[i]])).size;
    checkEnough(groups, shares.length, name, `groups (same ${group})`, data);
  });

  const groups = [...rowsOf.values()].map((list) => {
    const counts = new Float64Array(k);
    for (const i of list) counts[codes[i]]++;
    const mean = list.length / k;
    return { list, counts, spread: counts.reduce((sum, n) => sum + (n - mean) ** 2, 0) };
  });
  rng.shuffle(groups).sort((a, b) => b.spread - a.spread);

  const filled = shares.map(() => new Float64Array(k)), fold = new Int32Array(rows.length);
  const sizes = new Float64Array(shares.length);
  for (const { list, counts } of groups) {
    // Σ over classes of (rows in the fold / rows of the class)² / share is least when every fold holds its
    // share of every class; this is how much adding the group would raise it.
    let best = 0, least = Infinity;
    for (let f = 0; f < shares.length; f++) {
      let rise = 0;
      for (let c = 0; c < k; c++) {
        if (counts[c] === 0) continue;
        rise += (2 * filled[f][c] + counts[c]) * counts[c] / (members[c].length ** 2 * shares[f]);
      }
      const tie = Math.abs(rise - least) <= 1e-12 * rise; // of equally good folds the emptier
      if (tie ? sizes[f] / shares[f] < sizes[best] / shares[best] : rise < least) {
        [best, least] = [f, rise];
      }
    }
    for (let c = 0; c < k; c++) filled[best][c] += counts[c];
    sizes[best] += list.length;
    for (const i of list) fold[i] = best;
  }
  return fold;
}
