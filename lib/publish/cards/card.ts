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

/** What decisions on tags were worth under one protocol, beside what their ranking was. */
export interface TagsJudged {
  /** Rows judged. */
  readonly rows: number;
  /** How many tags there are. */
  readonly tags: number;
  /** Mean over tags by how common each is, 0 to 1. */
  readonly weightedF1: number;
  /** Lower end of its 95 % interval. */
  readonly weightedF1Low: number;
  /** Upper end. */
  readonly weightedF1High: number;
  /** Mean over tags, 0 to 1. */
  readonly macroF1: number;
  /** Lower end of its 95 % interval. */
  readonly macroF1Low: number;
  /** Upper end. */
  readonly macroF1High: number;
  /** 0 to 1. */
  readonly meanAveragePrecision: number;
  /** 0 to 1. */
  readonly labelRankingAveragePrecision: number;
  /** In nats a cell. */
  readonly logLoss: number;
}

/** A line of tags. */
export interface TagsJudgedUnder extends TagsJudged {
  /** In words, such as "at random". */
  readonly protocol: string;
}

/** A line of either kind. */
export type AnyLine = JudgedUnder | TagsJudgedUnder;

/** What stands on a card. */
export interface ModelCard<Line extends AnyLine = JudgedUnder> {
  /** Stands in the title. */
  readonly name: string;
  /** What it does and how, in a paragraph. */
  readonly summary: string;
  /** Which data it learnt from. */
  readonly data: string;
  /** Rows that the model itself has learnt from. */
  readonly trainingRows: number;
  /** One line of the table each. */
  readonly judged: readonly Line[];
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

const four = (value: number): string => value.toFixed(4);
const within = (value: number, low: number, high: number): string =>
  `${four(value)} (${low.toFixed(3)} – ${high.toFixed(3)})`;

const CLASS_HEAD = ["accuracy (95 % interval)", "macro F1", "log-loss", "calibration error"];
const TAG_HEAD = [
  ...["weighted F1 (95 % interval)", "macro F1 (95 % interval)", "mean average precision"],
  ...["label-ranking average precision", "log-loss"],
];

/** Scores of a line, in the order of its kind's head. */
function cellsOf(line: AnyLine): string[] {
  if ("tags" in line) {
    return [
      within(line.weightedF1, line.weightedF1Low, line.weightedF1High),
      within(line.macroF1, line.macroF1Low, line.macroF1High),
      ...[line.meanAveragePrecision, line.labelRankingAveragePrecision, line.logLoss].map(four),
    ];
  }
  const { rows, accuracy, macroF1, logLoss, calibrationError } = line;
  const [low, high] = wilson(Math.round(accuracy * rows), rows);
  return [within(accuracy, low, high), ...[macroF1, logLoss, calibrationError].map(four)];
}

const row = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;

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
export function modelCard(card: ModelCard<AnyLine>): string {
  const { deno, study, cpu } = versions();
  const head = card.judged.some((line) => "tags" in line) ? TAG_HEAD : CLASS_HEAD;
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
    row(["split", "rows judged", ...head]),
    `|${"---|".repeat(head.length + 2)}`,
    ...card.judged.map((line) => row([text(line.protocol), String(line.rows), ...cellsOf(line)])),
    "",
    "## Limits",
    ...card.limits.map((limit) => `- ${text(limit)}`),
    "",
    "## Settings",
    `Seed ${card.seed}; fitted and predicted in ${card.seconds.toFixed(0)} s (${cpu}); ` +
    `study ${study}, Deno ${deno}.`,
    "",
    "```json",
    laidOut(card.settings),
    "```",
    "",
  ].join("\n");
}

/** JSON for people: indented, but for lists of plain values, which fill their lines. */
function laidOut(settings: unknown): string {
  const list = /^( *)(.*)\[\n((?: *(?:"(?:[^"\\]|\\.)*"|[-+.\w]+),?\n)+) *\]/gm;
  return JSON.stringify(settings, null, 2).replace(list, (_, indent, key, items) => {
    const lines = [""], width = 96 - indent.length;
    for (const item of items.trim().split(/\n */)) {
      const line = `${lines.at(-1)} ${item}`.trimStart();
      if (line.length > width) lines.push(item);
      else lines[lines.length - 1] = line;
    }
    const [first] = lines;
    return lines.length === 1 && key.length + first.length < width
      ? `${indent}${key}[${first}]`
      : `${indent}${key}[\n${lines.map((line) => `${indent}  ${line}\n`).join("")}${indent}]`;
  });
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
  card: ModelCard<AnyLine>,
  { out, nom, what }: { out: string; nom: string; what: string },
): Promise<string> {
  const path = join(out, `${fileNamePart(nom)}_model_card_${what}`);
  const kept = portableData(card, { out }); // a card goes to others: it names no folder of this machine
  await writeAtomically(`${path}.json`, JSON.stringify({ format: 1, ...kept }, null, 1) + "\n");
  await writeAtomically(`${path}.md`, modelCard(kept));
  return `${path}.md`;
}
