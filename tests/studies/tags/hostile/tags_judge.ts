/** Judges damaged tables of tags by their seeds, in a process of its own: read whole, or refused in words? */
import { join } from "node:path";
import { Rng } from "../../../../lib/core/rng.ts";
import type { TagTarget } from "../../../../lib/core/target.ts";
import { allRows, type Dataset, taskOf } from "../../../../lib/data/mod.ts";
import { openTags, type Tags } from "../../../../lib/studies/tags/open.ts";
import { judging, processorSeconds } from "../../../trust/judging.ts";
import type { Verdict } from "../../../trust/mutants.ts";
import { refusalFault } from "../../../trust/refusal.ts";
import { type Plain, plainTable } from "./plain_tables.ts";
import { tagFiles } from "./tag_files.ts";

/** Of a refusal: its words without places and values. */
const whyOf = ({ message }: Error, folder: string): string =>
  message.replace(folder, "").replace(/^\/[^:,]*(, row \d+)?(, column [^:]*)?: /s, "")
    .replace(/[;(:].*$/s, "").replace(/\d+/g, "…").replace(/(columns? ).*/s, "$1…").trim();

type Files = Readonly<Record<string, Uint8Array<ArrayBuffer>>>;

/** What of the files is not in the tables as it is in the files. */
function readingFault({ train, test }: Tags, form: string, files: Files): string | undefined {
  const plain = (name: string) => plainTable(files[name], name.endsWith(".arff"));
  switch (form) {
    case "named":
      return tableFault(train, plain("songs.csv")) ?? tableFault(test!, plain("songs_test.csv"));
    case "challenge":
      return tableFault(train, plain("train_X.csv"), plain("train_y.csv")) ??
        tableFault(test!, plain("test_X.csv"));
    default:
      return tableFault(train, plain("moods.arff")) ?? tableFault(test!, plain("moods_test.arff"));
  }
}

/** @param y where the tags are, if not in the table */
function tableFault(data: Dataset, x: Plain, y = x): string | undefined {
  if (data.rows !== x.cells.length) return `${data.rows} rows of ${x.cells.length}`;
  const { columns } = data.schema,
    names = Object.keys(columns).filter((name) => columns[name].kind === "number");
  const isTagged = "tags" in columns && data.schema.task === "tags";
  const target = isTagged ? targetOf(data) : undefined;
  if (target && y === x) {
    const rest = x.header.filter((name) => !names.includes(name) && !target.classes.includes(name));
    if (rest.length > (x.hasIds ? 1 : 0)) return `columns that were not read: ${rest}`;
  }
  for (const name of names) {
    const at = x.header.indexOf(name), values = data.numbers(name);
    if (at < 0) return `a column ${name} that is not in the file`;
    const odd = x.cells.findIndex((row, i) => row !== undefined && !isSame(row[at], values[i]));
    if (odd >= 0) return `row ${odd + 2}, ${name}: ${values[odd]} for ${x.cells[odd]![at]}`;
  }
  for (const [j, name] of (target?.classes ?? []).entries()) {
    const at = y.header.indexOf(name), k = target!.classes.length;
    if (at < 0) return `a tag ${name} that is not in the file`;
    const odd = y.cells.findIndex((row, i) =>
      row !== undefined && Number(row[at]) !== target!.tags[i * k + j]
    );
    if (odd >= 0) return `row ${odd + 2}, tag ${name}: ${y.cells[odd]![at]}`;
  }
}

/** The tags, where they are known. */
function targetOf(data: Dataset): TagTarget | undefined {
  try {
    return taskOf(data, allRows(data)) as TagTarget;
  } catch {
    return undefined;
  }
}

const isSame = (cell: string, value: number): boolean =>
  cell.trim() === "" ? Number.isNaN(value) : Object.is(Math.fround(Number(cell)), value);

await judging(async (seed): Promise<Verdict> => {
  const rng = new Rng(seed).fork("tags"), { files, form, damaged, mutations } = tagFiles(rng);
  const folder = await Deno.makeTempDir();
  for (const [name, bytes] of Object.entries(files)) Deno.writeFileSync(join(folder, name), bytes);
  const start = processorSeconds();
  const answer = await openTags({ data: folder }).catch((error: unknown) => error as Error);
  const verdict = { seed, file: damaged, mutations, seconds: processorSeconds() - start };
  await Deno.remove(folder, { recursive: true });
  if (answer instanceof Error) {
    const fault = refusalFault(answer, [folder]);
    return { ...verdict, answer: "refused", why: whyOf(answer, folder), fault };
  }
  return { ...verdict, answer: "accepted", fault: readingFault(answer, form, files) };
});
