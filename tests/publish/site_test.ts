import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { buildSite } from "../../lib/publish/site/build.ts";
import { writeFigure } from "../../lib/publish/site/figures.ts";
import { writeStudiesPage } from "../../lib/publish/site/studies_page.ts";
import { walkSync } from "../walk.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import {
  code,
  lastingStudy,
  made,
  NAME,
  notebookFile,
  RUNS,
  text,
  TITLE,
  withStudy,
} from "./study_output.ts";

const read = (...path: string[]) => Deno.readTextFile(join(...path));
const files = (folder: string) => [...walkSync(pathToFileURL(`${folder}/`))].sort();

let plain: ReturnType<typeof buildSite> | undefined;
/** The study's site as it is, built once. */
const builtSite = () => plain ??= lastingStudy().then((out) => buildSite(made, out));

const took = (seconds: number) => ({
  execution: {
    "iopub.execute_input": new Date(0).toISOString(),
    "shell.execute_reply": new Date(seconds * 1000).toISOString(),
  },
});
/** Notebooks to stand beside the study's own. */
const MORE = {
  "03_later": [text("# 3 · Later"), { ...code("1 + 1"), execution_count: null }],
  "07_mine": [code("a\nb", [], took(75)), code("c", [], took(.9)), code("d")],
  "08_short": [text("# 8 · Mine"), code("1 + 1")],
};

let larger: Promise<string> | undefined;
/** The folder of a site with these, too, built once. */
const largerSite = () =>
  larger ??= lastingStudy().then(async (out) => {
    for (const [name, cells] of Object.entries(MORE)) {
      await Deno.writeTextFile(join(out, "notebooks", `${name}.ipynb`), notebookFile(cells));
    }
    return (await buildSite(made, out)).folder;
  });

Deno.test("a site holds a start page, and a page and slides for every notebook", async () => {
  const { folder, pages, bytes, leftOut } = await builtSite();
  const found = files(folder);
  for (
    const name of [
      "index.html",
      "notebooks/01_stats.html",
      "notebooks/02_baselines.html",
      "slides/index.html",
      "slides/01_stats.html",
      "figures/01_stats/1.png",
      "figures/01_stats/1.js",
      "figures/leaderboard.png",
      "cards/base.html",
      "assets/plotly.min.js",
      `downloads/${NAME}_prediction_base.csv`,
    ]
  ) assert(found.includes(name), `no ${name} among ${found}`);
  assertEquals(pages, found.filter((name) => name.endsWith(".html")).length);
  assertEquals(bytes, found.reduce((sum, f) => sum + Deno.statSync(join(folder, f)).size, 0));
  assertEquals(leftOut, []);
  const told = JSON.parse(await read(folder, "study.json"));
  assertEquals([told.title, told.picture.path], [made.title, "figures/01_stats/1"]);
  assert(told.best.startsWith("accuracy 0.") && told.best.includes(" at random ("), told.best);
  const start = await read(folder, "index.html");
  for (
    const part of ["Knowing these data", "What do they tell?", "66.0 %", "95.0 %", "1,000 rows"]
  ) {
    assert(start.includes(part), `${part} is not on the start page`);
  }
  assert(!start.includes("/home/someone"), "the start page tells where the data lie");
});

Deno.test("one page leads to the sites that stand beside each other; what is none is passed over", async () => {
  const root = await Deno.makeTempDir(), page = join(root, "index.html");
  try {
    const told = { title: TITLE, short: "x", question: "Why?", colours: {}, data: "", live: "" };
    const best = "accuracy 0.666 at random (boosting)";
    for (
      const [name, text] of Object.entries({
        a: JSON.stringify({ ...told, title: "Of flowers", best, live: "live/index.html" }),
        b: JSON.stringify({ ...told, best: "" }),
        halved: '{"title": ',
        older: "{}",
      })
    ) {
      await Deno.mkdir(join(root, name, "site"), { recursive: true });
      await Deno.writeTextFile(join(root, name, "site", "study.json"), text);
    }
    await Deno.mkdir(join(root, "no study"));
    assertEquals(await writeStudiesPage(join(root, "b"), page), 2);
    const content = await read(page), links = content.matchAll(/<a href="([^"]*)"/g);
    assertEquals(Array.from(links, ([, address]) => address), [
      ...["a/site/index.html", "a/site/index.html", "a/site/slides/index.html"],
      ...["a/site/live/index.html", "b/site/index.html", "b/site/index.html"],
      "b/site/slides/index.html",
    ]);
    assert(content.includes("Of flowers") && content.includes(best));
    assert(!content.includes("<script>alert") && content.includes("&lt;script&gt;alert"));
    assertEquals([...Deno.readDirSync(join(root, "b", "site"))].map(({ name }) => name), [
      "study.json",
    ]);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("no page asks another machine for anything", async () => {
  const { folder } = await builtSite();
  for (const name of files(folder).filter((name) => /\.(html|css)$/.test(name))) {
    const content = await read(folder, name);
    const asked = [
      ...content.matchAll(/(?:src|srcset|poster)="([^"]*)"/g),
      ...content.matchAll(/<link[^>]*href="([^"]*)"/g),
      ...content.matchAll(/url\(["']?([^)"']*)/g),
    ].map(([, address]) => address);
    for (const address of asked) {
      if (address.startsWith("data:")) continue;
      assert(!/^([a-z]+:|\/)/i.test(address), `${name} asks for ${address}`);
      const [path] = address.split(/[?#]/), there = join(folder, name, "..", path);
      assert(Deno.statSync(there).isFile, `${name}: ${path}`);
    }
    assert(!/type="module"/.test(content), `${name} holds a module, which the disk forbids`);
  }
});

Deno.test("what data files hold is shown, and never acts", async () => {
  const { folder } = await builtSite();
  for (const name of files(folder).filter((name) => name.endsWith(".html"))) {
    const content = await read(folder, name);
    assert(!/<script>alert|onclick=|<b>Käse|http:\/\/far/.test(content), `${name} would act`);
  }
  const page = await read(folder, "notebooks", "01_stats.html");
  assert(
    page.includes("&lt;script&gt;alert(&#39;title&#39;)&lt;/script&gt;") ||
      page.includes("&lt;script&gt;alert('title')&lt;/script&gt;"),
    "the title is not shown",
  );
  for (const part of ["🎵", "kept", "&lt;i&gt;besides&lt;/i&gt;", 'class="katex"']) {
    assert(page.includes(part), `${part} is not on the page`);
  }
  assert(
    page.includes('href="02_baselines.html#where"'),
    "a link to a notebook leads to its page",
  );
  assert((await read(folder, "cards", "base.html")).includes("&lt;script&gt;"));
});

Deno.test("a notebook that stopped early is shown up to there, and says so", async () => {
  const { folder } = await builtSite();
  const page = await read(folder, "notebooks", "02_baselines.html");
  for (const part of ["This run stopped early.", "cell 2 (“Where it stops”)", "at cell 2"]) {
    assert(page.includes(part), `${part} is not on the page`);
  }
  assert(!page.includes("\u001b"), "terminal colours are left in a trace");
  assert((await read(folder, "index.html")).includes("Stopped early."));
});

Deno.test("a notebook that was never run says so", async () => {
  const page = await read(await largerSite(), "notebooks", "03_later.html");
  assert(page.includes("has not been run yet"));
});

Deno.test("how long a cell took is said from a second on", async () => {
  const page = await read(await largerSite(), "notebooks", "07_mine.html");
  assertEquals([...page.matchAll(/<small>(\d line.*?)<\/small>/gs)].map(([, said]) => said), [
    ...["2 lines · 1:15 min", "1 line", "1 line"],
  ]);
});

Deno.test("only a notebook with sections has a list of contents", async () => {
  const folder = await largerSite();
  assert((await read(folder, "notebooks", "01_stats.html")).includes("Contents"));
  const page = await read(folder, "notebooks", "08_short.html");
  assert(!page.includes("Contents"), "the page has an empty list of contents");
  assert(page.includes("Hide code") && page.includes("Slides"));
});

Deno.test("records and notebooks that are half-written or of another version are named and left out", async () => {
  await withStudy(async (out) => {
    const id = RUNS[1].id, whole = await read(out, "runs", `${id}.json`);
    await Deno.writeTextFile(join(out, "runs", `${id}.json`), whole.slice(0, 99));
    const other = join(out, "runs", `${RUNS[3].id}.json`);
    await Deno.writeTextFile(
      other,
      (await Deno.readTextFile(other)).replace('"format": 2', '"format": 9'),
    );
    await Deno.writeTextFile(join(out, "notebooks", "09_half.ipynb"), '{"cells": [');
    await Deno.writeTextFile(
      join(out, "X_model_card_full.json"),
      '{"format": 7, "name": "x", "data": "", "judged": []}',
    );
    const { folder, leftOut } = await buildSite(made, out);
    const told = leftOut.map(({ file, why }) => `${file} ${why}`).join("\n");
    for (
      const part of [
        `runs/${id}.json is not JSON (half-written?)`,
        `runs/${RUNS[3].id}.json has format 9, not 2`,
        "notebooks/09_half.ipynb not a notebook",
        "X_model_card_full.json has format 7, not 1",
      ]
    ) assert(told.includes(part), `${part} is not in ${told}`);
    const start = await read(folder, "index.html");
    assert(start.includes("Left out") && start.includes("half-written?"));
  });
});

Deno.test("without records, notebooks are shown and the want of records is said", async () => {
  await withStudy(async (out) => {
    await Deno.remove(join(out, "runs"), { recursive: true });
    for (const name of files(out).filter((name) => name.includes("_model_card_"))) {
      await Deno.remove(join(out, name));
    }
    const { folder, leftOut } = await buildSite(made, out);
    assertEquals(leftOut, [{ file: "runs/", why: "holds no records" }]);
    assert(!(await read(folder, "index.html")).includes('id="leaderboard"'));
  });
});

Deno.test("an out folder with nothing to show is refused with what to do", async () => {
  const out = await Deno.makeTempDir();
  try {
    await assertFails(() => buildSite(made, out), "no executed notebook", "deno task study");
    await Deno.mkdir(join(out, "notebooks"));
    await Deno.writeTextFile(join(out, "notebooks", "01.ipynb"), "[]");
    await assertFails(() => buildSite(made, out), "no executed notebook", "01.ipynb", "nbformat");
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});

Deno.test("a site is built anew: the same files give the same bytes, and only live/ stays", async () => {
  await withStudy(async (out) => {
    const { folder } = await buildSite(made, out);
    const bytes = (names: string[]) =>
      Promise.all(names.map((f) => Deno.readFile(join(folder, f))));
    const first = files(folder), before = await bytes(first);
    await Deno.writeTextFile(join(folder, "notebooks", "old.html"), "old");
    await buildSite(made, out);
    assertEquals(files(folder), first);
    assertEquals(await bytes(first), before);
    assert(!(await read(folder, "index.html")).includes("live/index.html"));
    await Deno.mkdir(join(folder, "live"));
    await Deno.writeTextFile(join(folder, "live", "index.html"), "live");
    await buildSite(made, out);
    assertEquals(await read(folder, "live", "index.html"), "live");
    assert((await read(folder, "index.html")).includes('href="live/index.html"'));
  });
});

Deno.test("every picture of a page is there without scrolling", async () => {
  const { folder } = await builtSite();
  for (const page of [["index.html"], ["notebooks", "01_stats.html"]]) {
    const text = await read(folder, ...page);
    assert(text.includes("<img") && !text.includes("lazy"), page.join("/"));
  }
  const style = await read(folder, "assets", "site.css");
  assert(!/\.figure[^{]*awaited[^{]*img[^{]*\{[^}]*visibility: *hidden/.test(style));
});

Deno.test("a map of many columns and a cloud of many names keep their width on a narrow screen", async () => {
  const folder = await Deno.makeTempDir();
  const names = (n: number) => Array.from({ length: n }, (_, i) => `name ${i}`);
  const isWide = async (data: object[], layout: object = {}) =>
    (await writeFigure({ "application/vnd.plotly.v1+json": { data, layout } }, {
      ...{ folder, path: "figures/1", title: "" },
    })).panels;
  const map = (n: number) => ({ type: "heatmap", x: names(n), z: [names(n).map(Number)] });
  assertEquals([await isWide([map(8)]), await isWide([map(9)])], [false, true]);
  const cloud = (n: number) => ({ type: "scatter", mode: "markers+text", text: names(n) });
  assertEquals([await isWide([cloud(12)]), await isWide([cloud(13)])], [false, true]);
  const notes = (n: number) => ({ annotations: names(n) });
  assertEquals(await isWide([{ type: "scatter" }], notes(13)), true);
  assertEquals(await isWide([map(6)], notes(36)), false); // a number in each cell
  assertEquals(await isWide([{ type: "heatmap", x: [1, 2], z: [[0, 1]] }]), false);
  assertEquals(await isWide([{ type: "scatter" }], { xaxis2: {} }), true);
  await Deno.remove(folder, { recursive: true });
});
