/** Ablation: several tricks alone, all together, and all but each one. */
import { InputError } from "../../core/errors.ts";
import { mean } from "../../core/statistics.ts";
import type { Gain } from "../../evaluation/gain.ts";
import type { Label, Run, Settings } from "../runs/record.ts";
import { pairedDifference, seedPairs } from "../paired_by_seed.ts";
import { scoreOf } from "../runs/standings.ts";
import { direction } from "../../evaluation/metrics/registry.ts";
import { listed, type Space } from "./space.ts";

/** One line of the table. */
export interface AblationRow {
  /** "none", a trick, "all", or "all but" a trick. */
  readonly used: string;
  /** Mean of the score over seeds. */
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

/** A space to search, with a table of its runs. */
export interface Ablation extends Space {
  /** Every line of it; see `ablationTable`. */
  table(runs: readonly Run[], score?: string): AblationRow[];
  /** What each trick is worth, for the figure `intervals`; see `tricksWorth`. */
  worth(runs: readonly Run[], score?: string): TrickWorth[];
}

const NONE = "none", ALL = "all";
const allBut = (trick: string) => `all but ${trick}`;

/** No trick, each alone, all, all but each: a space of 2 n + 2 sets of settings, in this order, whose runs are labelled
 * with what is used (`variant`) and the trick that it is about, by the names of the settings that it changes (`trick`,
 * such as "patience, restoreBest").
 *
 * @param tricks the settings that each trick adds to the search's base; where two set the same, the later one
 * counts when both are used
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { Rng } from "../../core/rng.ts";
 * const candidates = ablation({ dropout: { dropout: .3 }, clipping: { clipNorm: 1 } }).plan(new Rng(1)).ready();
 * assertEquals(candidates.map(({ label }) => label!.variant), [
 *   ...["none", "dropout", "clipping", "all", "all but dropout", "all but clipping"],
 * ]);
 * assertEquals(candidates[4].settings, { clipNorm: 1 });
 * ```
 */
export function ablation(tricks: Readonly<Record<string, Settings>>): Ablation {
  const names = Object.keys(tricks);
  const using = (used: readonly string[]): Settings =>
    Object.assign({}, ...used.map((name) => tricks[name]));
  const keyOf = (name: string) => Object.keys(tricks[name]).join(", ");
  const plan: (readonly [Label, Settings])[] = [
    [{ variant: NONE }, {}],
    ...names.map((name) => [{ variant: name, trick: keyOf(name) }, tricks[name]] as const),
    [{ variant: ALL }, using(names)],
    ...names.map((name) =>
      [
        { variant: allBut(name), trick: keyOf(name) },
        using(names.filter((other) => other !== name)),
      ] as const
    ),
  ];
  const space = listed(plan.map(([, settings]) => settings), plan.map(([label]) => label));
  return { ...space, table: ablationTable, worth: tricksWorth };
}

interface Entry {
  readonly label: Label;
  readonly runs: readonly Run[];
}

/** The runs by what they use, and those that they are compared with. */
function entriesOf(runs: readonly Run[]): { entries: Entry[]; none: Entry; all: Entry } {
  const groups = Map.groupBy(runs, ({ label }) => label?.variant);
  const entries = [...groups.values()].map((own) => ({ label: own[0].label ?? {}, runs: own }));
  const of = (variant: string) => entries.find(({ label }) => label.variant === variant);
  const none = of(NONE), all = of(ALL);
  if (none && all) return { entries, none, all };
  throw new InputError("these are not the runs of an ablation", {
    found: `runs labelled ${[...groups.keys()].join(", ") || "with nothing"}`,
    expected: "those of a search through ablation(tricks)",
  });
}

/** Every line of an ablation, seed paired with seed. Differences are positive where the line is better, of losses
 * too.
 *
 * @param runs of a search through {@linkcode ablation}
 * @throws {InputError} when the runs are of no ablation
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallAblation } from "../../../tests/experiments/small_run.ts";
 * const runs = smallAblation({ dropout: .25 }); // accuracy .5 without, .75 with it
 * assertEquals(ablationTable(runs).map(({ used, score }) => [used, score]), [
 *   ["none", .5],
 *   ["dropout", .75],
 *   ["all", .75],
 *   ["all but dropout", .5],
 * ]);
 * ```
 */
export function ablationTable(runs: readonly Run[], score = "accuracy"): AblationRow[] {
  const { entries, none, all } = entriesOf(runs);
  return entries.map(({ label, runs: own }): AblationRow => {
    const done = own.filter((run) => run.status === "done");
    const average = (name: string) => mean(done.map((run) => scoreOf(run, name)));
    const baseline = leavesOut(label) ? all : none;
    const { difference, low, high } = compared(own, baseline.runs, score);
    return {
      used: label.variant!,
      score: average(score),
      ...(own === none.runs ? { difference: NaN, low: NaN, high: NaN } : { difference, low, high }),
      gap: average("gap"),
      seconds: average("seconds"),
      failed: own.length - done.length,
    };
  });
}

const leavesOut = ({ variant, trick }: Label) =>
  trick !== undefined && variant !== undefined && variant.startsWith(allBut(""));

/** The gain of a trick, and the settings that it changes. */
export type TrickWorth = Gain & { readonly trick: string };

/** How much better the runs are than others of the same seeds, over those that ended well in both. */
function compared(own: readonly Run[], others: readonly Run[], score: string) {
  const pairs = seedPairs(own, others, (run) => direction(score) * scoreOf(run, score));
  if (pairs.length < 2) return { difference: NaN, low: NaN, high: NaN };
  const { value: difference, interval: [low, high] } = pairedDifference(pairs);
  return { difference, low, high };
}

/** What each trick is worth: how much better the score is with it, what it adds alone, and what goes when it is left
 * out of all. Rows for the figure `intervals`.
 *
 * @param runs of a search through {@linkcode ablation}
 * @returns rows of "added to none" first; of what cannot be compared none
 * @throws {InputError} when the runs are of no ablation
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallAblation } from "../../../tests/experiments/small_run.ts";
 * const worth = tricksWorth(smallAblation({ dropout: .25 }));
 * assertEquals(worth.map(({ way, value }) => [way, value]), [["added to none", .25], ["kept among all", .25]]);
 * ```
 */
export function tricksWorth(runs: readonly Run[], score = "accuracy"): TrickWorth[] {
  const { entries } = entriesOf(runs), rows = ablationTable(runs, score);
  return entries.flatMap(({ label }, i): TrickWorth[] => {
    const { difference, low, high } = rows[i], { trick, variant } = label;
    if (trick === undefined || Number.isNaN(difference)) return [];
    if (!leavesOut(label)) {
      const interval = [low, high] as const;
      return [{ trick, name: variant!, way: "added to none", value: difference, interval }];
    }
    const name = variant!.slice(allBut("").length), interval = [-high, -low] as const;
    return [{ trick, name, way: "kept among all", value: -difference, interval }];
  }).sort((a, b) => Number(a.way > b.way) - Number(a.way < b.way));
}
