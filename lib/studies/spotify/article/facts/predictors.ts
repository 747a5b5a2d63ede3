/** What the cards of the exported predictors tell. */
import type { JudgedUnder, ModelCard } from "../../../../publish/cards/card.ts";
import { wilson } from "../../../../evaluation/statistics/shares.ts";
import type { Evidence } from "../../../../publish/article/evidence.ts";
import type { Estimate } from "../../../../publish/article/numbers.ts";

/** A genre, and in what share of its tracks it is recognised. */
interface Recall {
  readonly genre: string;
  readonly share: number;
}

/** What a predictor takes each genre for. */
export interface Confusion {
  readonly classes: readonly string[];
  readonly counts: readonly (readonly number[])[];
  /** True where it was counted on a hold-out drawn at random, false where equal audio was kept together. */
  readonly random: boolean;
  readonly best: Recall;
  readonly worst: Recall;
  /** For which genre the worst one is most often taken. */
  readonly takenFor: string;
}

/** An exported predictor. */
export interface PredictorFacts {
  /** On the random hold-out, with Wilson's interval; undefined where its card does not tell. */
  readonly accuracy: Estimate | undefined;
  readonly logLoss: number;
  readonly calibrationError: number;
  /** With equal audio kept together. */
  readonly apart: Estimate | undefined;
  /** Every line of the card but the random hold-out's. */
  readonly others: readonly { readonly protocol: string; readonly accuracy: Estimate }[];
  /** What it is the mean of; undefined where its card does not tell. */
  readonly members: { readonly networks: number; readonly boosted: number } | undefined;
  readonly confusion: Confusion | undefined;
}

/** The predictors with a card, and what the full one gains over the base one; as of different rows, so that the
 * interval is too wide. */
export interface Predictors {
  readonly base: PredictorFacts | undefined;
  readonly full: PredictorFacts | undefined;
  readonly six: PredictorFacts | undefined;
  readonly fullOverBase: Estimate | undefined;
}

const RANDOM = "at random", APART = "same audio together";

/** What the cards tell. */
export function predictors({ cards: { base, full, edm } }: Pick<Evidence, "cards">): Predictors {
  const found = {
    base: base && factsOf(base),
    full: full && factsOf(full),
    six: edm && factsOf(edm),
  };
  const [own, other] = [found.full?.accuracy, found.base?.accuracy];
  return { ...found, fullOverBase: own && other && independent(own, other) };
}

function factsOf({ judged, settings }: ModelCard): PredictorFacts {
  const under = (protocol: string) => judged.find((line) => line.protocol === protocol);
  const random = under(RANDOM), apart = under(APART);
  const { networks, boosted } = settings as { networks?: number; boosted?: number };
  return {
    accuracy: random && accuracyOf(random),
    logLoss: random?.logLoss ?? NaN,
    calibrationError: random?.calibrationError ?? NaN,
    apart: apart && accuracyOf(apart),
    others: judged.filter((line) => line !== random)
      .map((line) => ({ protocol: line.protocol, accuracy: accuracyOf(line) })),
    members: networks === undefined || boosted === undefined ? undefined : { networks, boosted },
    confusion: confusionOf(random, true) ?? confusionOf(apart, false),
  };
}

/** An accuracy with its interval over the rows judged. */
function accuracyOf({ accuracy: value, rows }: JudgedUnder): Estimate {
  const [low, high] = wilson(Math.round(value * rows), rows);
  return { value, low, high };
}

function confusionOf(line: JudgedUnder | undefined, random: boolean): Confusion | undefined {
  const { confusion: counts, classes } = line ?? {};
  if (!counts || !classes) return undefined;
  const shares = counts.map((row, i) => row[i] / row.reduce((sum, count) => sum + count, 0));
  const best = shares.indexOf(Math.max(...shares)), worst = shares.indexOf(Math.min(...shares));
  const others = counts[worst].map((count, j) => j === worst ? -1 : count);
  const recall = (k: number) => ({ genre: classes[k], share: shares[k] });
  const takenFor = classes[others.indexOf(Math.max(...others))];
  return { classes, counts, random, best: recall(best), worst: recall(worst), takenFor };
}

/** The difference of two accuracies as of independent rows: Newcombe's interval of Wilson's.
 * @see Newcombe, R. G. (1998). Interval estimation for the difference between independent proportions. */
function independent(own: Estimate, other: Estimate): Estimate {
  const value = own.value - other.value;
  return {
    value,
    low: value - Math.hypot(own.value - own.low, other.high - other.value),
    high: value + Math.hypot(own.high - own.value, other.value - other.low),
  };
}
