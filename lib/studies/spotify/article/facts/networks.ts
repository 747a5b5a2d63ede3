/** What part 03 recorded of networks: what learning curves tell, one question at a time, and the searches. */
import { canonicalJson } from "../../../../experiments/runs/canonical.ts";
import type { Run, Settings } from "../../../../experiments/runs/record.ts";
import { rankSettings, type SettingsStanding } from "../../../../experiments/runs/standings.ts";
import { verdict } from "../../../../publish/article/difference.ts";
import { type Evidence, newest, question } from "../../../../publish/article/evidence.ts";
import type { Estimate, Spread } from "../../../../publish/article/numbers.ts";
import { type Fate, fates } from "./fates.ts";
import { overPairs } from "./paired.ts";

/** One question: the best setting, and how sure its lead is. */
export interface Answer {
  /** The settings that it is about, as the records' label has it. */
  readonly question: string;
  /** How many settings were tried. */
  readonly tried: number;
  /** The best one's values, as {@linkcode Say.setting} takes them. */
  readonly best: readonly unknown[];
  readonly accuracy: Spread;
  /** Over paired seeds: the first less the second, and the first less the last. */
  readonly lead: Estimate;
  readonly span: Estimate;
}

/** Batches of one size: after how many epochs they are at their best, and how long a training takes. */
interface Batches {
  readonly size: number;
  readonly bestEpoch: number;
  readonly seconds: number;
}

/** The networks of part 03. */
export interface NetworkFacts {
  /** Training rows of the hold-out, and how many seeds. */
  readonly trainingRows: number;
  readonly seeds: number;
  /** Trainings whose curves are shown, from the smallest network to the largest; empty where there are no two. */
  readonly fates: readonly Fate[];
  /** In the order of the notebook; questions that were not asked are left out. */
  readonly answers: readonly Answer[];
  /** The questions in which the lead over the second best, and the lead over the last, is established. */
  readonly clear: readonly string[];
  readonly spread: readonly string[];
  /** The smallest and the largest batches; undefined where their size was not asked about. */
  readonly batches: { readonly small: Batches; readonly large: Batches } | undefined;
  /** Best of the published grid, over seeds; how many settings it has. */
  readonly grid: { readonly accuracy: Spread; readonly settings: number } | undefined;
  /** The winner of the larger search, over seeds, and its settings; how many settings were tried. */
  readonly chosen:
    | { readonly accuracy: Spread; readonly settings: number; readonly network: Settings }
    | undefined;
  /** The winner's settings on another hold-out, drawn at random. */
  readonly elsewhere: Spread | undefined;
  /** The best accuracy of all single questions; undefined where none was asked. */
  readonly bestAnswer: number | undefined;
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
  const shown = question(runs, "fates", ["layers"]);
  const asked = Object.keys(QUESTIONS).map((name) => ({
    name,
    ranked: rankSettings(question(runs, name, QUESTIONS[name], { data: name === "inputs" })),
  })).filter(({ ranked }) => ranked.length > 1);
  const any = asked[0]?.ranked[0].runs[0] ?? shown[0];
  if (!any) return undefined;
  const answers = asked.map(({ name, ranked }) => answer(name, ranked));
  const established = (which: "lead" | "span") =>
    answers.filter((answer) => verdict(answer[which]) === "above").map(({ question }) => question);
  const sizes = asked.find(({ name }) => name === "batchSize")?.ranked;
  return {
    trainingRows: any.data.rows,
    seeds: Math.max(...(asked[0]?.ranked ?? []).map(({ runs }) => runs.length), 1),
    fates: fates(shown),
    answers,
    clear: established("lead"),
    spread: established("span"),
    batches: sizes && batches(sizes),
    grid: gridBest(runs),
    chosen: chosen(runs),
    elsewhere: elsewhere(runs),
    bestAnswer: answers.length
      ? Math.max(...answers.map(({ accuracy }) => accuracy.mean))
      : undefined,
  };
}

function answer(name: string, ranked: readonly SettingsStanding[]): Answer {
  const [first, second] = ranked, last = ranked.at(-1)!, { settings, runs } = first;
  return {
    question: name,
    tried: ranked.length,
    best: name === "inputs"
      ? inputsOf(runs[0].data.made)
      : QUESTIONS[name].map((key) => settings[key]),
    accuracy: first.scores.accuracy,
    lead: overPairs(first, second),
    span: overPairs(first, last),
  };
}

/** How a network's inputs were made, from the record: the scaling's name, the parts of the date, the key on a circle. */
function inputsOf(made: unknown): string[] {
  const { features = {}, scaling = [] } = (made ?? {}) as {
    features?: Record<string, unknown>;
    scaling?: { name: string }[];
  };
  const date = ["year", "month", "day", "decade"].filter((part) => features[part] === true);
  return [
    ...scaling.map(({ name }) => name),
    ...(date.length ? date : ["noDate"]),
    ...(features.key === "circle" ? ["circle"] : []),
  ];
}

function batches(ranked: readonly SettingsStanding[]): NetworkFacts["batches"] {
  const bySize = ranked.map(({ settings, scores }): Batches => ({
    size: Number(settings.batchSize),
    bestEpoch: scores.bestEpoch?.mean ?? NaN,
    seconds: scores.seconds?.mean ?? NaN,
  })).sort((a, b) => a.size - b.size);
  return { small: bySize[0], large: bySize.at(-1)! };
}

function gridBest(all: readonly Run[]): NetworkFacts["grid"] {
  const varied = ["layers", "batchNorm", "dropout", "learningRate", "batchSize", "optimiser"];
  const ranked = rankSettings(question(all, "published grid", [...varied, "clipNorm", "epochs"]));
  const best = ranked.find(({ runs }) => runs.length > 1) ?? ranked[0];
  const tried = new Set(ranked.map(({ settings }) => withoutEpochs(settings)));
  return best && { accuracy: best.scores.accuracy, settings: tried.size };
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
  return {
    accuracy: standing.scores.accuracy,
    settings: rungs.size,
    network: standing.settings,
  };
}

const withoutEpochs = ({ epochs: _, ...settings }: Run["settings"]) => canonicalJson(settings);

const ELSEWHERE = "random hold-out";

function elsewhere(all: readonly Run[]): Spread | undefined {
  const record = newest(all.filter(({ label }) => label?.step === ELSEWHERE));
  if (!record) return undefined;
  const settings = canonicalJson(record.settings);
  const same = all.filter((run) =>
    run.label?.step === ELSEWHERE && canonicalJson(run.settings) === settings &&
    run.data.fingerprint === record.data.fingerprint
  );
  return rankSettings(same)[0].scores.accuracy;
}
