/** What a study left in its out folder, for showing: notebooks, records, files to download, and what is unusable. */
import { basename, join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { codeCells, headingOf, type Notebook, placeOf } from "../notebook/document.ts";
import { readNotebook, sourceOf } from "../notebook/document.ts";
import { isPlainObject } from "../../experiments/runs/canonical.ts";
import type { AnyLine, ModelCard } from "../cards/card.ts";
import type { Run } from "../../experiments/runs/record.ts";
import { openRuns } from "../../experiments/runs/runs.ts";
import { slug } from "./html.ts";

/** An executed notebook. */
export interface ExecutedNotebook {
  /** The file's name without its ending: "03_mlp". */
  readonly name: string;
  /** The same, fit for an address. */
  readonly slug: string;
  readonly notebook: Notebook;
  /** Its first heading. */
  readonly title: string;
  /** The question in bold under its title; "" where there is none. */
  readonly question: string;
  /** The cell that stopped it and what the error says, where one did. */
  readonly failed?: string;
  /** False when no cell of it has been run. */
  readonly executed: boolean;
}

/** Which data a notebook was run on, as `deno task study` writes it into the notebook's metadata. */
export interface DataUsed {
  /** "sample" where they are the synthetic sample. */
  readonly origin: string;
  /** How they were chosen, in words: "the folder given by --data". */
  readonly source: string;
  readonly fingerprint: string;
  /** Of what is learnt from. */
  readonly rows: number;
  /** How many there are in these rows. */
  readonly classes: number;
  /** Sentences on the files. */
  readonly details: string;
}

/** A file to take along. */
interface Download {
  readonly path: string;
  readonly name: string;
  readonly bytes: number;
}

/** Everything that pages are made from. */
export interface StudyOutput {
  readonly out: string;
  readonly notebooks: readonly ExecutedNotebook[];
  /** The data of most notebooks; undefined where none tells. */
  readonly data?: DataUsed;
  readonly runs: readonly Run[];
  /** Of the exported predictions. */
  readonly cards: readonly ModelCard<AnyLine>[];
  readonly downloads: readonly Download[];
  /** What could not be used, and why. */
  readonly leftOut: readonly { readonly file: string; readonly why: string }[];
}

/** Reads an out folder. A file that cannot be used is left out and named, so that the rest can be shown.
 *
 * @param study the command that fills it
 * @throws {InputError} when there is no executed notebook to show */
export async function collect(out: string, study = "deno task study"): Promise<StudyOutput> {
  const leftOut: { file: string; why: string }[] = [];
  const notebooks: ExecutedNotebook[] = [];
  for (const file of list(join(out, "notebooks"), /\.ipynb$/)) {
    const name = basename(file, ".ipynb");
    try {
      notebooks.push(describe(name, await readNotebook(file)));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      leftOut.push({
        file: `notebooks/${name}.ipynb`,
        why: error.message.replace(`${file}: `, ""),
      });
    }
  }
  if (notebooks.length === 0) {
    const broken = leftOut.map(({ file, why }) => `\n${file}: ${why}`).join("");
    throw new InputError(
      `there is no executed notebook to show; ${study} makes them${broken}`,
      { file: join(out, "notebooks") },
    );
  }
  const store = openRuns(join(out, "runs"));
  const runs = await store.all();
  for (const { file, why } of store.skipped) leftOut.push({ file: `runs/${file}`, why });
  if (runs.length === 0) leftOut.push({ file: "runs/", why: "holds no records" });

  const used = notebooks.map(({ notebook }) => dataUsed(notebook)).filter((data) => !!data);
  const times = (data: DataUsed) => used.filter((d) => d.fingerprint === data.fingerprint).length;
  const data = used.toSorted((a, b) => times(b) - times(a))[0];
  for (const { name, notebook } of notebooks) {
    const own = dataUsed(notebook);
    if (own && own.fingerprint !== data.fingerprint) {
      const why = `is shown, but was run on other data (${own.source}, ${own.rows} rows)`;
      leftOut.push({ file: `notebooks/${name}.ipynb`, why });
    }
  }
  const cards = await readCards(out, leftOut);
  return { out, notebooks, data, runs, cards, downloads: downloads(out), leftOut };
}

function describe(name: string, notebook: Notebook): ExecutedNotebook {
  const texts = notebook.cells.filter((cell) => cell.cell_type === "markdown").map(sourceOf);
  const heading = texts.map((text) => text.match(/^# .*$/m)?.[0]).find((line) => line);
  const question = texts[0]?.replace(/^#.*$/m, "").trim().match(/^\*\*(.+?)\*\*/s)?.[1] ?? "";
  const cells = codeCells(notebook);
  const stopped = cells.find(({ cell }) =>
    cell.outputs?.some((output) => output.output_type === "error")
  );
  const error = stopped?.cell.outputs?.find((output) => output.output_type === "error");
  return {
    name,
    slug: slug(name),
    notebook,
    title: (heading && headingOf(heading)) ?? name,
    question: question.replace(/\s+/g, " "),
    executed: cells.some(({ cell }) => cell.execution_count != null || cell.outputs?.length),
    ...(stopped && error && { failed: `${placeOf(stopped)}: ${error.ename}: ${error.evalue}` }),
  };
}

/** What an executed notebook tells of its data; undefined where it tells nothing of use. */
function dataUsed({ metadata: { study } }: Notebook): DataUsed | undefined {
  if (!isPlainObject(study)) return undefined;
  const { origin, source, fingerprint, rows, classes, details } = study;
  const texts = [origin, source, fingerprint, details], numbers = [rows, classes];
  const whole = texts.every((text) => typeof text === "string") &&
    numbers.every((number) => typeof number === "number");
  return whole ? { origin, source, fingerprint, rows, classes, details } as DataUsed : undefined;
}

/** The model cards, as `writeModelCard` writes them for programs; what is no card is added to `leftOut`. */
async function readCards(
  out: string,
  leftOut: { file: string; why: string }[],
): Promise<ModelCard<AnyLine>[]> {
  const cards: ModelCard<AnyLine>[] = [];
  for (const path of list(out, /_model_card_\w+\.json$/)) {
    const text = await Deno.readTextFile(path);
    let why = "is not JSON (half-written?)";
    try {
      const card = JSON.parse(text);
      const whole = isPlainObject(card) && typeof card.name === "string" &&
        typeof card.data === "string" && Array.isArray(card.judged);
      why = !whole
        ? "is no model card"
        : card.format === 1
        ? ""
        : `has format ${card.format}, not 1`;
      if (!why) cards.push(card as unknown as ModelCard<AnyLine>);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    if (why) leftOut.push({ file: basename(path), why });
  }
  return cards;
}

function downloads(out: string): Download[] {
  const found = [...list(out, /\.(csv|md)$/), ...list(join(out, "report"), /\.pdf$/)];
  return found.map((path) => ({ path, name: basename(path), bytes: Deno.statSync(path).size }));
}

/** The files of a folder that match, by name; none when there is no such folder. */
function list(folder: string, pattern: RegExp): string[] {
  try {
    return [...Deno.readDirSync(folder)]
      .filter((entry) => entry.isFile && pattern.test(entry.name) && !entry.name.startsWith("."))
      .map((entry) => join(folder, entry.name)).sort();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return [];
    throw error;
  }
}
