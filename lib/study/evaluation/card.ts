/** What a model is, in words and numbers, on one page beside its predictions. */
import { join } from "node:path";
import { writeAtomically } from "../../core/atomic.ts";
import { argmax } from "../../core/matrix.ts";
import { fileNamePart, type PredictionKind } from "../../data/prediction.ts";
import type { KeptCandidate } from "./kept.ts";
import { confusion } from "../scores/metrics.ts";
import type { ConfusedPair } from "./mistakes.ts";
import { wilson } from "../statistics/shares.ts";
import { versions } from "../runs/versions.ts";

/** One protocol under which a model was judged. */
export interface JudgedUnder {
  readonly protocol: string;
  readonly rows: number;
  readonly accuracy: number;
  readonly macroF1: number;
  readonly logLoss: number;
  readonly calibrationError: number;
  /** How often the true class (row) was taken for another (column), in the order of `classes`. */
  readonly confusion?: readonly (readonly number[])[];
  readonly classes?: readonly string[];
}

/** What stands on a card. */
export interface ModelCard {
  readonly name: string;
  /** What it does and how, in a paragraph. */
  readonly summary: string;
  /** Which data it learnt from. */
  readonly data: string;
  readonly trainingRows: number;
  readonly judged: readonly JudgedUnder[];
  readonly settings: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly seconds: number;
  /** Sentences on what it is not for, and where it fails. */
  readonly limits: readonly string[];
}

/** A card's line about a judged candidate, with its confusion matrix.
 * @param protocol in words, such as "same audio together" */
export function judgedUnder(
  protocol: string,
  { scores, probabilities, truth }: Pick<KeptCandidate, "scores" | "probabilities" | "truth">,
): JudgedUnder {
  const { accuracy, macroF1, logLoss, calibrationError } = scores, { names } = probabilities;
  return {
    protocol,
    rows: truth.length,
    accuracy,
    macroF1,
    logLoss,
    calibrationError,
    classes: names,
    confusion: confusion(truth, argmax(probabilities), names.length),
  };
}

/** The card as Markdown; accuracies with their 95 % interval (Wilson) over the rows judged.
 * @see Mitchell, M. et al. (2019). Model cards for model reporting. FAT*. */
export function modelCard(card: ModelCard): string {
  const { deno, study, cpu } = versions();
  const line = ({ protocol, rows, accuracy, ...other }: JudgedUnder) => {
    const [low, high] = wilson(Math.round(accuracy * rows), rows);
    const numbers = [other.macroF1, other.logLoss, other.calibrationError];
    const cells = [
      protocol,
      String(rows),
      `${accuracy.toFixed(4)} (${low.toFixed(3)} – ${high.toFixed(3)})`,
      ...numbers.map((value) => value.toFixed(4)),
    ];
    return `| ${cells.join(" | ")} |`;
  };
  return [
    `# Model card: ${card.name}`,
    "",
    card.summary,
    "",
    "## Data",
    `${card.data} Learnt from ${card.trainingRows.toLocaleString("en-US")} rows.`,
    "",
    "## Scores",
    "Of the same recipe, learnt from the other rows of each split; the model itself has learnt from all rows.",
    "",
    "| split | rows judged | accuracy (95 % interval) | macro F1 | log-loss | calibration error |",
    "|---|---|---|---|---|---|",
    ...card.judged.map(line),
    "",
    "## Limits",
    ...card.limits.map((limit) => `- ${limit}`),
    "",
    "## Settings",
    `Seed ${card.seed}; fitted and predicted in ${card.seconds.toFixed(0)} s (${cpu}); ` +
    `study ${study}, Deno ${deno}.`,
    "",
    "```json",
    JSON.stringify(card.settings, null, 2),
    "```",
    "",
  ].join("\n");
}

/** What must be said of a base prediction, whatever the data.
 * @param pairs the most confused first */
export function baseLimits(pairs: readonly ConfusedPair[]): string[] {
  const [worst] = pairs;
  return [
    "The genre is that of the playlist a track was taken from; the same recording stands under several genres, so " +
    "no model of these columns can be always right.",
    ...(worst
      ? [
        `Most often mixed up: ${worst.a} and ${worst.b} (${
          (100 * worst.ofMistakes).toFixed(0)
        } % of mistakes).`,
      ]
      : []),
    "It leans on other tracks of the same date, audio or neighbourhood: of a recording unlike any in the training " +
    "file it knows less, as the second line of the scores shows.",
    "The hold-out at random chose the mix, so its score flatters a little; intervals are of the rows judged alone, " +
    "not of other playlists, years or services.",
    "Not for judging artists or listeners, or for deciding what is paid or promoted.",
  ];
}

/** Writes `NOM_model_card_base.md` (or _full, _edm), whole or not at all, and beside it the same as .json, from which
 * the article is made.
 * @returns the path of the first
 * @throws {InputError} when the name is unusable or the folder cannot be written to */
export async function writeModelCard(
  card: ModelCard,
  { out, nom, what }: { out: string; nom: string; what: PredictionKind },
): Promise<string> {
  const path = join(out, `${fileNamePart(nom)}_model_card_${what}`);
  await writeAtomically(`${path}.json`, JSON.stringify({ format: 1, ...card }, null, 1) + "\n");
  await writeAtomically(`${path}.md`, modelCard(card));
  return `${path}.md`;
}
