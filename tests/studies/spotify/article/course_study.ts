/** What the course's study of commit 317c7df had besides its records, and what its article said of it: model cards, and
 * the differences that kept predictions told. Both are read off that article, for they were not kept. */
import type { JudgedUnder, ModelCard } from "../../../../lib/publish/cards/card.ts";
import type { Estimate } from "../../../../lib/publish/article/numbers.ts";
import { type Facts, readFacts } from "../../../../lib/studies/spotify/article/facts.ts";
import { judgedSteps } from "../../../../lib/studies/spotify/article/facts/steps.ts";
import { judgedTexts } from "../../../../lib/studies/spotify/article/facts/text.ts";
import type { Run } from "../../../../lib/experiments/runs/record.ts";
import { courseRuns } from "./course_records.ts";

const CLASSES = ["latin", "pop", "r&b", "rap", "rock"];

/** Counts of 4,286 rows that are right about rock most often, about latin least, which is taken for pop. */
const CONFUSION = [
  [461, 200, 96, 60, 40],
  [150, 560, 60, 60, 40],
  [80, 100, 560, 100, 30],
  [60, 60, 100, 680, 20],
  [20, 50, 20, 19, 683],
];

function line(protocol: string, accuracy: number, rows: number, more: Partial<JudgedUnder> = {}) {
  const unknown = { macroF1: NaN, logLoss: NaN, calibrationError: NaN };
  return { protocol, accuracy, rows, ...unknown, ...more };
}

const card = (judged: readonly JudgedUnder[], settings: ModelCard["settings"]): ModelCard => ({
  ...{
    name: "course",
    summary: "",
    data: "",
    trainingRows: 21428,
    seed: 1,
    seconds: 0,
    limits: [],
  },
  judged,
  settings,
});

/** The cards of the three predictors. */
function courseCards(runs: readonly Run[]): Record<"base" | "full" | "edm", ModelCard> {
  const of = (part: string, name: string, group?: string) =>
    runs.find((run) =>
      run.part === part && run.name === name &&
      (run.split as { group?: string } | null)?.group === group
    )!;
  const settings = { networks: 3, boosted: 2 };
  const random = { logLoss: .882, calibrationError: .045, classes: CLASSES, confusion: CONFUSION };
  return {
    base: card([
      line("at random", .6660, 4286, random),
      line("same audio together", of("04", "base", "audio").scores.accuracy, 4284),
    ], settings),
    full: card([
      line("at random", .7333, 4286),
      line("album not met, one network", .6556, 4284),
    ], { ...settings, encoder: { name: "Xenova/all-MiniLM-L6-v2", precision: "quantised" } }),
    edm: card([
      line("at random", of("06", "with titles and albums").scores.accuracy, 5252),
    ], settings),
  };
}

/** The gains of a table, in the order of its lines, as the English article prints them; undefined of a line without. */
function gainsOf(article: string, label: string): (Estimate | undefined)[] {
  const [, table] = article.split(`\\label{${label}}`), [body] = table.split("\\bottomrule");
  return body.split("\n").filter((row) => row.endsWith("\\\\")).slice(1).map((row) => {
    const cell = row.replaceAll("$-$", "-");
    const found = /&\s*([+-]?[\d.]+) \[(-?[\d.]+), (-?[\d.]+)\]/.exec(cell);
    if (!found) return undefined;
    const [value, low, high] = found.slice(1).map((text) => Number(text) / 100);
    return { value, low, high };
  });
}

/** The difference that a sentence of the English article tells, from the words that it holds. */
function differenceIn(article: string, words: string): Estimate {
  const sentence = article.split("\n").find((text) => text.includes(words))!;
  const found = /by ([\d.]+)~points? \(95\\% interval ([\d.]+) to ([\d.]+)\)/.exec(
    sentence.slice(sentence.indexOf(words)),
  )!;
  const [value, low, high] = found.slice(1).map((text) => Number(text) / 100);
  return /less accurate/.test(sentence)
    ? { value: -value, low: -high, high: -low }
    : { value, low, high };
}

/** The facts of the course's study; what its kept predictions told is read off its English article. */
export async function courseFacts(archive: string, english: string): Promise<Facts> {
  const runs = await courseRuns(archive), { study } = runs.find(({ study }) => study)!;
  const none = { synthetic: false, skipped: [], others: 0, folder: "/nowhere" };
  const facts = await readFacts({ ...none, ...study!, runs, cards: courseCards(runs) });
  const steps = gainsOf(english, "tab:steps"), texts = gainsOf(english, "tab:text");
  const { trees, networks } = facts.steps!, { alone, fused, encoder } = facts.text!;
  const gaining = <T>(rows: readonly T[], gains: readonly (typeof steps)[number][]) =>
    rows.map((row, i) => ({ ...row, gain: gains[i] }));
  return {
    ...facts,
    steps: judgedSteps({
      trees: gaining(trees, steps),
      networks: gaining(networks, steps.slice(trees.length)),
      networkLead: differenceIn(english, "The plain network is"),
    }),
    text: judgedTexts({
      ...{
        alone: gaining(alone, texts),
        fused: gaining(fused, texts.slice(alone.length)),
        encoder,
      },
      albums: differenceIn(english, "On albums never met, a network with texts is"),
    }),
  };
}
