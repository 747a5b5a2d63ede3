import { join } from "node:path";
import { unzipSync } from "fflate";
import { PROJECT_ROOT } from "../../../../lib/core/places.ts";
import { openCourse } from "../../../../lib/studies/spotify/open.ts";
import { study as spotify } from "../../../../lib/studies/spotify/study.ts";
import { handIn } from "../../../../lib/publish/hand_in/hand_in.ts";
import { assert, assertEquals } from "../../../assert.ts";
import { madeStudy } from "./made_study.ts";
import { pdfOf } from "../../../publish/pdf.ts";
import { pack, type Ready, withReady } from "./ready_study.ts";

Deno.test("a whole study is packed: article, predictions, notebooks, lib; the same bytes twice", async () => {
  await withReady(async (made) => {
    const { faults, notes, written } = await pack(made);
    assertEquals(faults, []);
    const zip = await Deno.readFile(written!.path), files = unzipSync(zip);
    assertEquals(Object.keys(files).sort(), [
      ...["article/README.md", "article/article.pdf", "article/article.tex", "article/author.tex"],
      ...["confusion", "curves", "tells", "tricks"].map((name) => `article/figures/${name}.tex`),
      ...["article/references.bib", "deno.json", "lib/mod.ts", "notebooks/spotify/04_base.ipynb"],
      ...["predictions/NOM_model_card_base.md", "predictions/NOM_prediction_base.csv"],
    ]);
    assertEquals(
      files["predictions/NOM_prediction_base.csv"],
      await Deno.readFile(join(made.out, "NOM_prediction_base.csv")),
    );
    assert(notes.some((note) => note.includes("AuthorView")), notes.join());
    assert(notes.some((note) => note.includes("no pages")), notes.join());
    await pack(made);
    assertEquals(await Deno.readFile(written!.path), zip);
  });
});

Deno.test("a clock that was set back makes no PDF look old", async () => {
  await withReady(async (made) => {
    const tomorrow = new Date(Date.now() + 86_400_000);
    await Deno.utime(join(made.out, "report", "author.tex"), tomorrow, tomorrow);
    assertEquals((await pack(made)).faults, []);
  });
});

Deno.test("pages go along, unless they are older than the notebooks", async () => {
  await withReady(async (made) => {
    const page = join(made.out, "site", "index.html");
    await Deno.mkdir(join(page, ".."));
    await Deno.writeTextFile(page, "<p>");
    const { written } = await pack(made);
    assert(written!.files.some(({ name }) => name === "pages/index.html"));
    await Deno.utime(page, 1, 1);
    const { faults } = await pack(made);
    assert(faults.length === 1 && faults[0].includes("older than 04_base.ipynb"), faults.join());
  });
});

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

Deno.test("what mends a fault is told with the options that hand-in was given", async () => {
  await withReady(async ({ root, data }) => {
    const own = join(root, "my data"), out = join(root, "my out");
    await Deno.rename(data, own);
    await Deno.mkdir(out);
    const given = `--out "${out}" --data "${own}" --nom Ada`;
    const { faults, notes } = await handIn({ study: spotify, out, nom: "Ada", data: own, root });
    assertEquals(faults, [
      `${out}/Ada_prediction_base.csv: there is no such file; notebook 04 makes it: ` +
      `run deno task study --only 04 ${given}`,
      `${out}/notebooks/04_base.ipynb: there is no such file; run deno task study --only 04 ${given}`,
      `${out}/runs: no records to write from; run deno task study ${given}`,
    ]);
    assert(
      notes.join().includes(`run deno task present --no-serve --out "${out}" --data "${own}"`),
    );
  });
});

Deno.test("records of other data come with the way to have the right ones", async () => {
  await withReady(async (made) => {
    const { root, data } = made, sample = join(PROJECT_ROOT, "data", "sample");
    const about = async (out: string, data: string) => {
      const { faults } = await pack({ root, data, out });
      return faults.filter((fault) => fault.startsWith("the records are of")).join("\n");
    };
    await Deno.writeTextFile(join(data, "train.csv"), "\n", { append: true });
    const changed = await about(made.out, data);
    const study = `deno task study --out ${made.out} --data ${data}`;
    assert(changed.endsWith(`name the records' own data with --data, or run ${study}`), changed);
    const { fingerprint } = await openCourse({ data: sample }), out = join(root, "synthetic");
    await madeStudy(out, { fingerprint, parts: ["01"] });
    const what = "the records are of the synthetic sample, not of the course's files; " +
      `run deno task study --out ${out} --data`;
    assertEquals(await about(out, data), `${what} ${data}`);
    assertEquals(
      await about(out, sample),
      `${what} DIR, where DIR holds train.csv and test.csv`,
    );
  });
});

Deno.test("the sample is no hand-in, and the command lists all that fails", async () => {
  const out = await Deno.makeTempDir();
  try {
    const data = join(PROJECT_ROOT, "data", "sample");
    await madeStudy(out, { fingerprint: (await openCourse({ data })).fingerprint, parts: ["01"] });
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "-A", "--no-check", "lib/publish/commands/hand_in.ts"],
        ...["--out", out, "--data", data],
      ],
      cwd: PROJECT_ROOT,
      env: { NO_COLOR: "1" },
    }).output();
    const said = new TextDecoder().decode(stderr);
    assertEquals(code, 1);
    const parts = [
      "things fail:\n- ",
      "synthetic sample",
      "_prediction_base.csv",
      "01_stats.ipynb",
    ];
    for (const part of parts) assert(said.includes(part), `${part} is not in ${said}`);
    assert(!/\n\s+at /.test(said), said);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});
