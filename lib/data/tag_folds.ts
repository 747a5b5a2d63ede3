/** Rows with tags dealt into parts, every tag as evenly as can be. */
import { InputError } from "../core/errors.ts";
import type { Rng } from "../core/rng.ts";
import { supportOf, type TagTarget, targetRows } from "../core/target.ts";

/** Iterative stratification: the part of each row, so that every part holds its share of every tag. The rarest tag that
 * is left is dealt first, each of its rows to the part that lacks most of that tag, of equals to the one that lacks most
 * rows, of equals to any; rows without tags fill up what is left.
 *
 * @param shares of the parts; they sum to 1
 * @param groups where given, one number per row: rows of one group go to the same part
 * @returns one number per row, 0 … shares.length − 1
 * @throws {InputError} when there are fewer rows (or groups) than parts
 * @see Sechidis, K., Tsoumakas, G. & Vlahavas, I. (2011). On the stratification of multi-label data.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { Rng } from "../core/rng.ts";
 * const y = { classes: ["rare", "common"], tags: Uint8Array.of(1, 0, 1, 1, 0, 1, 0, 1, 0, 1, 0, 0) };
 * const part = iterativeFolds(y, [.5, .5], new Rng(1));
 * assertEquals([part[0] + part[1], part.reduce((a, b) => a + b)], [1, 3]); // the two rare ones part
 * ```
 */
export function iterativeFolds(
  y: TagTarget,
  shares: readonly number[],
  rng: Rng,
  groups?: ArrayLike<number>,
): Int32Array {
  const rows = targetRows(y), k = y.classes.length, units = unitsOf(y, rows, groups);
  if (units.length < shares.length) {
    throw new InputError("too few rows to stand on every side of the split", {
      found: groups ? `${units.length} groups` : `${rows} rows`,
      expected: `at least ${shares.length}`,
    });
  }
  rng.shuffle(units);
  const lackingRows = shares.map((share) => share * rows);
  const lacking = shares.map((share) => Float64Array.from(supportOf(y), (n) => n * share));
  const withTag = Array.from({ length: k }, (): Unit[] => []);
  for (const unit of units) unit.counts.forEach((n, c) => n > 0 && withTag[c].push(unit));
  const left = Int32Array.from(withTag, (own) => own.length);
  const part = new Int32Array(rows), dealt = new Set<Unit>();
  const deal = (unit: Unit, to: number) => {
    dealt.add(unit);
    for (const row of unit.rows) part[row] = to;
    lackingRows[to] -= unit.rows.length;
    for (let c = 0; c < k; c++) {
      if (unit.counts[c] === 0) continue;
      lacking[to][c] -= unit.counts[c];
      left[c]--;
    }
  };
  while (true) {
    let rarest = -1;
    for (let c = 0; c < k; c++) {
      if (left[c] > 0 && (rarest < 0 || left[c] < left[rarest])) rarest = c;
    }
    if (rarest < 0) break;
    for (const unit of withTag[rarest]) {
      if (!dealt.has(unit)) deal(unit, most((j) => [lacking[j][rarest], lackingRows[j]]));
    }
  }
  for (const unit of units) if (!dealt.has(unit)) deal(unit, most((j) => [lackingRows[j]]));
  return part;

  /** The part with the largest numbers, compared one after the other; of equals any. */
  function most(numbers: (part: number) => number[]): number {
    let best: number[] = [], value: number[] = [];
    for (let j = 0; j < shares.length; j++) {
      const own = numbers(j), at = own.findIndex((n, i) => Math.abs(n - (value[i] ?? 0)) > 1e-9);
      if (best.length > 0 && at < 0) best.push(j);
      else if (best.length === 0 || own[at] > value[at]) [best, value] = [[j], own];
    }
    return best.length === 1 ? best[0] : best[rng.int(best.length)];
  }
}

/** What goes to one part together, and how many of its rows have each tag. */
interface Unit {
  readonly rows: number[];
  readonly counts: Int32Array;
}

function unitsOf(y: TagTarget, rows: number, groups?: ArrayLike<number>): Unit[] {
  const k = y.classes.length, units = new Map<number, Unit>();
  for (let row = 0; row < rows; row++) {
    const key = groups ? groups[row] : row;
    const unit = units.get(key) ?? { rows: [], counts: new Int32Array(k) };
    units.set(key, unit);
    unit.rows.push(row);
    for (let c = 0; c < k; c++) unit.counts[c] += y.tags[row * k + c];
  }
  return [...units.values()];
}
