import { join, posix } from "node:path";
import { unzipSync } from "fflate";
import config from "../../../../deno.json" with { type: "json" };
import { PROJECT_ROOT } from "../../../../lib/core/places.ts";
import { openCourse } from "../../../../lib/studies/spotify/open.ts";
import { study as spotify } from "../../../../lib/studies/spotify/study.ts";
import { handIn } from "../../../../lib/publish/hand_in/hand_in.ts";
import { projectFiles } from "../../../../lib/publish/hand_in/project.ts";
import { notebooksFolder, notebooksOf } from "../../../../lib/publish/notebook/notebooks.ts";
import { assert, assertEquals } from "../../../assert.ts";
import { madeStudy } from "./made_study.ts";
import { pack, withReady } from "./ready_study.ts";

Deno.test("a whole study is packed: article, predictions, notebooks, lib; the same bytes twice", async () => {
  await withReady(async (made) => {
    const { faults, notes, written } = await pack(made);
    assertEquals(faults, []);
    const zip = await Deno.readFile(written!.path), files = unzipSync(zip);
    assertEquals(Object.keys(files).sort(), [
      "HAND_IN.md",
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

/** Where the links of a text in Markdown lead that leave its page and stay on this machine, from the archive's top. */
const linksOf = (name: string, text: string): string[] =>
  [...text.matchAll(/\]\(([^)\s#]+)(?:#[^)\s]*)?\)/g)].map(([, link]) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => posix.join(posix.dirname(name), link));

Deno.test("no text of the archive links to a file that is not in it, and the user's data stay at home", async () => {
  const names = projectFiles(PROJECT_ROOT, "spotify").map(({ name }) => name);
  const own = notebooksOf(notebooksFolder(PROJECT_ROOT, "spotify"));
  const all = [...names, ...own.map((name) => `notebooks/spotify/${name}`)];
  const texts = names.filter((name) => name.endsWith(".md"));
  assert(texts.includes("README.md") && texts.includes("notebooks/gtzan/README.md"));
  let links = 0;
  for (const name of texts) {
    for (const link of linksOf(name, await Deno.readTextFile(join(PROJECT_ROOT, name)))) {
      links++;
      const isThere = all.some((file) =>
        file === link || file.startsWith(link.replace(/\/?$/, "/"))
      );
      assert(isThere, `${name} links to ${link}, which is not packed`);
    }
  }
  assert(links > 20, `${links} links`);
  assert(all.includes("data/sample/train.csv"), "there is nothing to run it on");
  assertEquals(names.filter((name) => /^data\/(course|gtzan|sound|tags)\//.test(name)), []);
  assertEquals(new Set(all).size, all.length);
});

Deno.test("the archive's own page tells what lies where, and how to run it again", async () => {
  await withReady(async (made) => {
    const { written } = await pack(made), files = unzipSync(await Deno.readFile(written!.path));
    const page = new TextDecoder().decode(files["HAND_IN.md"]);
    const links = linksOf("HAND_IN.md", page);
    assert(links.includes("article/article.pdf") && links.includes("notebooks/spotify/"), page);
    for (const link of links) {
      assert(Object.keys(files).some((name) => name.startsWith(link)), `${link} is not there`);
    }
    assert(page.includes(`npx -y deno@${Deno.version.deno} task study spotify --data DIR`), page);
    assert(page.includes((await openCourse({ data: made.data })).fingerprint), page);
    // what lies beside the project is no code of it, and is not checked as such
    const top = (name: string) => name.split("/")[0];
    const own = new Set(projectFiles(PROJECT_ROOT, "none").map(({ name }) => top(name)));
    const beside = Object.keys(files).map(top).filter((name) => !own.has(name));
    assertEquals([...new Set(beside)].sort(), ["HAND_IN.md", "article", "predictions"]);
    for (const name of [...beside, "pages"]) {
      assert(config.fmt.exclude.includes(name), `${name} would be formatted`);
    }
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
