/** What part 03 recorded of networks: what learning curves tell, one question at a time, and the searches. */
import { pairedInterval } from "../../../evaluation/compare.ts";
import { canonicalJson } from "../../../experiments/runs/canonical.ts";
import type { Run } from "../../../experiments/runs/record.ts";
import { rankSettings, type SettingsStanding } from "../../../experiments/runs/standings.ts";
import { type Evidence, newest, question } from "../evidence.ts";
import type { Interval } from "../numbers.ts";

/** The training of one network, as means over seeds. */
export interface Fate {
  readonly layers: readonly number[];
  /** Per epoch. */
  readonly loss: readonly number[];
  readonly validationLoss: readonly number[];
  /** The epoch, from 1, at which the mean validation loss is lowest. */
  readonly lowest: number;
  readonly accuracy: number;
  readonly trainAccuracy: number;
}

/** One question: the settings tried, best first, and how sure the best one's lead is. */
export interface Answer {
  readonly name: string;
  readonly ranked: readonly SettingsStanding[];
  /** Over paired seeds: the first less the second, and the first less the last. */
  readonly lead: Interval & { readonly value: number };
  readonly span: Interval & { readonly value: number };
}

/** The networks of part 03. */
export interface NetworkFacts {
  /** Training and validation rows of the hold-out, and how many seeds. */
  readonly trainingRows: number;
  readonly seeds: number;
  /** From the smallest network to the largest. */
  readonly fates: readonly Fate[];
  /** In the order of the notebook; questions that were not asked are left out. */
  readonly answers: readonly Answer[];
  /** Best of the published grid, over seeds; how many settings it has. */
  readonly grid?: { readonly best: SettingsStanding; readonly settings: number };
  /** The winner of the larger search, over seeds; how many settings it tried. */
  readonly chosen?: { readonly standing: SettingsStanding; readonly settings: number };
  /** The winner's settings on another hold-out, drawn at random. */
  readonly elsewhere?: SettingsStanding;
}

/** Which settings each question of the notebook varies, by the step of its label. */
export const QUESTIONS: Readonly<Record<string, readonly string[]>> = {
  "batchSize": ["batchSize"],
  "layers": ["layers"],
  "optimiser, learningRate": ["optimiser", "learningRate"],
  "schedule, learningRate": ["schedule", "learningRate"],
  "activation, initialisation": ["activation", "initialisation"],
  "inputs": [],
  "embedding": ["embedding"],
};

/** What part 03 recorded; undefined where it has no finished training. */
export function networkFacts({ runs: all }: Pick<Evidence, "runs">): NetworkFacts | undefined {
  const runs = all.filter(({ part }) => part === "03");
  const fates = question(runs, "fates", ["layers"]);
  const asked = Object.keys(QUESTIONS).map((name) => {
    const found = question(runs, name, QUESTIONS[name], { data: name === "inputs" });
    return answer(name, found);
  }).filter((found) => found !== undefined);
  const any = asked[0]?.ranked[0].runs[0] ?? fates[0];
  if (!any) return undefined;
  return {
    trainingRows: any.data.rows,
    seeds: Math.max(...(asked[0]?.ranked ?? []).map(({ runs }) => runs.length), 1),
    fates: rankSettings(fates).map(fate).sort((a, b) => units(a) - units(b)),
    answers: asked,
    grid: gridBest(runs),
    chosen: chosen(runs),
    elsewhere: elsewhere(runs),
  };
}

const units = ({ layers }: Fate) => layers.reduce((sum, n) => sum + n, 0);

function fate({ settings, runs, scores }: SettingsStanding): Fate {
  const loss = overSeeds(runs, "loss"), validationLoss = overSeeds(runs, "validationLoss");
  return {
    layers: settings.layers as number[],
    loss,
    validationLoss,
    lowest: validationLoss.indexOf(Math.min(...validationLoss)) + 1,
    accuracy: scores.accuracy.mean,
    trainAccuracy: scores.trainAccuracy.mean,
  };
}

/** A curve's mean over runs, as far as all of them go. */
export function overSeeds(runs: readonly Run[], name: string): number[] {
  const curves = runs.map((run) => run.curve?.[name] ?? []);
  const epochs = Math.min(...curves.map(({ length }) => length));
  return Array.from(
    { length: epochs },
    (_, e) => curves.reduce((sum, curve) => sum + curve[e], 0) / curves.length,
  );
}

function answer(name: string, runs: readonly Run[]): Answer | undefined {
  const ranked = rankSettings(runs);
  if (ranked.length < 2) return undefined;
  const [first, second] = ranked, last = ranked.at(-1)!;
  return { name, ranked, lead: overPairs(first, second), span: overPairs(first, last) };
}

/** The difference of two settings' accuracies over the seeds that both have. */
export function overPairs(
  a: Pick<SettingsStanding, "runs">,
  b: Pick<SettingsStanding, "runs">,
): Interval & { readonly value: number } {
  const pairs = a.runs.flatMap((run) => {
    const other = b.runs.find(({ seed, status }) => seed === run.seed && status === "done");
    return other && run.status === "done" ? [[run, other]] : [];
  }).map((pair) => pair.map((run) => run.scores.accuracy));
  if (pairs.length < 2) {
    const value = pairs.length ? pairs[0][0] - pairs[0][1] : NaN;
    return { value, low: NaN, high: NaN };
  }
  const { difference: value, low, high } = pairedInterval(
    pairs.map(([own]) => own),
    pairs.map(([, other]) => other),
  );
  return { value, low, high };
}

function gridBest(all: readonly Run[]): NetworkFacts["grid"] {
  const varied = ["layers", "batchNorm", "dropout", "learningRate", "batchSize", "optimiser"];
  const ranked = rankSettings(question(all, "published grid", [...varied, "clipNorm"]));
  const best = ranked.find(({ runs }) => runs.length > 1) ?? ranked[0];
  return best && { best, settings: ranked.length };
}

function chosen(all: readonly Run[]): NetworkFacts["chosen"] {
  const record = newest(all.filter(({ label }) => label?.step === "chosen"));
  const known = (run: Run) => Object.keys(run.settings).sort().join(); // other versions know others
  const search = all.filter((run) =>
    run.label?.step === "search" && run.status === "done" && record && known(run) === known(record)
  );
  const same = (run: Run) => canonicalJson(run.settings) === canonicalJson(record!.settings);
  const [standing] = record ? rankSettings(search.filter(same)) : [];
  if (!standing) return undefined;
  const rungs = new Set(search.map(({ settings }) => withoutEpochs(settings)));
  return { standing, settings: rungs.size };
}

const withoutEpochs = ({ epochs: _, ...settings }: Run["settings"]) => canonicalJson(settings);

const ELSEWHERE = "random hold-out";

function elsewhere(all: readonly Run[]): SettingsStanding | undefined {
  const record = newest(all.filter(({ label }) => label?.step === ELSEWHERE));
  if (!record) return undefined;
  const settings = canonicalJson(record.settings);
  return rankSettings(
    all.filter((run) =>
      run.label?.step === ELSEWHERE && canonicalJson(run.settings) === settings &&
      run.data.fingerprint === record.data.fingerprint
    ),
  )[0];
}
