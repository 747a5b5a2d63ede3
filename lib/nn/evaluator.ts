/** Loss and scores of validation rows, by batches. */
import {
  type ClassTarget,
  isTags,
  supportOf,
  type TagTarget,
  type Target,
} from "../core/target.ts";
import type { Engine } from "./engine.ts";
import type { EvalPoint } from "./history.ts";
import type { Inputs } from "./inputs.ts";

/** Loss, accuracy and recalls of the rows, with the weights as they are now; dropout is off, and nothing about the
 * training changes. See {@linkcode EvalPoint} for what they are of classes and of tags. */
export async function evaluateAt(
  engine: Engine,
  { x, y }: { readonly x: Inputs; readonly y: Target },
): Promise<Omit<EvalPoint, "step" | "seconds">> {
  const p = await engine.probabilities(x.data, x.rows);
  return isTags(y) ? lookAtTags(p, y) : lookAtClasses(p, y);
}

/** The first of equals does not count as a mistake. */
function lookAtClasses(p: Float32Array, { codes, classes: { length: classes } }: ClassTarget) {
  const right = new Float64Array(classes), all = new Float64Array(classes), rows = codes.length;
  let loss = 0;
  for (let i = 0; i < rows; i++) {
    const mine = p[i * classes + codes[i]];
    loss -= Math.log(Math.max(mine, 1e-30));
    let best = true; // NaN is no answer: it is neither less nor equal
    for (let c = 0; c < classes; c++) if (!(p[i * classes + c] <= mine)) best = false;
    all[codes[i]]++;
    if (best) right[codes[i]]++;
  }
  return {
    validationLoss: loss / rows,
    validationAccuracy: right.reduce((a, b) => a + b) / rows,
    validationRecalls: Array.from(right, (hits, c) => hits / all[c]),
  };
}

/** Half of a float32's step below 1: a probability of 1 may be so far off. */
const SURE = 2 ** -25;

function lookAtTags(p: Float32Array, y: TagTarget) {
  const { tags } = y, k = y.classes.length, support = supportOf(y), hits = new Float64Array(k);
  let loss = 0, right = 0;
  for (let at = 0; at < tags.length; at++) {
    const said = tags[at] ? p[at] : 1 - p[at];
    loss -= Math.log(Math.max(said, SURE));
    if (!(tags[at] ? p[at] >= .5 : p[at] < .5)) continue;
    right++;
    if (tags[at]) hits[at % k]++;
  }
  return {
    validationLoss: loss / tags.length,
    validationAccuracy: right / tags.length,
    validationRecalls: Array.from(hits, (found, c) => found / support[c]),
  };
}

/** Looks every so many steps, with a clock that stands still meanwhile. */
export class Evaluator {
  readonly evalPoints: EvalPoint[] = [];
  #lost = 0;
  readonly #start = performance.now();

  /** @param every so many steps; 0: never */
  constructor(
    readonly engine: Engine,
    readonly rows: { readonly x: Inputs; readonly y: Target } | undefined,
    readonly every: number,
  ) {}

  /** How many steps after `step` it wants to look again. */
  next(step: number): number {
    return this.rows && this.every > 0 ? this.every - step % this.every : Infinity;
  }

  /** To be called before the first step, with 0, and after every step. */
  async after(step: number): Promise<void> {
    if (!this.rows || this.every === 0 || step % this.every > 0) return;
    const before = performance.now();
    const seconds = (before - this.#start - this.#lost) / 1000;
    this.evalPoints.push({ step, ...await evaluateAt(this.engine, this.rows), seconds });
    this.#lost += performance.now() - before;
  }
}
