/** A look at rows that are not learnt from. */
import type { Matrix } from "../core/matrix.ts";
import type { Labels } from "../models/estimator.ts";
import type { Engine } from "./engine.ts";
import type { Look } from "./history.ts";

/** Log loss, accuracy (the first of equals does not count as a mistake) and the recall of every class, with the
 * weights as they are now; dropout is off, and nothing about the training changes. */
export function lookAt(
  engine: Engine,
  { x, y }: { readonly x: Matrix; readonly y: Labels },
): Omit<Look, "step" | "seconds"> {
  const p = engine.probabilities(x.data, x.rows), classes = y.classes.length;
  const right = new Float64Array(classes), all = new Float64Array(classes);
  let loss = 0;
  for (let i = 0; i < x.rows; i++) {
    const mine = p[i * classes + y.codes[i]];
    loss -= Math.log(Math.max(mine, 1e-30));
    let best = true; // NaN is no answer: it is neither less nor equal
    for (let c = 0; c < classes; c++) if (!(p[i * classes + c] <= mine)) best = false;
    all[y.codes[i]]++;
    if (best) right[y.codes[i]]++;
  }
  return {
    validationLoss: loss / x.rows,
    validationAccuracy: right.reduce((a, b) => a + b) / x.rows,
    validationRecalls: Array.from(right, (hits, c) => hits / all[c]),
  };
}

/** Looks every so many steps, with a clock that stands still meanwhile. */
export class Looker {
  readonly looks: Look[] = [];
  #lost = 0;
  readonly #start = performance.now();

  /** @param every so many steps; 0: never */
  constructor(
    readonly engine: Engine,
    readonly rows: { readonly x: Matrix; readonly y: Labels } | undefined,
    readonly every: number,
  ) {}

  /** To be called before the first step, with 0, and after every step. */
  after(step: number): void {
    if (!this.rows || this.every === 0 || step % this.every > 0) return;
    const before = performance.now();
    const seconds = (before - this.#start - this.#lost) / 1000;
    this.looks.push({ step, ...lookAt(this.engine, this.rows), seconds });
    this.#lost += performance.now() - before;
  }
}
