/** Texts from data files stay texts in outputs, on the site and on the live page. */
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { fileNamePart } from "../../lib/data/prediction.ts";
import { buildSite } from "../../lib/publish/site/build.ts";
import { markdownPage } from "../../lib/publish/site/markdown.ts";
import { inPage, show } from "../../lib/publish/site/outputs.ts";
import { frame } from "../../lib/show/frames.ts";
import { jupyterSink } from "../../lib/show/sinks.ts";
import { table } from "../../lib/show/tables.ts";
import { openRuns } from "../../lib/experiments/runs/runs.ts";
import { assert, assertEquals } from "../assert.ts";
import { assertInert, HOSTILE, parse, spaces } from "./hostile_texts.ts";
import { bundleOf, FINGERPRINT, made, run, withStudy } from "./study_output.ts";

const texts = (elements: Iterable<Element>) => Array.from(elements, (e) => e.textContent ?? "");

Deno.test("tables, frames and progress show every text as it is and make nothing else of it", async () => {
  const rows = HOSTILE.map((title) => ({ title, n: 1 }));
  const shown = table(rows, undefined, { title: HOSTILE[0], highlightBest: { n: "max" } }).toHtml();
  const drawn = (await bundleOf(await frame({ [HOSTILE[1]]: HOSTILE.slice(0, 20) })))["text/html"];
  const document = parse(shown), framed = parse(String(drawn));
  for (const page of [document, framed]) assertInert(page);
  assertEquals(texts(document.querySelectorAll("tbody td:first-child")), [...HOSTILE]);
  assertEquals(document.querySelector("caption")!.textContent, HOSTILE[0]);
  assertEquals(texts(framed.querySelectorAll("tbody td")), HOSTILE.slice(0, 20));
  assertEquals(framed.querySelector("thead th")!.textContent, HOSTILE[1]);
  for (const title of HOSTILE) {
    const sent: string[] = [];
    const sink = jupyterSink((_, { data }) => {
      sent.push((data as Record<string, string>)["text/html"]);
      return Promise.resolve();
    });
    await sink.draw({ title, note: title, done: 1, total: 2, seconds: 1, ended: true });
    const bar = parse(sent[0]);
    assertInert(bar);
    assert(bar.body.textContent!.includes(title), title);
    assertEquals(Array.from(bar.body.children, ({ tagName }) => tagName), ["PROGRESS"]);
  }
});

Deno.test("a notebook's outputs come to the site's pages as text, through tables, streams and errors", async () => {
  const folder = await Deno.makeTempDir(), place = { folder, slug: "x", next: 1, rich: 0 };
  for (const text of HOSTILE) {
    const data = await bundleOf(table([{ [text]: text }], undefined, { title: text }));
    const error = { output_type: "error", ename: text, evalue: text, traceback: [text] };
    const stream = { output_type: "stream", name: "stdout", text };
    const outputs = [{ output_type: "display_data", data, metadata: {} }, stream, error];
    const [cells, line, stop] = await Promise.all(outputs.map(async (output) => {
      const made = await show(output as Parameters<typeof show>[0], place, markdownPage());
      const page = parse(String(await inPage(made, { root: "" })));
      assertInert(page);
      return page;
    }));
    // jsdom's innerHTML and a browser's parser both take a control character for itself
    assertEquals(texts(cells.querySelectorAll("th, td")), [text, text]);
    assertEquals(cells.querySelector("caption")!.textContent, text);
    assertEquals(cells.querySelector("[role=region]")!.getAttribute("aria-label"), text);
    const plain = stripVTControlCharacters(text).trimEnd();
    assertEquals(line.querySelector("pre")!.textContent, plain);
    assert(stop.querySelector("p")!.textContent!.includes(plain), text);
  }
  await Deno.remove(folder, { recursive: true });
});

Deno.test("the site shows records, cards and files of odd names without obeying them", () =>
  withStudy(async (out) => {
    const store = openRuns(join(out, "runs"), { fingerprint: FINGERPRINT, seed: 1 }),
      names = HOSTILE.filter((name) => name.trim() === name);
    const judged = { accuracy: .3, accuracyLow: .2, accuracyHigh: .4, logLoss: 1 };
    for (const name of names) {
      await store.save(
        run("02", name, { folds: 5 }, judged, { settings: { name } }),
      );
    }
    for (const name of HOSTILE) {
      const path = join(out, `${fileNamePart(name)}_prediction_base.csv`);
      await Deno.writeTextFile(path, "track_name\tplaylist_genre\nA\tpop\n");
    }
    await buildSite(made, out);
    const folder = join(out, "site"), html = await Deno.readTextFile(join(folder, "index.html"));
    const page = parse(html);
    const own = [...page.querySelectorAll("script")];
    assertInert(page, { scripts: own.length });
    assert(
      own.every(({ textContent }) => !/alert|evil/.test(textContent)),
      "a name became a script",
    );
    const lines = texts(page.querySelectorAll("#leaderboard ~ * th, #leaderboard ~ * td")).map(
      spaces,
    );
    for (const name of names) assert(lines.includes(spaces(name)), `${name} among ${lines}`);
    for (const link of page.querySelectorAll<HTMLAnchorElement>("ul.files a")) {
      const path = decodeURIComponent(link.getAttribute("href")!);
      assertEquals(path, `downloads/${link.textContent}`);
      assert(Deno.statSync(join(folder, path)).isFile, path);
    }
    assert(page.querySelectorAll("ul.files a").length >= new Set(HOSTILE.map(fileNamePart)).size);
  }));
