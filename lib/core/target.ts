/** What is to be predicted of every row: one of K classes, or any of K tags. */
import { InputError } from "./errors.ts";

/** One class per row. */
export interface ClassTarget {
  /** The classes' names; one may have no row. */
  readonly classes: readonly string[];
  /** Per row, a position in `classes`. */
  readonly codes: Int32Array;
}

/** Any number of tags per row, none and all included. */
export interface TagTarget {
  /** The tags' names; one may have no row. */
  readonly classes: readonly string[];
  /** rows × classes, row-major: 1 where the row has the tag, else 0. */
  readonly tags: Uint8Array;
}

/** One of K, or any of K. */
export type Target = ClassTarget | TagTarget;

/** The two kinds of targets, and of what is learnt from and scored against them. */
export type TargetKind = "classes" | "tags";

/** Which kind a target is.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(kindOf({ classes: ["sad", "slow"], tags: Uint8Array.of(1, 1, 0, 1) }), "tags");
 * ```
 */
export const kindOf = (y: Target): TargetKind => "tags" in y ? "tags" : "classes";

/** Whether rows have tags rather than one class each.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(isTags({ classes: ["sad", "slow"], tags: Uint8Array.of(1, 1) }), true);
 * ```
 */
export const isTags = (y: Target): y is TagTarget => "tags" in y;

/** How many rows a target tells of.
 * @throws {InputError} when `tags` is not rows × classes
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(targetRows({ classes: ["sad", "slow"], tags: Uint8Array.of(1, 1, 0, 1) }), 2);
 * ```
 */
export function targetRows(y: Target): number {
  if (!isTags(y)) return y.codes.length;
  const k = y.classes.length, rows = k === 0 ? 0 : y.tags.length / k;
  if (Number.isInteger(rows)) return rows;
  throw new InputError("tags that do not fill their table", {
    found: `${y.tags.length} values`,
    expected: `a multiple of ${k}, the number of tags`,
  });
}

/** The target of some rows, in the given order.
 *
 * @param rows positions from 0; one may come twice
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const y = { classes: ["sad", "slow"], tags: Uint8Array.of(1, 1, 0, 1) };
 * assertEquals(takeTarget(y, [1]).tags, Uint8Array.of(0, 1));
 * assertEquals(takeTarget({ classes: ["pop", "rap"], codes: Int32Array.of(0, 1) }, [1, 1]).codes, Int32Array.of(1, 1));
 * ```
 */
export function takeTarget<Kind extends Target>(y: Kind, rows: ArrayLike<number>): Kind {
  if (!isTags(y)) return { ...y, codes: Int32Array.from(rows, (row) => y.codes[row]) };
  const k = y.classes.length, tags = new Uint8Array(rows.length * k);
  for (let i = 0; i < rows.length; i++) {
    tags.set(y.tags.subarray(rows[i] * k, (rows[i] + 1) * k), i * k);
  }
  return { ...y, tags };
}

/** Of every row, whether it has the tag at position `tag`: 1 or 0.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const y = { classes: ["sad", "slow"], tags: Uint8Array.of(1, 1, 0, 1) };
 * assertEquals(tagColumn(y, 0), Uint8Array.of(1, 0));
 * ```
 */
export function tagColumn(y: TagTarget, tag: number): Uint8Array {
  const k = y.classes.length, out = new Uint8Array(targetRows(y));
  for (let row = 0; row < out.length; row++) out[row] = y.tags[row * k + tag];
  return out;
}

/** How many rows have each class or tag.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(supportOf({ classes: ["sad", "slow"], tags: Uint8Array.of(1, 1, 0, 1) }), Int32Array.of(1, 2));
 * ```
 */
export function supportOf(y: Target): Int32Array {
  const support = new Int32Array(y.classes.length), k = support.length;
  if (isTags(y)) { for (let at = 0; at < y.tags.length; at++) support[at % k] += y.tags[at]; }
  else for (const code of y.codes) support[code]++;
  return support;
}

/** Row numbers class by class, ascending.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(rowsByClass({ classes: ["pop", "rap"], codes: Int32Array.of(1, 0, 1) }), [[1], [0, 2]]);
 * ```
 */
export function rowsByClass({ classes, codes }: ClassTarget): number[][] {
  const rows: number[][] = classes.map(() => []);
  codes.forEach((code, row) => rows[code].push(row));
  return rows;
}

/** The class of each row; none where rows have tags.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(codesOf({ classes: ["pop", "rap"], codes: Int32Array.of(1, 0) }), Int32Array.of(1, 0));
 * ```
 */
export const codesOf = (y: Target): Int32Array => isTags(y) ? new Int32Array() : y.codes;

/** The same target, known to hold one class per row.
 *
 * @param who needs it so, for the message
 * @throws {InputError} when rows have tags
 * @example
 * ```ts
 * import { assertFails } from "../../tests/assert.ts";
 * const y = { classes: ["sad", "slow"], tags: Uint8Array.of(1, 1) };
 * await assertFails(() => oneOfK(y, "a tree"), "a tree tells one class per row", "2 tags");
 * ```
 */
export function oneOfK(y: Target, who: string): ClassTarget {
  if (!isTags(y)) return y;
  throw new InputError(`${who} tells one class per row, and these rows have any number of tags`, {
    found: `${y.classes.length} tags`,
    expected: "a target of classes",
  });
}

/** The same target, known to hold tags.
 *
 * @param who needs it so, for the message
 * @throws {InputError} when rows have one class each
 * @example
 * ```ts
 * import { assertFails } from "../../tests/assert.ts";
 * const y = { classes: ["pop", "rap"], codes: Int32Array.of(1) };
 * await assertFails(() => anyOfK(y, "a cut"), "a cut tells any number of tags", "2 classes");
 * ```
 */
export function anyOfK(y: Target, who: string): TagTarget {
  if (isTags(y)) return y;
  throw new InputError(`${who} tells any number of tags per row, and these rows have one class`, {
    found: `${y.classes.length} classes`,
    expected: "a target of tags",
  });
}
