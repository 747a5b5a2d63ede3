/** Everything that the article's templates may say, from the records of a study. */
import type { Run } from "../../../experiments/runs/record.ts";
import { type Evidence, latestOfEach, latestScores } from "../../../publish/article/evidence.ts";
import type { Estimate } from "../../../publish/article/numbers.ts";
import type { StrategyLine } from "../decide.ts";

/** The tags of one class, or all: how many, how common, how uneven. */
export interface ClassFacts {
  readonly class: string;
  readonly count: number;
  /** Tags of a track on average. */
  readonly perTrack: number;
  /** Over the tags' counts. */
  readonly gini: number;
  /** Over all cells of 0 and 1: how empty the table is. */
  readonly giniOfCells: number;
  /** The share of all taggings that the commonest fifth of the tags holds. */
  readonly topFifth: number;
  /** Tags that fewer than a hundred tracks have. */
  readonly underHundred: number;
}

/** What part 01 tells. */
export interface DataFacts {
  readonly rows: number;
  /** Tracks to answer. */
  readonly asked: number;
  readonly classes: readonly ClassFacts[];
  /** All classes together. */
  readonly all: ClassFacts;
}

/** A way of deciding. */
export interface StrategyFacts extends StrategyLine {
  /** In weighted F1, over a cut of one half. */
  readonly gain: Estimate | undefined;
}

/** What part 02 tells. */
export interface DecisionFacts {
  readonly rows: readonly StrategyFacts[];
  readonly half: StrategyFacts;
  readonly plugIn: StrategyFacts;
  /** The highest weighted F1 of all. */
  readonly best: StrategyFacts;
  /** Weighted F1 of the same commonest tags for every track. */
  readonly sameForAll: number;
  /** Share of right cells where no tag is ever said. */
  readonly nothing: number;
}

/** A model on the rows that judge. */
export interface ModelFacts {
  readonly model: string;
  /** Decided by plug-in thresholds; of the benchmark, by a cut per tag. */
  readonly weightedF1: Estimate;
  readonly macroF1: Estimate;
  readonly meanAveragePrecision: number;
  readonly logLoss: number;
  /** Weighted F1 at one half. */
  readonly atHalf: number;
  /** Weighted F1 with a cut per tag that is fitted to labels. */
  readonly cutPerTag: number;
  /** Over the benchmark, in weighted and in macro F1; undefined where there is none. */
  readonly gain: Estimate | undefined;
  readonly macroGain: Estimate | undefined;
}

/** The models of parts 02 to 05. */
export interface JudgedFacts {
  /** In the order in which the study meets them. */
  readonly rows: readonly ModelFacts[];
  /** Tracks that judge. */
  readonly tracks: number;
  readonly benchmark: ModelFacts | undefined;
  readonly ours: ModelFacts | undefined;
  /** The published network, without and with an extreme learning machine beside it. */
  readonly published: ModelFacts | undefined;
  readonly publishedWithElm: ModelFacts | undefined;
  /** Own scores that a network corrects; a token for each category; the same without attention. */
  readonly corrected: ModelFacts | undefined;
  readonly tokens: ModelFacts | undefined;
  readonly alone: ModelFacts | undefined;
}

/** Norms of gradients, the largest over layers. */
export interface GradientFacts {
  readonly query: number;
  readonly key: number;
  readonly value: number;
}

/** What a search came to. */
export interface SearchFacts {
  readonly trials: number;
  /** In nats a cell, on the rows that choose. */
  readonly best: number;
  readonly worst: number;
  /** Settings by the share of the log-loss's variance that hangs on them, the largest first. */
  readonly importance: readonly { readonly settings: string; readonly share: number }[];
}

/** A model at home and on another catalogue, weighted F1. */
export interface ShiftFacts {
  readonly model: string;
  readonly here: number;
  readonly there: number;
  /** With thresholds by what it answers there. */
  readonly plugIn: number;
  /** With thresholds scaled by fifty tagged tracks of there. */
  readonly scaled: number;
}

/** A table that nested cross-validation judged. */
export interface TableFacts {
  readonly table: string;
  readonly macroF1: Estimate;
  readonly microF1: Estimate;
  readonly meanAveragePrecision: Estimate;
  readonly labelRankingAveragePrecision: Estimate;
  readonly hammingLoss: Estimate;
}

/** What the records tell; a part without usable records is undefined, and the article says so. */
export interface Facts {
  /** True where the tracks are made by code. */
  readonly synthetic: boolean;
  readonly data: DataFacts | undefined;
  readonly decisions: DecisionFacts | undefined;
  readonly models: JudgedFacts | undefined;
  readonly attention: Readonly<Record<"published" | "tokens", GradientFacts>> | undefined;
  readonly search: SearchFacts | undefined;
  readonly shift: readonly ShiftFacts[];
  readonly tables: readonly TableFacts[];
}

type Scores = Run["scores"];

/** Reads all facts off the records. */
export function readFacts({ runs }: Pick<Evidence, "runs">): Facts {
  const done = runs.filter(({ status }) => status === "done");
  const latest = (step: string) => latestOfEach(done.filter(({ label }) => label?.step === step));
  const named = (part: string, name: string) => latestScores(done, part, name);
  const tags = named("01", "tags");
  return {
    synthetic: tags?.isMade === 1,
    data: tags && dataFacts(tags, latest("inequality")),
    decisions: decisionFacts(latest("strategy"), named("02", "guessing")),
    models: judgedFacts(latest("judged")),
    attention: attentionFacts(latest("gradients")),
    search: searchFacts(done.filter(({ name }) => name === "tpe"), named("05", "importance")),
    shift: latest("shift").map(({ name, scores }): ShiftFacts => ({
      model: name.replace("another catalogue: ", ""),
      here: scores.here,
      there: scores["there, cuts from here"],
      plugIn: scores["there, plug-in"],
      scaled: scores["there, cuts scaled by 50 tracks"],
    })),
    tables: latest("recipe").map(({ label, scores }): TableFacts => ({
      table: label!.variant!,
      macroF1: estimate(scores, "macroF1")!,
      microF1: estimate(scores, "microF1")!,
      meanAveragePrecision: estimate(scores, "meanAveragePrecision")!,
      labelRankingAveragePrecision: estimate(scores, "labelRankingAveragePrecision")!,
      hammingLoss: estimate(scores, "hammingLoss")!,
    })),
  };
}

/** The parts without usable records, as words.json names them. */
export function missingParts({ data, decisions, models, attention, search }: Facts): string[] {
  const parts = { data, decisions, models, attention, search };
  return Object.entries(parts).filter(([, part]) => !part).map(([name]) => name);
}

const estimate = (scores: Scores, name: string): Estimate | undefined =>
  name in scores
    ? { value: scores[name], low: scores[`${name}Low`] ?? NaN, high: scores[`${name}High`] ?? NaN }
    : undefined;

function dataFacts(tags: Scores, uneven: readonly Run[]): DataFacts | undefined {
  const classes = uneven.map(({ label, scores }) => ({
    class: label!.variant!,
    ...scores,
  } as ClassFacts));
  const all = classes.at(-1); // of one class alone it is that one
  return all && { rows: tags.tracks, asked: tags.asked, classes, all };
}

function decisionFacts(
  runs: readonly Run[],
  guessing: Scores | undefined,
): DecisionFacts | undefined {
  const rows = runs.map(({ name, scores }) => ({
    ...scores,
    strategy: name,
    gain: estimate(scores, "gain"),
  } as StrategyFacts));
  const of = (strategy: string) => rows.find((row) => row.strategy === strategy);
  const half = of("one half"), plugIn = of("plug-in");
  if (!half || !plugIn || !guessing) return undefined;
  const best = rows.reduce((a, b) => b.weightedF1 > a.weightedF1 ? b : a);
  return { rows, half, plugIn, best, sameForAll: guessing.sameForAll, nothing: guessing.nothing };
}

function judgedFacts(runs: readonly Run[]): JudgedFacts | undefined {
  if (runs.length === 0) return undefined;
  // of a table without scores of its own, a gain is over another network, not over the benchmark
  const isScored = runs.some(({ name }) => name === "benchmark");
  const rows = runs.map(({ name, scores }): ModelFacts => ({
    model: name,
    weightedF1: estimate(scores, "weightedF1")!,
    macroF1: estimate(scores, "macroF1")!,
    meanAveragePrecision: scores.meanAveragePrecision,
    logLoss: scores.logLoss,
    atHalf: scores.atHalf,
    cutPerTag: scores.cutPerTag,
    gain: isScored ? estimate(scores, "gain") : undefined,
    macroGain: isScored ? estimate(scores, "macroGain") : undefined,
  }));
  const of = (model: string) => rows.find((row) => row.model === model);
  return {
    rows,
    tracks: runs[0].scores.rows,
    benchmark: of("benchmark"),
    ours: of("ours"),
    published: of("published network"),
    publishedWithElm: of("published network, with elm"),
    corrected: of("own scores, corrected"),
    tokens: of("a token each"),
    alone: of("a token each, alone"),
  };
}

function attentionFacts(runs: readonly Run[]): Facts["attention"] {
  const of = (variant: string) =>
    runs.find(({ label }) => label?.variant === variant)?.scores as GradientFacts | undefined;
  const published = of("published"), tokens = of("tokens");
  return published && tokens && { published, tokens };
}

function searchFacts(runs: readonly Run[], shares: Scores | undefined): SearchFacts | undefined {
  if (runs.length === 0 || !shares) return undefined;
  const losses = runs.map(({ scores }) => scores.logLoss);
  const importance = Object.entries(shares).map(([settings, share]) => ({ settings, share }))
    .sort((a, b) => b.share - a.share);
  return {
    ...{ trials: runs.length, importance },
    ...{ best: Math.min(...losses), worst: Math.max(...losses) },
  };
}
