/** What each of several tricks is worth: alone, together, and together but for one. */
import { InputError } from "../../core/errors.ts";
import { mean } from "../../core/statistics.ts";
import { pairedInterval } from "../evaluation/compare.ts";
import type { Run, Settings } from "../runs/record.ts";
import { listed, type ListedSpace } from "./space.ts";
import { scoreOf } from "../runs/standings.ts";
import { direction } from "../scores/registry.ts";

/** Which tricks a training uses. */
export interface Ablated {
  /** The trick that is alone, or the one that is left out; none where it is all or nothing. */
  readonly trick?: string;
  /** Which of the tricks are used. */
  readonly how: "none" | "alone" | "all" | "all but";
  /** What these add to the search's base. */
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

/** The plan as a space to search.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { Rng } from "../../core/rng.ts";
 * const space = ablationSpace(ablation({ dropout: { dropout: .3 } }));
 * assertEquals(space.list(new Rng(1)), [{}, { dropout: .3 }, { dropout: .3 }, {}]);
 * ```
 */
export const ablationSpace = (plan: readonly Ablated[]): ListedSpace =>
  listed(plan.map(({ settings }) => settings));

/** One line of the table. */
export interface AblationRow {
  /** "none", a trick, "all", or "all but" a trick. */
  readonly used: string;
  /** Mean over seeds. */
  readonly score: number;
  /** Better by so much than with none ("alone", "all"), or than with all ("all but"): the mean over seeds of the
   * pairs' differences. NaN for the row that the others are compared with, as its interval. */
  readonly difference: number;
  /** 95 % interval of the difference: its lower end. */
  readonly low: number;
  /** Upper end of the interval. */
  readonly high: number;
  /** Training accuracy less validation accuracy, mean over seeds. */
  readonly gap: number;
  /** Of one training, mean over seeds. */
  readonly seconds: number;
  /** How many seeds failed; they are left out of the pairs. */
  readonly failed: number;
}

/** Every line of an ablation, seed paired with seed. Differences are positive where the line is better, of losses
 * too.
 *
 * @param runs of `search(ablationSpace(plan), …)`: as many seeds for each entry of the plan, in its order
 * @throws {InputError} when the runs are not those of the plan
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallRun } from "../../../tests/study/small_run.ts";
 * const plan = ablation({ dropout: { dropout: .3 } });
 * const run = ({ dropout = 0 }: { dropout?: number }, seed: number) =>
 *   smallRun({ dropout }, { accuracy: dropout ? .75 : .5, gap: .1 }, seed);
 * const runs = plan.flatMap(({ settings }) => [run(settings, 1), run(settings, 2)]);
 * assertEquals(ablationTable(plan, runs).map(({ used, score }) => [used, score]), [
 *   ["none", .5],
 *   ["dropout", .75],
 *   ["all", .75],
 *   ["all but dropout", .5],
 * ]);
 * ```
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
  /** The trick's. */
  readonly name: string;
  /** `added to none` or `kept among all`. */
  readonly way: string;
  /** How much better the score is with it. */
  readonly value: number;
  /** 95 % interval of that. */
  readonly interval: readonly [low: number, high: number];
}

/** The table's differences by trick: what it adds alone, and what goes when it is left out of all.
 *
 * @param rows of {@linkcode ablationTable}, in the order of the plan
 * @returns rows of "added to none" first; of what cannot be compared none
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallRun } from "../../../tests/study/small_run.ts";
 * const plan = ablation({ dropout: { dropout: .3 } });
 * const run = ({ dropout = 0 }: { dropout?: number }, seed: number) =>
 *   smallRun({ dropout }, { accuracy: dropout ? .75 : .5, gap: .1 }, seed);
 * const runs = plan.flatMap(({ settings }) => [run(settings, 1), run(settings, 2)]);
 * const worth = tricksWorth(plan, ablationTable(plan, runs));
 * assertEquals(worth.map(({ way, value }) => [way, value]), [["added to none", .25], ["kept among all", .25]]);
 * ```
 */
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
