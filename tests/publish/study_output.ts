/** An out folder as a study leaves it, small, and with everything in it that is hard to show. */
import { join } from "node:path";
import { bars, heatmap } from "../../lib/show/figures.ts";
import { table } from "../../lib/show/tables.ts";
import { writeModelCard } from "../../lib/publish/cards/card.ts";
import { makeRun, type Run, type RunKey } from "../../lib/experiments/runs/record.ts";
import { openRuns } from "../../lib/experiments/runs/runs.ts";
import type { Study } from "../../lib/publish/study.ts";

export const FINGERPRINT = "0123456789abcdef";
/** A name and a title that would act if they were not escaped. */
export const NAME = "L'Éclair & Fils_%";
export const TITLE = "<script>alert('title')</script> & 🎵 <b>Käse</b>";

const DETAILS = "train.csv: 1,000 rows, genres pop, rock. test.csv: 250 rows to predict.";
const DATA = `Data: own files (/home/someone/data; fingerprint ${FINGERPRINT}). ${DETAILS}\n`;

/** What a notebook's metadata tells of these data. */
const USED = {
  ...{ id: "made", origin: "--data", source: "own files", fingerprint: FINGERPRINT },
  ...{ rows: 1000, classes: 2, details: DETAILS },
};

/** A study to show pages of; it opens nothing. */
export const made: Study = {
  id: "made",
  title: "Genres that were made up",
  short: "Genres",
  question: "Does all of it stand on the pages?",
  data: { variable: "MADE_DATA", folder: "made", called: "made-up files", files: ["train.csv"] },
  open: () => Promise.reject(new Error("a made-up study opens nothing")),
  exports: [{ name: "base", part: "01", of: "test", classes: ["train"] }],
  words: { rows: "tracks", task: "genre", colours: { pop: "#cc79a7" }, units: {} },
  site: {
    pictures: [["01_stats", "How much each column tells", "what_tells"]],
    modelName: (_, name) => name === "boosting" ? "gradient boosting" : name,
    together: { group: "audio", way: "same audio together" },
    ladder: {
      lowest: { score: "mostFrequent", label: "Guessing", note: "always the same" },
      highest: { score: "ceilingAudio", label: "The limit", note: "what is alike cannot be told" },
    },
  },
};

type Json = Record<string, unknown>;
const display = Symbol.for("Jupyter.display");
/** What a notebook's cell would show of a figure or a table. */
export const bundleOf = async (shown: object): Promise<Json> =>
  await (shown as Record<symbol, () => Promise<Json>>)[display]();

export const text = (source: string, metadata: Json = {}): Json => ({
  cell_type: "markdown",
  metadata,
  source,
});
export const code = (source: string, outputs: Json[] = [], metadata: Json = {}): Json => ({
  cell_type: "code",
  metadata,
  source,
  outputs,
  execution_count: 1,
});
export const shown = (data: Json): Json => ({ output_type: "display_data", data, metadata: {} });
export const printed = (words: string): Json => ({
  output_type: "stream",
  name: "stdout",
  text: words,
});

/** A notebook file's text. */
export const notebookFile = (cells: Json[]): string =>
  JSON.stringify({
    cells: cells.map((cell, i) => ({ id: `c${i}`, ...cell })),
    metadata: {
      ...{ kernelspec: { name: "deno" }, language_info: { name: "typescript" }, study: USED },
    },
    nbformat: 4,
    nbformat_minor: 5,
  });

/** Texts with formulas, code, a figure, tables (of one title, of none), printed lines; then one that stopped at an error. */
async function notebooks(): Promise<Record<string, string>> {
  const ranked = bars([{ name: TITLE, value: 2 }, { name: "rock", value: 1 }], {
    title: "How much each column tells",
    unit: "bits",
  });
  const map = heatmap({
    z: [[0, 1], [2, 3]],
    x: ["a", "b"],
    y: ["c", "d"],
    title: "Map",
    unit: "n",
  });
  const titles = table([{ title: TITLE, tempo: 120 }], undefined, { title: "Titles & more" });
  const untitled = table([{ genre: "pop", rows: 1 }]);
  return {
    "01_stats.ipynb": notebookFile([
      text(
        "# 1 · Knowing *these* data\n\n**What do they tell?** All of it, and `more` <i>besides</i>.",
      ),
      code(
        'import { openStudy } from "../lib/studies/spotify/mod.ts";\nconst study = await openStudy();',
        [
          printed(DATA),
        ],
      ),
      text(
        "## What tells genres apart?\n\nShare $p_g$ of genre $g$, by\n\n$$\\hat p_g = \\frac{n_g}{n}$$\n",
      ),
      code("bars(drops)", [shown(await bundleOf(ranked))]),
      text(
        "A reading of the figure; see [the next](02_baselines.ipynb#where) and [a page](https://example.org).",
      ),
      code("heatmap(map)", [shown(await bundleOf(map))]),
      text("## Titles\n\nAs they came:"),
      code("titles.head(1)", [shown(await bundleOf(titles)), shown(await bundleOf(titles))]),
      code("plain", [shown(await bundleOf(untitled)), shown(await bundleOf(untitled))]),
      text("| genre | rows |\n|---|---|\n| pop | 1 |\n\n| genre | rows |\n|---|---|\n| rock | 2 |"),
      code("risky()", [shown({
        "text/html":
          '<div onclick="alert(1)">kept<script>alert(2)</script><img src="http://far/x.png"></div>',
        "text/plain": "risky",
      })]),
    ]),
    "02_baselines.ipynb": notebookFile([
      text("# 2 · Baselines\n\n**How well without a network?**"),
      code("study.describe()", [printed(DATA)]),
      text("## Where it stops"),
      code("throw new Error(title)", [{
        output_type: "error",
        ename: "Error",
        evalue: TITLE,
        traceback: [`\u001b[31mError\u001b[0m: ${TITLE}`, "    at cell 2"],
      }]),
      code("never()", []),
    ]),
  };
}

/** A record of 1,000 labelled tracks. */
export function run(
  part: string,
  name: string,
  split: Json | null,
  scores: Record<string, number>,
  more: Partial<RunKey> = {},
): Run {
  const folds = typeof split?.folds === "number" ? split.folds : 5;
  const data = { fingerprint: FINGERPRINT, rows: split ? 1000 - 1000 / folds : 1000 };
  return makeRun({ part, name, settings: { name }, seed: 1, data, split, ...more }, {
    scores,
    seconds: 1,
  });
}

const RANDOM = { folds: 5 },
  GROUPED = { ...RANDOM, group: "audio" };
const HELD = { holdOut: .2 };
const judged = (accuracy: number) => ({
  accuracy,
  accuracyLow: accuracy - .02,
  accuracyHigh: accuracy + .02,
  logLoss: 1 - accuracy,
});

export const RUNS: readonly Run[] = [
  run("01", "what the data allow", null, { mostFrequent: .2, ceilingAudio: .95, ceiling: .96 }),
  run("02", "boosting", RANDOM, judged(.6)),
  run("02", "boosting", GROUPED, judged(.58)),
  run("02", TITLE, RANDOM, judged(.5)),
  run("02", "six", { genres: 6, holdOut: .2 }, judged(.99)),
  run("03", "network", HELD, { accuracy: .62, logLoss: .9 }),
  run("03", "of other data", RANDOM, judged(.99), {
    data: { fingerprint: "f".repeat(16), rows: 800 },
  }),
];

/** Makes the folder; it goes when `use` has ended. */
export async function withStudy<T>(use: (out: string) => Promise<T>): Promise<T> {
  const out = await Deno.makeTempDir({ prefix: "site-test-" });
  try {
    await makeStudy(out);
    return await use(out);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}

/** Makes one for all who only look at what comes of it; it goes with the tests. */
export async function lastingStudy(): Promise<string> {
  const out = await Deno.makeTempDir({ prefix: "site-test-" });
  globalThis.addEventListener("unload", () => Deno.removeSync(out, { recursive: true }));
  await makeStudy(out);
  return out;
}

let written: Promise<Record<string, string>> | undefined; // their pictures are drawn once

async function makeStudy(out: string): Promise<void> {
  await Deno.mkdir(join(out, "notebooks"));
  for (const [name, content] of Object.entries(await (written ??= notebooks()))) {
    await Deno.writeTextFile(join(out, "notebooks", name), content);
  }
  for (const run of RUNS) {
    const { fingerprint } = run.data;
    await openRuns(join(out, "runs"), { fingerprint, seed: 1 }).save(run);
  }
  const prediction = "track_name\tplaylist_genre\nA\tpop\n";
  await Deno.writeTextFile(join(out, `${NAME}_prediction_base.csv`), prediction);
  await writeModelCard({
    name: "genre from sound",
    summary: `A mean of ${TITLE}.`,
    data: DATA,
    trainingRows: 1000,
    judged: [
      {
        protocol: "at random",
        rows: 200,
        accuracy: .66,
        macroF1: .6,
        logLoss: .88,
        calibrationError: .01,
      },
    ],
    settings: {},
    seed: 1,
    seconds: 2,
    limits: ["None."],
  }, { out, nom: NAME, what: "base" });
}
