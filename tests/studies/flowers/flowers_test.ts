/** The engine without the course's study, and with one of sixty lines in its place. */
import { join } from "node:path";
import { assert, assertEquals } from "../../assert.ts";
import { type Clone, cloneProject } from "../../clone.ts";
import { PROJECT_ROOT } from "../../../lib/core/places.ts";
import { flowersFile } from "../../experiments/flowers.ts";
import { notebookOf } from "../../publish/notebook/make.ts";
import { longTests } from "../../needs.ts";
import { pdfOf } from "../../publish/pdf.ts";

/** All that belongs to other studies. */
const OTHERS = ["lib/studies", "notebooks", "tests/studies"].flatMap((at) =>
  [...Deno.readDirSync(join(PROJECT_ROOT, at))]
    .filter(({ name, isDirectory }) => isDirectory && !["flowers", "pictures"].includes(name))
    .map(({ name }) => join(at, name))
);

const NOTEBOOK = notebookOf(
  { md: "# 1 · Flowers\n\n**Which flower is it?** All of this study." },
  `import { gaussianBayes, holdOut, numeric, onFeatures, summarise, table } from "../../lib/mod.ts";
import { openStudy } from "../../lib/studies/flowers/mod.ts";
const study = await openStudy(), { datasets: { train, asked }, rng } = study;
console.log(study.describe());`,
  { md: "## How well is a kind told?" },
  `const split = holdOut(train, { fraction: .2 }, rng.fork("split"));
const experiment = await study.experiment("01", { data: train, split });
const bayes = onFeatures(numeric(), gaussianBayes());
const judged = await experiment.evaluate("models", { bayes });
table(summarise(judged, ["accuracy", "logLoss"]));`,
  { md: "## What is asked" },
  `const { probabilities, run: { seconds } } = await experiment.predict("bayes", bayes, asked);
await study.exportPrediction("base", probabilities);
await study.writeCard("base", {
  ...{ name: "naive Bayes", summary: "Naive Bayes on two numbers.", settings: {}, limits: [] },
  ...{ trainingRows: train.rows, judged: { "at random": judged[0] }, seconds },
});`,
);

/** A clone in which flowers are the only study. */
const clone = () =>
  cloneProject(async (root) => {
    for (const path of OTHERS) await Deno.remove(join(root, path), { recursive: true });
    const lib = join(root, "lib", "studies", "flowers"), data = join(root, "data", "flowers");
    const notebooks = join(root, "notebooks", "flowers");
    for (const folder of [lib, data, notebooks]) await Deno.mkdir(folder, { recursive: true });
    for (const name of ["mod.ts", "article.en.tex", "words.json", "references.bib"]) {
      await Deno.copyFile(join(import.meta.dirname!, name), join(lib, name));
    }
    const known = flowersFile(300).replace("petal (mm)", "petal").replace("species", "kind");
    const asked = flowersFile(30, { seed: 2, labelled: false }).replace("petal (mm)", "petal");
    await Deno.writeTextFile(join(data, "known.csv"), known);
    await Deno.writeTextFile(join(data, "asked.csv"), asked);
    await Deno.writeTextFile(join(notebooks, "01_flowers.ipynb"), JSON.stringify(NOTEBOOK));
  });

/** Runs Deno in the clone, and wants a good end. */
async function well({ deno }: Clone, ...args: string[]): Promise<string> {
  const { code, said } = await deno(args);
  assertEquals(code, 0, `${args.join(" ")}: ${said}`);
  return said;
}

Deno.test("a study is at most sixty lines", () => {
  const text = Deno.readTextFileSync(join(import.meta.dirname!, "mod.ts"));
  assert(text.trimEnd().split("\n").length <= 60);
});

Deno.test("the study of one's own in the notebooks' README is this one, line by line", () => {
  const read = (...path: string[]) => Deno.readTextFileSync(join(PROJECT_ROOT, ...path));
  const lines = (text: string) =>
    text.split("\n").map((line) => line.replace(/ \/\/ .*/, "").trim());
  const here = new Set([
    ...lines(read("tests", "studies", "flowers", "mod.ts")),
    ...NOTEBOOK.cells.flatMap(({ source }) => lines([source].flat().join(""))),
  ]);
  const blocks = Array.from(read("notebooks", "README.md").matchAll(/^```ts ignore\n(.*?)^```/gms));
  assertEquals(blocks.length, 4);
  const told = blocks.flatMap(([, code]) => lines(code)).filter((line) =>
    !/^import .*\.\.\/\.\.\/(data|publish)\//.test(line)
  );
  assertEquals(told.filter((line) => !here.has(line)), []);
});

const name =
  "without the other studies the engine type-checks, keeps its house, and runs another one: " +
  "notebooks, site, article, hand-in";

Deno.test({ name, ignore: !longTests, fn: alone });

async function alone(): Promise<void> {
  await using made = await clone();
  const said = await well(made, "task", "study", "flowers");
  assert(said.includes("deno task hand-in flowers  checks"), said);
  const out = join(made.root, "out", "flowers"),
    read = (...path: string[]) => Deno.readTextFile(join(out, ...path));
  const predicted = (await read("NOM_prediction_base.csv")).trimEnd().split("\n");
  assertEquals([predicted.length, predicted[0].endsWith(";kind")], [31, true]);
  const page = await read("site", "index.html");
  for (const part of ["Kinds of flowers", "Share of flowers whose kind", "300 flowers are known"]) {
    assert(page.includes(part), `${part} is not in ${page}`);
  }

  await well(made, "task", "report", "flowers", "--lang", "en");
  assert((await read("report", "article.tex")).includes("is right about"));
  await Deno.writeTextFile(join(out, "report", "article.pdf"), pdfOf(1));
  assert((await well(made, "task", "hand-in", "flowers")).includes("NOM_hand_in.zip"));

  const { code, said: refused } = await made.deno(["task", "study"]);
  assertEquals(code, 1);
  assert(refused.includes('no such study; found "spotify"; expected one of flowers'), refused);
  await well(made, "check", "lib/mod.ts", "lib/publish/mod.ts");
  await well(made, "test", "-A", "--no-check", "tests/house_test.ts");
}
