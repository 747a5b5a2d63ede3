/** How fast steps are done, and how long the others will take. */

/** The pace of the later half of the time: what came at once, from records or a cache, and the first step's warming
 * up say nothing of the steps to come. */
export class Pace {
  #steps: { readonly done: number; readonly seconds: number }[] = [{ done: 0, seconds: 0 }];

  /** Takes in that `done` steps were finished after so many seconds. */
  add(done: number, seconds: number): void {
    const last = this.#steps.at(-1)!;
    if (done <= last.done) return;
    this.#steps.push({ done, seconds });
    if (this.#steps.length > 1000) { // every other one is enough
      this.#steps = this.#steps.filter((_, at) => at % 2 === 0 || at === this.#steps.length - 1);
    }
  }

  /** Steps a second; undefined until one is done.
   *
   * @example
   * ```ts
   * import { assertEquals } from "../../tests/assert.ts";
   * const pace = new Pace();
   * pace.add(50, .1); // from the records
   * pace.add(51, 2.1);
   * assertEquals(pace.perSecond, .5);
   * ```
   */
  get perSecond(): number | undefined {
    const last = this.#steps.at(-1)!;
    const from = this.#steps.findLast(({ seconds }) => seconds <= last.seconds / 2)!;
    const seconds = last.seconds - from.seconds;
    return seconds > 0 ? (last.done - from.done) / seconds : undefined;
  }
}

/** 3.2 → "3.2 per s", 0.05 → "3.0 per min".
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals([3.2, 334, .05, .001].map(rate), ["3.2 per s", "334 per s", "3.0 per min", "3.6 per h"]);
 * ```
 */
export function rate(perSecond: number): string {
  const [unit, seconds] = perSecond >= 1
    ? ["s", 1] as const
    : perSecond >= 1 / 60
    ? ["min", 60] as const
    : ["h", 3600] as const;
  const value = perSecond * seconds;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} per ${unit}`;
}
