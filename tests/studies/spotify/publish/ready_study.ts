/** A study that could be handed in: a small project, the course's files and an out folder, made up. */
import { cpSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../../../lib/core/places.ts";
import { openCourse } from "../../../../lib/studies/spotify/open.ts";
import { exportPredictions } from "../../../../lib/data/prediction.ts";
import { writeSource } from "../../../../lib/publish/article/article.ts";
import { handIn } from "../../../../lib/publish/hand_in/hand_in.ts";
import { notebookOf } from "../../../publish/notebook/make.ts";
import { madeStudy } from "./made_study.ts";
import { study } from "./sample_once.ts";
import { pdfOf } from "../../../publish/pdf.ts";

/** A project, the course's files and an out folder that could be handed in. */
export interface Ready {
  readonly root: string;
  readonly data: string;
  readonly out: string;
}

const SOURCES = ["const a = 1;", { md: "## What now?" }, "console.log(a);"];

/** A notebook as it is after a run. */
function executed(fingerprint: string) {
  const notebook = notebookOf(...SOURCES);
  let number = 0;
  for (const cell of notebook.cells.filter(({ cell_type }) => cell_type === "code")) {
    cell.execution_count = ++number;
    const text = `Data: made (fingerprint ${fingerprint}).`;
    cell.outputs = [{ output_type: "stream", name: "stdout", text }];
  }
  return notebook;
}

/** Hands one in. */
export const pack = ({ root, data, out }: Ready) => handIn({ study, out, nom: "NOM", data, root });

let first: Promise<Ready> | undefined;

/** Makes one for `use`, in a folder of its own: a copy of the first, times of changes included. */
export async function withReady(use: (made: Ready) => Promise<void>): Promise<void> {
  const pattern = (await (first ??= ready())).root;
  const root = await Deno.makeTempDir({ prefix: "hand-in-test-" });
  try {
    cpSync(pattern, root, { recursive: true, preserveTimestamps: true });
    await use({ root, data: join(root, "data"), out: join(root, "out") });
  } finally {
    await Deno.remove(root, { recursive: true });
  }
}

async function ready(): Promise<Ready> {
  const root = await Deno.makeTempDir({ prefix: "hand-in-first-" });
  globalThis.addEventListener("unload", () => Deno.removeSync(root, { recursive: true }));
  const data = join(root, "data"), out = join(root, "out");
  const write = async (path: string, text: string) => {
    await Deno.mkdir(join(root, path, ".."), { recursive: true });
    await Deno.writeTextFile(join(root, path), text);
  };
  await Deno.mkdir(data);
  for (const name of ["train.csv", "test.csv"]) {
    const text = await Deno.readTextFile(join(PROJECT_ROOT, "data", "sample", name));
    const lines = text.split("\n").slice(0, 400); // other data than the sample
    await Deno.writeTextFile(join(data, name), lines.join("\n") + "\n");
  }
  const { test, train, fingerprint } = await openCourse({ data });
  await madeStudy(out, { fingerprint, parts: ["01", "02", "03", "04", "06"] });
  for await (const { name } of Deno.readDir(join(out, "runs"))) {
    if (!name.endsWith(".json")) continue; // this project is no git clone, so its records know no commit
    const path = join(out, "runs", name), text = await Deno.readTextFile(path);
    await Deno.writeTextFile(path, text.replace(/"commit":"\w+",/, ""));
  }
  await write("notebooks/spotify/04_base.ipynb", JSON.stringify(notebookOf(...SOURCES)));
  await write("out/notebooks/04_base.ipynb", JSON.stringify(executed(fingerprint)));
  await write("lib/mod.ts", "export {};\n");
  await write("lib/.secret", "no");
  await write("deno.json", "{}\n");
  const genres = Array.from({ length: test.rows }, (_, i) => train.texts("genre")[i]);
  await exportPredictions(test, genres, { out, nom: "NOM", what: "base" });
  const author = {}, language = "en" as const;
  await writeSource({ study, out, language, author, nom: "NOM", boxes: true });
  await write("out/report/article.pdf", pdfOf(8));
  return { root, data, out };
}
