/** What part 05 recorded of titles and albums. */
import { mean, standardDeviation } from "../../../../core/statistics.ts";
import { verdict } from "../../../../publish/article/difference.ts";
import type { Evidence } from "../../../../publish/article/evidence.ts";
import type { Estimate, Spread } from "../../../../publish/article/numbers.ts";
import { type JudgedModel, judgedModels, keptDifference } from "./paired.ts";

/** A model, over its seeds. */
export interface TextModel {
  /** Its label's step and variant: "fusions: early". */
  readonly key: string;
  /** As the record is named. */
  readonly name: string;
  /** Over its seeds. */
  readonly accuracy: Spread;
  readonly logLoss: number;
  /** Less the model that the others are held against, on the same rows; undefined for that one. */
  readonly gain: Estimate | undefined;
}

/** What made vectors of texts. */
export interface Encoder {
  readonly name: string;
  /** True where word counts stand in for a sentence model. */
  readonly hashed: boolean;
}

/** Titles and albums. */
export interface TextFacts {
  /** Models that read texts alone, and what letters gain over vectors. */
  readonly alone: readonly TextModel[];
  /** Ways of joining text and sound, and what they gain over sound alone. */
  readonly fused: readonly TextModel[];
  /** The best way of joining them, and whether several were tried that are all established to gain. */
  readonly best: TextModel | undefined;
  readonly allGain: boolean;
  /** One network with texts less one without, on albums that were never met. */
  readonly albums: Estimate | undefined;
  /** The encoder of sentences, such as Xenova/all-MiniLM-L6-v2, as the card or else the latest record that names one
   * has it; undefined where none does. */
  readonly encoder: Encoder | undefined;
}

/** The variants of the records' labels, by the labels' step, each list beginning with what the others are held against. */
export const TEXT_MODELS = {
  readers: ["bothVectors", "bothNgrams", "bothAveraged"],
  fusions: ["sound", "early", "towers", "gated", "averaged", "stacked"],
  albumsApart: ["withoutTexts", "withTexts"],
} as const;

/** What part 05 recorded; undefined where it has no record of these models and no card. */
export async function textFacts(evidence: Evidence): Promise<TextFacts | undefined> {
  const { cards, folder } = evidence;
  const runs = evidence.runs.filter(({ part, status }) => part === "05" && status === "done")
    .toSorted((a, b) => a.created < b.created ? 1 : -1);
  const all = (step: keyof typeof TEXT_MODELS) =>
    judgedModels({ runs, folder }, step, TEXT_MODELS[step]);
  const compared = async (step: keyof typeof TEXT_MODELS) =>
    models(await all(step), `${step}: ${TEXT_MODELS[step][0]}`);
  const alone = await compared("readers"), fused = await compared("fusions");
  if (alone.length + fused.length === 0 && !cards.full) return undefined;
  const [without, withTexts] = await all("albumsApart");
  const albums = withTexts && keptDifference(withTexts.judged, without.judged);
  const encoder = encoderOf([cards.full?.settings ?? {}, ...runs.map(({ settings }) => settings)]);
  return judgedTexts({ alone, fused, albums, encoder });
}

/** Ways of reading and joining texts, and the best of them. */
export function judgedTexts(
  told: Pick<TextFacts, "alone" | "fused" | "albums" | "encoder">,
): TextFacts {
  const joined = told.fused.filter(({ gain }) => gain);
  const gained = joined.filter(({ gain }) => verdict(gain!) === "above").length;
  return {
    ...told,
    best: joined.toSorted((a, b) => b.accuracy.mean - a.accuracy.mean)[0],
    allGain: joined.length > 1 && gained === joined.length,
  };
}

const spreadOf = (values: readonly number[]): Spread => ({
  mean: mean(values),
  sd: values.length > 1 ? standardDeviation(values) : NaN,
});

function models(found: readonly JudgedModel[], against: string): TextModel[] {
  const other = found.find(({ key }) => key === against);
  return found.map((model) => ({
    key: model.key,
    name: model.name,
    accuracy: spreadOf(model.judged.map(({ run }) => run.scores.accuracy)),
    logLoss: mean(model.judged.map(({ run }) => run.scores.logLoss)),
    gain: other && model !== other ? keptDifference(model.judged, other.judged) : undefined,
  }));
}

/** The encoder that settings name, however deep: as `encoder` of a predictor, or as `model` of sentence features. */
function encoderOf(settings: readonly unknown[]): Encoder | undefined {
  for (const value of settings) {
    if (typeof value !== "object" || value === null) continue;
    const { name, model, precision, encoder } = value as Record<string, unknown>;
    if (typeof encoder === "object" && encoder !== null) {
      return namedEncoder(encoder as { name: string; precision?: string });
    }
    if (name === "sentences" && typeof model === "string") {
      return namedEncoder({ name: model, precision });
    }
    const deeper = encoderOf(Object.values(value));
    if (deeper) return deeper;
  }
  return undefined;
}

const namedEncoder = ({ name, precision }: { name: string; precision?: unknown }): Encoder => ({
  name: name.split("/").at(-1)!,
  hashed: precision === "counted" || /hashed/i.test(name),
});
