/** What each of several tricks is worth: alone, together, and together but for one. */
import { InputError } from "../../core/errors.ts";
import { mean } from "../../core/statistics.ts";
import { pairedInterval } from "../evaluation/compare.ts";
import type { Run, Settings } from "../runs/record.ts";
import { listed, type ListedSpace } from "./space.ts";
import { direction, scoreOf } from "../runs/standings.ts";

/** Which tricks a training uses. */
export interface Ablated {
  /** The trick that is alone, or the one that is left out; none where it is all or nothing. */
  readonly trick?: string;
  readonly how: "none" | "alone" | "all" | "all but";
  readonly settings: Settings;
}

/** No trick, each alone, all, all but each: 2 n + 2 sets of settings, in this order.
 *
 * @param tricks the settings that each trick adds to the search's base; where two set the same, the later one
 * counts when both are used
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const plan = ablation({ dropout: { dropout: .3 }, clipping: { clipNorm: 1 } });
 * assertEquals(plan.map(({ how }) => how), ["none", "alone", "alone", "all", "all but", "all but"]);
 * assertEquals(plan[4].settings, { clipNorm: 1 }); // all but dropout
 * ```
 */
export function ablation(tricks: Readonly<Record<string, Settings>>): Ablated[] {
  const names = Object.keys(tricks);
  const using = (used: readonly string[]): Settings =>
    Object.assign({}, ...used.map((name) => tricks[name]));
  return [
    { how: "none", settings: {} },
    ...names.map((trick): Ablated => ({ trick, how: "alone", settings: tricks[trick] })),
    { how: "all", settings: using(names) },
    ...names.map((trick): Ablated => ({
      trick,
      how: "all but",
      settings: using(names.filter((name) => name !== trick)),
    })),
  ];
}

/** The plan as a space to search. */
export const ablationSpace = (plan: readonly Ablated[]): ListedSpace =>
  listed(plan.map(({ settings }) => settings));

/** One line of the table. */
export interface AblationRow {
  readonly used: string;
  /** Mean over seeds. */
  readonly score: number;
  /** Better by so much than with none ("alone", "all"), or than with all ("all but"): the mean over seeds of the
   * pairs' differences, and its 95 % interval. NaN for the row that the others are compared with. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  readonly gap: number;
  readonly seconds: number;
  /** How many seeds failed; they are left out of the pairs. */
  readonly failed: number;
}

/** Every line of an ablation, seed paired with seed. Differences are positive where the line is better, of losses
 * too.
 *
 * @param runs of `search(ablationSpace(plan), …)`: as many seeds for each entry of the plan, in its order
 * @throws {InputError} when the runs are not those of the plan
 */
export function ablationTable(
  plan: readonly Ablated[],
  runs: readonly Run[],
  score = "accuracy",
): AblationRow[] {
  const seeds = runs.length / plan.length;
  if (!Number.isInteger(seeds) || seeds === 0) {
    throw new InputError("the runs of an ablation do not fit its plan", {
      found: `${runs.length} runs`,
      expected: `a multiple of ${plan.length}`,
    });
  }
  const of = (i: number) => runs.slice(i * seeds, (i + 1) * seeds);
  const none = of(0), all = of(plan.findIndex(({ how }) => how === "all"));
  return plan.map(({ how, trick }, i): AblationRow => {
    const own = of(i), done = own.filter((run) => run.status === "done");
    const average = (name: string) => mean(done.map((run) => scoreOf(run, name)));
    const { difference, low, high } = compared(own, how === "all but" ? all : none, score);
    return {
      used: how === "alone" ? trick! : how === "all but" ? `all but ${trick}` : how,
      score: average(score),
      ...(how === "none" ? { difference: NaN, low: NaN, high: NaN } : { difference, low, high }),
      gap: average("gap"),
      seconds: average("seconds"),
      failed: own.length - done.length,
    };
  });
}

/** How much better the runs are than others, over the seeds that ended well in both. */
function compared(own: readonly Run[], others: readonly Run[], score: string) {
  const pairs = own.map((run, s) => [run, others[s]] as const)
    .filter((pair) => pair.every((run) => run.status === "done"));
  if (pairs.length < 2) return { difference: NaN, low: NaN, high: NaN };
  const [a, b] = [0, 1].map((k) =>
    pairs.map((pair) => direction(score) * scoreOf(pair[k as 0 | 1], score))
  );
  return pairedInterval(a, b);
}

/** What a trick is worth, both ways: for the figure `intervals`. */
export interface TrickWorth {
  readonly name: string;
  readonly way: string;
  readonly value: number;
  readonly interval: readonly [low: number, high: number];
}

/** The table's differences by trick: what it adds alone, and what goes when it is left out of all. */
export function tricksWorth(
  plan: readonly Ablated[],
  rows: readonly AblationRow[],
): TrickWorth[] {
  return plan.flatMap(({ how, trick }, i): TrickWorth[] => {
    const { difference, low, high } = rows[i];
    if (!trick || Number.isNaN(difference)) return [];
    return how === "alone"
      ? [{ name: trick, way: "added to none", value: difference, interval: [low, high] }]
      : [{ name: trick, way: "kept among all", value: -difference, interval: [-high, -low] }];
  }).sort((a, b) => Number(a.way > b.way) - Number(a.way < b.way));
}
