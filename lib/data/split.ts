/** Rows → training rows and validation rows, seeded, in the shares of the classes, relatives together. */
import type { Rng } from "../core/rng.ts";
import { checkSetting } from "../core/settings.ts";
import { type ClassTarget, isTags, rowsByClass, type TagTarget } from "../core/target.ts";
import { setAside } from "./aside.ts";
import { classesOf, type Dataset, taskOf } from "./dataset.ts";
import { stratifiedFolds } from "./folds.ts";
import { checkEnough, foldsOfGroups } from "./group_folds.ts";
import { iterativeFolds } from "./tag_folds.ts";

/** How rows were told apart, as plain data for a record: `{ holdOut: .2, group: "audio" }` or
 * `{ folds: 5, fold: 0 }`. */
export type Provenance = Readonly<Record<string, unknown>>;

/** Row numbers of one file in ascending order, none on both sides. */
export interface Split {
  /** Rows to learn from. */
  readonly train: Int32Array;
  /** Rows to judge by. */
  readonly validation: Int32Array;
  /** How it was made; a record's `split` is this. */
  readonly provenance: Provenance;
}

/** Which rows to split, and what must not be torn apart. */
export interface SplitOptions {
  /** Rows of the file; by default those that lack nothing. */
  rows?: Int32Array;
  /** Rows of one group go to the same side. */
  group?: string;
  /** What else the provenance is to say, such as `{ genres: 6 }`, where the rows are of another task than usual. */
  about?: Provenance;
}

/** Sets a fraction of the rows aside for validation, of each class the same fraction.
 *
 * Without `group` every class's share is met to the nearest row; with it, as nearly as whole groups
 * allow (see `stratifiedKFold`).
 *
 * @param options.fraction the share that goes to validation, in (0, 1)
 * @throws {InputError} when the fraction is outside (0, 1), the file has no classes or no such group, or a
 * class has too few rows (or groups) to stand on both sides
 * @example
 * ```ts ignore
 * const { train, validation } = holdOut(tracks, { fraction: 0.2, group: "audio" }, new Rng(1));
 * ```
 */
export function holdOut(
  data: Dataset,
  options: SplitOptions & { fraction?: number },
  rng: Rng,
): Split {
  const { fraction = 0.2, group, rows = data.complete, about } = options;
  checkSetting("the share of a hold-out", fraction, { above: 0, below: 1 });
  const shares = [1 - fraction, fraction], tags = tagsOf(data, rows);
  const fold = tags
    ? iterativeFolds(tags, shares, rng, group ? groupsOf(data, rows, group) : undefined)
    : group
    ? foldsOfGroups(data, rows, group, shares, rng)
    : holdRows(data, rows, fraction, rng);
  return splitAt(rows, fold, 1, { holdOut: fraction, ...(group && { group }), ...about });
}

/** Every row is in validation exactly once; each fold holds each class's rows in equal shares (± 1 row).
 *
 * With `group` all rows of a group are in the same fold, so that no row in validation has a relative in training; the
 * classes' shares are then met as nearly as whole groups allow. That is greedy: groups go, the most uneven first, each
 * to the fold where it leaves the classes' shares most even.
 *
 * @returns one split per fold
 * @throws {InputError} when folds is not a whole number ≥ 2, the file has no such group, or a class has fewer rows (or
 * groups) than folds
 * @see scikit-learn, StratifiedKFold, and StratifiedGroupKFold, whose rule for groups this is
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { Rng } from "../core/rng.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * const tracks = smallTracks(Array.from({ length: 8 }, (_, i) => ({ album: `album ${i % 4}`, genre: i % 2 ? "pop" : "rap" })));
 * for (const { validation } of stratifiedKFold(tracks, { folds: 4 }, new Rng(1))) {
 *   assertEquals([...validation].map((row) => tracks.texts("genre")[row]).sort(), ["pop", "rap"]);
 * }
 * for (const { train, validation } of stratifiedKFold(tracks, { folds: 2, group: "album" }, new Rng(1))) {
 *   const learnt = new Set(train.map((row) => tracks.groups("album")[row]));
 *   assertEquals(validation.filter((row) => learnt.has(tracks.groups("album")[row])).length, 0);
 * }
 * ```
 */
export function stratifiedKFold(
  data: Dataset,
  options: Pick<SplitOptions, "rows" | "group"> & { folds?: number },
  rng: Rng,
): Split[] {
  const { folds = 5, rows = data.complete, group } = options;
  const shares = equalShares(folds), tags = tagsOf(data, rows);
  const fold = tags
    ? iterativeFolds(tags, shares, rng, group ? groupsOf(data, rows, group) : undefined)
    : group
    ? foldsOfGroups(data, rows, group, shares, rng)
    : stratifiedFolds(enoughOf(data, rows, folds).codes, folds, rng);
  return shares.map((_, k) => splitAt(rows, fold, k, { folds, ...(group && { group }), fold: k }));
}

/** How the folds of one cross-validation were made: what their provenances have in common.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { Rng } from "../core/rng.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * const tracks = smallTracks(["pop", "pop", "rap", "rap"].map((genre) => ({ genre })));
 * assertEquals(provenanceOf(stratifiedKFold(tracks, { folds: 2 }, new Rng(1))), { folds: 2 });
 * ```
 */
export function provenanceOf(folds: readonly Split[]): Provenance {
  const [first, ...others] = folds.map(({ provenance }) => provenance);
  const shared = Object.entries(first ?? {}).filter(([name, value]) =>
    name !== "fold" && others.every((other) => other[name] === value)
  );
  return Object.fromEntries(shared);
}

/** The tags of rows that have tags, and no class. */
function tagsOf(data: Dataset, rows: Int32Array): TagTarget | undefined {
  const y = taskOf(data, rows);
  return isTags(y) ? y : undefined;
}

function groupsOf(data: Dataset, rows: Int32Array, group: string): Int32Array {
  const numbers = data.groups(group);
  return Int32Array.from(rows, (row) => numbers[row]);
}

function equalShares(folds: number): number[] {
  checkSetting("the number of folds", folds, { least: 2, whole: true });
  return Array<number>(folds).fill(1 / folds);
}

/** `fold[i]` is where `rows[i]` is validated; the rest trains. */
function splitAt(rows: Int32Array, fold: Int32Array, k: number, provenance: Provenance): Split {
  return {
    provenance,
    train: rows.filter((_, i) => fold[i] !== k).sort(),
    validation: rows.filter((_, i) => fold[i] === k).sort(),
  };
}

/** Positions in `rows`, per class. */
/** 1 for the rows held out: of each class the fraction, to the nearest row, but one at least. */
function holdRows(data: Dataset, rows: Int32Array, fraction: number, rng: Rng): Int32Array {
  const fold = new Int32Array(rows.length);
  for (const members of rowsByClass(enoughOf(data, rows, 2))) {
    for (const k of setAside(members.length, fraction, rng).aside) fold[members[k]] = 1;
  }
  return fold;
}

/** The classes of rows of which every class has one for every side. */
function enoughOf(data: Dataset, rows: Int32Array, sides: number): ClassTarget {
  const y = classesOf(data, rows);
  rowsByClass(y).forEach(({ length }, c) => checkEnough(length, sides, y.classes[c], "rows", data));
  return y;
}
