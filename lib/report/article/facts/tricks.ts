/** What part 04 recorded of the tricks of the trade: which settings were tricks is read off the records. */
import { type Ablated, type AblationRow, ablationTable } from "../../../study/search/ablation.ts";
import { tricksWorth, type TrickWorth } from "../../../study/search/ablation.ts";
import { canonicalJson } from "../../../study/runs/canonical.ts";
import { MLP_DEFAULTS } from "../../../nn/mlp.ts";
import { TRAIN_DEFAULTS } from "../../../nn/settings.ts";
import type { Run, Settings } from "../../../study/runs/record.ts";
import { rankSettings, variedSettings } from "../../../study/runs/standings.ts";
import { type Evidence, question } from "../evidence.ts";

/** An ablation, put together again. */
export interface TrickFacts {
  /** By trick, which is named after the settings it changes: "dropout", "patience, restoreBest". */
  readonly accuracy: readonly TrickWorth[];
  readonly logLoss: readonly TrickWorth[];
  /** The network without any trick, and with all of them. */
  readonly none: AblationRow;
  readonly all: AblationRow;
  readonly tricks: number;
  readonly seeds: number;
  readonly epochs: number;
}

/** What part 04 recorded of its ablation; undefined where there is none, or where it is not complete. */
export function trickFacts({ runs }: Pick<Evidence, "runs">): TrickFacts | undefined {
  const own = runs.filter(({ part, name }) => part === "04" && name === "ablation");
  const found = question(own, "ablation", variedSettings(own).filter((name) => name !== "epochs"));
  const plan = planOf(found);
  if (!plan) return undefined;
  const groups = plan.map(({ settings }) => found.filter((run) => same(run.settings, settings)));
  const seeds = [...new Set(found.map(({ seed }) => seed))].sort((a, b) => a - b);
  const inOrder = groups.flatMap((group) =>
    seeds.map((seed) => group.find((run) => run.seed === seed))
  );
  if (inOrder.includes(undefined)) return undefined;
  const complete = inOrder as Run[], rows = ablationTable(plan, complete);
  return {
    accuracy: tricksWorth(plan, rows),
    logLoss: tricksWorth(plan, ablationTable(plan, complete, "logLoss")),
    none: rows[0],
    all: rows[plan.findIndex(({ how }) => how === "all")],
    tricks: (plan.length - 2) / 2,
    seeds: seeds.length,
    epochs: Number(plan[0].settings.epochs),
  };
}

const same = (a: Settings, b: Settings) => canonicalJson(a) === canonicalJson(b);

/** In which settings two trainings differ. */
const differing = (a: Settings, b: Settings) =>
  Object.keys(a).filter((name) =>
    canonicalJson(a[name] ?? null) !== canonicalJson(b[name] ?? null)
  );

/** No trick, each alone, all, all but each. "None" and "all" are the two with the nearest neighbours, for a trick
 * alone is one step from "none" and two from every other trick; of the two, "none" is nearer to the defaults. */
function planOf(runs: readonly Run[]): Ablated[] | undefined {
  const all = rankSettings(runs).map(({ settings }) => settings);
  const tricks = (all.length - 2) / 2;
  if (!(tricks >= 4) || !Number.isInteger(tricks)) return undefined; // of fewer, all are neighbours
  const nearness = (settings: Settings) =>
    all.map((other) => differing(settings, other).length).sort((a, b) => a - b)
      .slice(1, tricks + 1).reduce((sum, distance) => sum + distance, 0);
  const [one, other] = all.map((settings) => ({ settings, near: nearness(settings) }))
    .sort((a, b) => a.near - b.near).map(({ settings }) => settings);
  const usual: Settings = { ...MLP_DEFAULTS, ...TRAIN_DEFAULTS };
  const on = (settings: Settings) =>
    differing(one, other).filter((name) => differing(settings, usual).includes(name)).length;
  const [none, every] = on(one) < on(other) ? [one, other] : [other, one];
  const rest = all.filter((settings) => settings !== none && settings !== every);
  const alone = rest.filter((s) => differing(s, none).length < differing(s, every).length);
  const names = alone.map((settings) => differing(settings, none).join(", "));
  const without = names.map((name) =>
    rest.find((settings) => differing(settings, every).join(", ") === name)
  );
  if (alone.length !== tricks || without.includes(undefined)) return undefined;
  return [
    { how: "none", settings: none },
    ...alone.map((settings, i): Ablated => ({ how: "alone", trick: names[i], settings })),
    { how: "all", settings: every },
    ...without.map((settings, i): Ablated => ({
      how: "all but",
      trick: names[i],
      settings: settings!,
    })),
  ];
}
