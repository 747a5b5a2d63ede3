/** How much better one thing is than another. */

/** A mean difference: a row for the figure `intervals`. */
export interface Gain {
  /** What is measured. */
  readonly name: string;
  /** What it is measured against. */
  readonly way: string;
  /** Mean difference of the score, over seeds or over rows. */
  readonly value: number;
  /** 95 %, Student's paired t. */
  readonly interval: readonly [low: number, high: number];
}
