import { join } from "node:path";
import { assert, assertEquals } from "../../../assert.ts";
import { pdfOf } from "../../../publish/pdf.ts";
import { pack, type Ready, withReady } from "./ready_study.ts";

/** One thing is changed; hand-in must name it, and pack nothing. */
function refuses(what: string, change: (made: Ready) => Promise<void>, ...parts: string[]) {
  Deno.test(`hand-in refuses ${what}`, async () => {
    await withReady(async (made) => {
      await change(made);
      const { faults, written } = await pack(made);
      assertEquals([faults.length, written], [1, undefined], faults.join("\n"));
      for (const part of parts) assert(faults[0].includes(part), `${part} is not in ${faults[0]}`);
      const zips = [...Deno.readDirSync(made.out)].filter(({ name }) => name.endsWith(".zip"));
      assertEquals(zips, []);
    });
  });
}

/** Changes a file's text. */
const edit = (path: string, change: (text: string) => string) => async ({ root }: Ready) => {
  const file = join(root, path), text = await Deno.readTextFile(file), next = change(text);
  assert(next !== text, `nothing changed in ${path}`);
  await Deno.writeTextFile(file, next);
};
const PREDICTION = "out/NOM_prediction_base.csv", NOTEBOOK = "out/notebooks/04_base.ipynb";
const inLine = (row: number, change: (line: string) => string) => (text: string) =>
  text.split("\n").map((line, i) => i === row - 1 ? change(line) : line).join("\n");

/** The text as another program would write its cells. */
function saved(text: string, delimiter: string, quoteAll = false): string {
  const rows = text.trimEnd().split("\n").map((line) => line.split("\t"));
  const cell = (raw: string) => {
    const plain = raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw;
    const quote = quoteAll || plain.includes(delimiter) || plain.includes('"');
    return quote ? `"${plain.replaceAll('"', '""')}"` : plain;
  };
  return rows.map((row) => row.map(cell).join(delimiter) + "\n").join("");
}

refuses(
  "a missing prediction",
  ({ root }) => Deno.remove(join(root, PREDICTION)),
  "NOM_prediction_base.csv: there is no such file; notebook 04 makes it",
  "run deno task study --only 04 --out ",
);
refuses(
  "a prediction of a class that nobody knows",
  edit(PREDICTION, inLine(5, (line) => line.replace(/\t[^\t]*$/, "\tpolka"))),
  "row 5",
  "playlist_genre",
  '"polka" is not one of latin, pop',
);
refuses(
  "a prediction whose cells are not those of test.csv",
  edit(PREDICTION, inLine(7, (line) => line.replace(/^[^\t]*/, "Other"))),
  "row 7",
  '"Other" is not as test.csv has it',
);
refuses(
  "a prediction with a row less",
  edit(PREDICTION, (text) => text.split("\n").toSpliced(3, 1).join("\n")),
  "has 398 rows; expected 399, as /",
);
refuses(
  "a prediction with another column",
  edit(PREDICTION, inLine(1, (line) => line.replace("playlist_genre", "genre"))),
  "has the columns",
  "genre",
);
refuses(
  "a prediction that a spreadsheet saved with semicolons",
  edit(PREDICTION, (text) => "\ufeff" + saved(text, ";").replaceAll("\n", "\r\n")),
  `base.csv: was saved again by another program: has ";" between cells, "\\r\\n" at the ends`,
  `and a byte-order mark; expected "\\t" between cells, "\\n" at the ends`,
  "and no byte-order mark; notebook 04 makes it: run deno task study --only 04",
);
refuses(
  "a prediction with a byte-order mark that test.csv has not",
  edit(PREDICTION, (text) => "\ufeff" + text),
  "a byte-order mark; expected",
);
refuses(
  "a prediction with line ends that test.csv has not",
  edit(PREDICTION, (text) => text.replaceAll("\n", "\r\n")),
  '"\\r\\n" at the ends of lines',
);
refuses(
  "a prediction all of whose cells were quoted",
  edit(PREDICTION, (text) => saved(text, "\t", true)),
  'base.csv, row 1: "\\"track_name',
  'is not how it is written; expected "track_name',
  "run deno task study --only 04",
);
refuses(
  "a prediction one of whose cells was quoted",
  edit(PREDICTION, inLine(5, (line) => line.replace(/[^\t]*$/, '"$&"'))),
  "row 5: ",
);
refuses(
  "a prediction without its last line's end",
  edit(PREDICTION, (text) => text.trimEnd()),
  "row 400: ",
);
refuses(
  "a prediction with empty lines at its end",
  edit(PREDICTION, (text) => text + "\n\n"),
  "goes on after the last row",
);
refuses(
  "a notebook that was not run",
  ({ root }) => Deno.remove(join(root, NOTEBOOK)),
  "04_base.ipynb: there is no such file; run deno task study --only 04 --out ",
);
refuses(
  "a notebook that stopped half-way",
  edit(NOTEBOOK, (text) => text.replace('"execution_count":2', '"execution_count":null')),
  "cell 2 (“What now?”): was not run",
);
refuses(
  "a notebook that ended with an error",
  edit(NOTEBOOK, (text) => {
    const error = '{"output_type":"error","ename":"TypeError","evalue":"no","traceback":[]},';
    const at = text.lastIndexOf('{"output_type"');
    return text.slice(0, at) + error + text.slice(at);
  }),
  "cell 2",
  "TypeError: no",
);
refuses(
  "a notebook of other data",
  edit(NOTEBOOK, (text) => text.replace(/fingerprint \w+/g, "fingerprint ffffffffffffffff")),
  "ffffffffffffffff",
);
refuses(
  "a notebook that was changed since",
  edit("notebooks/spotify/04_base.ipynb", (text) => text.replace("a = 1", "a = 2")),
  "is not of the notebook as it is now",
);
refuses(
  "half a notebook",
  edit(NOTEBOOK, (text) => text.slice(0, text.length / 2)),
  "not a notebook",
);
refuses(
  "a missing article",
  ({ root }) => Deno.remove(join(root, "out/report"), { recursive: true }),
  "deno task report",
);
refuses(
  "an article that is not compiled",
  ({ root }) => Deno.remove(join(root, "out/report/article.pdf")),
  "article.pdf: is not there",
);
refuses(
  "an article of nine pages",
  ({ root }) => Deno.writeTextFile(join(root, "out/report/article.pdf"), pdfOf(9)),
  "has 9 pages; expected at most 8",
);
refuses(
  "a PDF that is none",
  ({ root }) => Deno.writeTextFile(join(root, "out/report/article.pdf"), "%PDF-1.4\nhalf"),
  "not a PDF",
);
refuses(
  "a PDF that is older than the author's text",
  ({ root }) => Deno.utime(join(root, "out/report/article.pdf"), 1, 1),
  "is older than",
  "author.tex",
);
refuses(
  "an article of other records",
  async ({ root }) => {
    const runs = join(root, "out/runs");
    const { name } = [...Deno.readDirSync(runs)].find(({ name }) => name.endsWith(".json"))!;
    await Deno.remove(join(runs, name));
  },
  "is not of the records as they are now",
);
