/** What part 05 recorded of titles and albums. */
import { mean, standardDeviation } from "../../../core/statistics.ts";
import type { ModelCard } from "../../cards/card.ts";
import { wilson } from "../../../evaluation/statistics/shares.ts";
import { type Evidence, newest } from "../evidence.ts";
import type { Interval } from "../numbers.ts";
import { type Judged, keptDifference, keptOf } from "./paired.ts";

/** A model, over its seeds. */
export interface TextModel {
  /** Its label's step and variant: "fusions: early". */
  readonly key: string;
  /** As the record is named. */
  readonly name: string;
  readonly accuracy: number;
  /** Standard deviation over seeds; NaN of one. */
  readonly spread: number;
  readonly logLoss: number;
  /** Less the model that the others are held against, on the same rows; undefined for that one. */
  readonly gain?: Interval & { readonly value: number };
}

/** Titles and albums. */
export interface TextFacts {
  /** Models that read texts alone, and what letters gain over vectors. */
  readonly alone: readonly TextModel[];
  /** Ways of joining text and sound, and what they gain over sound alone. */
  readonly fused: readonly TextModel[];
  /** One network with texts and one without, on albums that were never met. */
  readonly albums?: Interval & {
    readonly value: number;
    readonly without: number;
    readonly with: number;
  };
  /** The encoder of sentences, such as Xenova/all-MiniLM-L6-v2, as the card or else the latest record that names one
   * has it; undefined where none does. */
  readonly encoder?: { readonly name: string; readonly precision?: string };
  /** The exported full predictor less the base one; as of different rows, so that the interval is too wide. */
  readonly overBase?: Interval & { readonly value: number };
}

/** The variants of the records' labels, by the labels' step, each list beginning with what the others are held against. */
export const TEXT_MODELS = {
  readers: ["bothVectors", "bothNgrams", "bothAveraged"],
  fusions: ["sound", "early", "towers", "gated", "averaged", "stacked"],
  albumsApart: ["withoutTexts", "withTexts"],
} as const;

/** What part 05 recorded; undefined where it has no record of these models and no card. */
export async function textFacts(evidence: Evidence): Promise<TextFacts | undefined> {
  const { runs, cards, folder } = evidence;
  const own = runs.filter(({ part, status }) => part === "05" && status === "done")
    .toSorted((a, b) => a.created < b.created ? 1 : -1);
  const ofModel = async (step: string, variant: string): Promise<Found[]> => {
    const labelled = own.filter(({ label }) => label?.step === step && label.variant === variant);
    const seeds = [...new Set(labelled.map(({ seed }) => seed))].sort((a, b) => a - b);
    const judged = await Promise.all(seeds.map(async (seed) => {
      const run = newest(labelled.filter((run) => run.seed === seed))!;
      return { run, kept: await keptOf(folder, run) };
    }));
    if (judged.length === 0) return [];
    return [{ key: `${step}: ${variant}`, name: judged[0].run.name, judged }];
  };
  const all = async (step: keyof typeof TEXT_MODELS) =>
    (await Promise.all(TEXT_MODELS[step].map((variant) => ofModel(step, variant)))).flat();
  const compared = async (step: keyof typeof TEXT_MODELS) =>
    models(await all(step), `${step}: ${TEXT_MODELS[step][0]}`);
  const alone = await compared("readers"), fused = await compared("fusions");
  if (alone.length + fused.length === 0 && !cards.full) return undefined;
  const [without, withTexts] = await all("albumsApart");
  return {
    alone,
    fused,
    albums: withTexts && {
      ...keptDifference(withTexts.judged, without.judged),
      without: meanOf(without.judged, "accuracy"),
      with: meanOf(withTexts.judged, "accuracy"),
    },
    encoder: encoderOf([cards.full?.settings ?? {}, ...own.map(({ settings }) => settings)]),
    overBase: cards.full && cards.base && independent(cards.full, cards.base),
  };
}

interface Found extends Pick<TextModel, "key" | "name"> {
  readonly judged: readonly Judged[];
}

const meanOf = (judged: readonly Judged[], score: string) =>
  mean(judged.map(({ run }) => run.scores[score]));

function models(found: readonly Found[], against: string): TextModel[] {
  const other = found.find(({ key }) => key === against);
  return found.map((model) => ({
    key: model.key,
    name: model.name,
    accuracy: meanOf(model.judged, "accuracy"),
    spread: model.judged.length > 1
      ? standardDeviation(model.judged.map(({ run }) => run.scores.accuracy))
      : NaN,
    logLoss: meanOf(model.judged, "logLoss"),
    ...(other && model !== other && { gain: keptDifference(model.judged, other.judged) }),
  }));
}

/** The encoder that settings name, however deep: as `encoder` of a predictor, or as `model` of sentence features. */
function encoderOf(settings: readonly unknown[]): TextFacts["encoder"] {
  for (const value of settings) {
    if (typeof value !== "object" || value === null) continue;
    const { name, model, precision, encoder } = value as Record<string, unknown>;
    if (typeof encoder === "object" && encoder !== null) {
      return encoder as TextFacts["encoder"];
    }
    if (name === "sentences" && typeof model === "string") {
      return { name: model, ...(typeof precision === "string" && { precision }) };
    }
    const deeper = encoderOf(Object.values(value));
    if (deeper) return deeper;
  }
  return undefined;
}

/** True where word counts stand in for a sentence model. */
export const isHashed = (encoder: TextFacts["encoder"]): boolean =>
  encoder?.precision === "counted" || /hashed/i.test(encoder?.name ?? "");

/** The difference of two predictors' accuracies at random, as of independent rows: Newcombe's interval of Wilson's.
 * @see Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions. */
function independent(a: ModelCard, b: ModelCard): TextFacts["overBase"] {
  const [own, other] = [a, b].map(({ judged }) =>
    judged.find(({ protocol }) => protocol === "at random")
  );
  if (!own || !other) return undefined;
  const [[lowA, highA], [lowB, highB]] = [own, other].map(({ accuracy, rows }) =>
    wilson(Math.round(accuracy * rows), rows)
  );
  const value = own.accuracy - other.accuracy;
  return {
    value,
    low: value - Math.hypot(own.accuracy - lowA, highB - other.accuracy),
    high: value + Math.hypot(highA - own.accuracy, other.accuracy - lowB),
  };
}
