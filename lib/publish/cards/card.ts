/** What a model is, in words and numbers, on one page beside its predictions. */
import { join } from "node:path";
import { writeAtomically } from "../../core/atomic.ts";
import { portableData } from "../../core/places.ts";
import { fileNamePart } from "../../data/mod.ts";
import type { Evaluated } from "../../evaluation/evaluated.ts";
import { escapeMarkdown as text } from "./markdown.ts";
import { wilson } from "../../evaluation/statistics/shares.ts";
import { versions } from "../../experiments/runs/versions.ts";

/** One protocol under which a model was judged. */
export interface JudgedUnder {
  /** In words, such as "same audio together". */
  readonly protocol: string;
  /** Rows judged. */
  readonly rows: number;
  /** 0 to 1. */
  readonly accuracy: number;
  /** 0 to 1. */
  readonly macroF1: number;
  /** In nats. */
  readonly logLoss: number;
  /** Expected calibration error, 0 to 1. */
  readonly calibrationError: number;
  /** How often the true class (row) was taken for another (column), in the order of `classes`. */
  readonly confusion?: readonly (readonly number[])[];
  /** Names of the rows and columns of `confusion`. */
  readonly classes?: readonly string[];
}

/** What stands on a card. */
export interface ModelCard {
  /** Stands in the title. */
  readonly name: string;
  /** What it does and how, in a paragraph. */
  readonly summary: string;
  /** Which data it learnt from. */
  readonly data: string;
  /** Rows that the model itself has learnt from. */
  readonly trainingRows: number;
  /** One line of the table each. */
  readonly judged: readonly JudgedUnder[];
  /** All of them, as plain data. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** From which all randomness was drawn. */
  readonly seed: number;
  /** To fit and predict. */
  readonly seconds: number;
  /** Sentences on what it is not for, and where it fails. */
  readonly limits: readonly string[];
}

/** A card's line about a judged model, with its confusion matrix.
 *
 * @param protocol in words, such as "same audio together"
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallJudged } from "../../../tests/experiments/small_judged.ts";
 * const { judged: { grouped: [album] } } = await smallJudged();
 * const { rows, accuracy } = judgedUnder("same audio together", album);
 * assertEquals([rows, accuracy], [12, 1]);
 * ```
 */
export function judgedUnder(protocol: string, model: Evaluated): JudgedUnder {
  const { accuracy, macroF1, logLoss, calibrationError } = model.scores;
  const { classes, confusion, rows: { length: rows } } = model;
  return { protocol, rows, accuracy, macroF1, logLoss, calibrationError, classes, confusion };
}

/** The card as Markdown, its texts as they are (none of them is Markdown); accuracies with their 95 % interval (Wilson) over the rows judged.
 *
 * @see Mitchell, M. et al. (2019). Model cards for model reporting. FAT*.
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * const card = { name: "base", summary: "Two models.", data: "One file.", trainingRows: 1200, seed: 1, seconds: 9 };
 * const text = modelCard({ ...card, judged: [], settings: {}, limits: ["Not for judging artists."] });
 * assert(text.includes("Learnt from 1,200 rows.") && text.includes("- Not for judging artists."));
 * ```
 */
export function modelCard(card: ModelCard): string {
  const { deno, study, cpu } = versions();
  const line = ({ protocol, rows, accuracy, ...other }: JudgedUnder) => {
    const [low, high] = wilson(Math.round(accuracy * rows), rows);
    const numbers = [other.macroF1, other.logLoss, other.calibrationError];
    const cells = [
      text(protocol),
      String(rows),
      `${accuracy.toFixed(4)} (${low.toFixed(3)} – ${high.toFixed(3)})`,
      ...numbers.map((value) => value.toFixed(4)),
    ];
    return `| ${cells.join(" | ")} |`;
  };
  return [
    `# Model card: ${text(card.name)}`,
    "",
    text(card.summary),
    "",
    "## Data",
    `${text(card.data)} Learnt from ${card.trainingRows.toLocaleString("en-US")} rows.`,
    "",
    "## Scores",
    "Of the same recipe, learnt from the other rows of each split; the model itself has learnt from all rows.",
    "",
    "| split | rows judged | accuracy (95 % interval) | macro F1 | log-loss | calibration error |",
    "|---|---|---|---|---|---|",
    ...card.judged.map(line),
    "",
    "## Limits",
    ...card.limits.map((limit) => `- ${text(limit)}`),
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

/** Writes `NOM_model_card_base.md` (or _full, _edm), whole or not at all, and beside it the same as .json, from which
 * the article is made.
 *
 * @param options.nom the author's name in file names
 * @returns the path of the first
 * @throws {InputError} when the name is unusable or the folder cannot be written to
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const card = { name: "base", summary: "Two models.", data: "One file.", trainingRows: 1200, seed: 1, seconds: 9 };
 * const out = await Deno.makeTempDir(), whole = { ...card, judged: [], settings: {}, limits: [] };
 * const path = await writeModelCard(whole, { out, nom: "NOM", what: "base" });
 * assertEquals(path, `${out}/NOM_model_card_base.md`);
 * ```
 */
export async function writeModelCard(
  card: ModelCard,
  { out, nom, what }: { out: string; nom: string; what: string },
): Promise<string> {
  const path = join(out, `${fileNamePart(nom)}_model_card_${what}`);
  const kept = portableData(card, { out }); // a card goes to others: it names no folder of this machine
  await writeAtomically(`${path}.json`, JSON.stringify({ format: 1, ...kept }, null, 1) + "\n");
  await writeAtomically(`${path}.md`, modelCard(kept));
  return `${path}.md`;
}
