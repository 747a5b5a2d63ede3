/** What every kind of network is: settings, a model by them, and what a row costs. */
import { InputError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import type { Rng } from "../../core/rng.ts";
import { checkSetting } from "../../core/settings.ts";
import type { Answer } from "../answer.ts";
import type { tf } from "../tf.ts";

/** What a network is built for. */
export interface Sizes {
  /** Columns of its table. */
  readonly inputs: number;
  /** Classes or tags. */
  readonly classes: number;
  /** "softmax" for one of the classes, which holds where it is left out, or "sigmoid" for any number of tags. */
  readonly answer?: Answer;
}

/** A kind of network. A new one is one file here and one line in networks.ts. */
export interface NetworkKind<Settings extends object> {
  /** What the setting `network` says. */
  readonly name: string;
  /** Plain data with every default. */
  readonly defaults: Readonly<Settings>;
  /** What the settings take from the rows that are learnt from, such as edges of bins. */
  fitted?(settings: Settings, x: Matrix): Settings;
  /** A model with weights from `rng` alone, the caller's to `dispose()`; `await ready()` (tf.ts) first.
   * @throws {InputError} on unknown settings, or sizes that do not fit together */
  build(plan: Sizes & Partial<Settings>, rng: Rng): tf.LayersModel;
  /** Multiplications and additions of one row's forward pass, roughly. */
  cost(plan: Sizes & Partial<Settings>): number;
}

/** The axes of one row, from its columns.
 *
 * @param shape as set, or null for one number at each of `inputs` steps
 * @param axes what they are called: ["steps", "features"]
 * @throws {InputError} when they are not sizes, or do not make up the columns */
export function shapeOf(
  shape: readonly number[] | null,
  inputs: number,
  axes: readonly string[],
): number[] {
  if (shape === null) return [inputs, ...axes.slice(1).map(() => 1)];
  for (const size of shape) {
    checkSetting("the size of a network: shape", size, { least: 1, whole: true });
  }
  if (shape.length === axes.length && shape.reduce((a, b) => a * b, 1) === inputs) {
    return [...shape];
  }
  throw new InputError("the shape of a row does not fit its columns", {
    found: `shape ${shape.join(" × ")} of ${inputs} columns`,
    expected: `${axes.join(" × ")} that make ${inputs}`,
  });
}

/** @throws {InputError} when a kernel, or a block that is pooled, is longer than what it reads */
export function checkReach(what: string, reach: number, length: number): void {
  if (reach <= length) return;
  throw new InputError(`${what} is longer than the sequence it reads`, {
    found: `${reach} of ${length} steps`,
    expected: `at most ${length}; smaller kernels, fewer layers, or less pooling`,
  });
}

/** Multiplications of dense layers on top of one another. */
export const denseCost = (sizes: readonly number[]): number =>
  sizes.slice(1).reduce((sum, size, i) => sum + size * sizes[i], 0);

/** Steps that a kernel of `reach` steps gives: "same" has zeros at both ends. */
export const stepsAfter = (
  steps: number,
  reach: number,
  stride: number,
  padding: "same" | "valid",
): number => Math.ceil((padding === "same" ? steps : steps - reach + 1) / stride);
