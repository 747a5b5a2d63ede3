/** What part 05 recorded of titles and albums. */
import type { ModelCard } from "../../../study/card.ts";
import type { Run } from "../../../study/record.ts";
import { wilson } from "../../../study/shares.ts";
import { type SettingsStanding, standings } from "../../../study/standings.ts";
import { type Evidence, newest } from "../evidence.ts";
import type { Interval } from "../numbers.ts";
import { keptDifference, keptOf } from "./paired.ts";

/** A model that was judged on the random hold-out. */
export interface JudgedText {
  readonly name: string;
  readonly accuracy: number;
  readonly logLoss: number;
  /** Its accuracy's interval: over seeds its deviation decides, else the rows judged. */
  readonly spread?: number;
  /** Less the first line, on the same rows; undefined for the first. */
  readonly gain?: Interval & { readonly value: number };
}

/** Titles and albums. */
export interface TextFacts {
  /** In the order in which they were judged: fitted once each. */
  readonly judged: readonly JudgedText[];
  /** Trained over seeds: the best setting of each question. */
  readonly searched: readonly { readonly name: string; readonly best: SettingsStanding }[];
  /** The encoder of sentences, such as Xenova/all-MiniLM-L6-v2; undefined where no record names one. */
  readonly encoder?: { readonly name: string; readonly precision?: string };
  /** The exported full predictor less the base one; of different rows, so that the interval is too wide. */
  readonly overBase?: Interval & { readonly value: number };
}

/** What part 05 recorded; undefined where it has no record and no card. */
export async function textFacts(evidence: Evidence): Promise<TextFacts | undefined> {
  const { runs, cards, fingerprint } = evidence;
  const own = runs.filter(({ part, status }) => part === "05" && status === "done");
  if (own.length === 0 && !cards.full) return undefined;
  const once = own.filter(({ data, scores, split }) =>
    data.fingerprint === fingerprint && "accuracy" in scores && atRandom(split)
  );
  const trained = own.filter(({ data, curve }) => data.fingerprint !== fingerprint && curve);
  return {
    judged: await judgedOnce(evidence, once),
    searched: [...new Set(trained.map(({ name }) => name))].map((name) => ({
      name,
      best: standings(trained.filter((run) => run.name === name))[0],
    })),
    encoder: encoderOf([...own.map(({ settings }) => settings), cards.full?.settings ?? {}]),
    overBase: cards.full && cards.base && independent(cards.full, cards.base),
  };
}

const atRandom = (split: unknown) => !(split as { group?: string } | null)?.group;

async function judgedOnce({ folder }: Evidence, runs: readonly Run[]): Promise<JudgedText[]> {
  const names = [
    ...new Set(
      runs.toSorted((a, b) => a.created < b.created ? -1 : 1)
        .map(({ name }) => name),
    ),
  ];
  const latest = names.map((name) => newest(runs.filter((run) => run.name === name))!);
  const kept = await Promise.all(
    latest.map(async (run) => ({ run, kept: await keptOf(folder, run) })),
  );
  return kept.map(({ run }, i) => ({
    name: run.name,
    accuracy: run.scores.accuracy,
    logLoss: run.scores.logLoss,
    ...(i > 0 && { gain: keptDifference(kept[i], kept[0]) }),
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
