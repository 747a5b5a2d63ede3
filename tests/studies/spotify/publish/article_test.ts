import { cpSync } from "node:fs";
import { join } from "node:path";
import { openRuns } from "../../../../lib/experiments/runs/runs.ts";
import { assert, assertEquals, assertFails } from "../../../assert.ts";
import { smallRun } from "../../../experiments/small_run.ts";
import { source, withStudy, write, writeTex } from "./made_article.ts";
import { madeStudy } from "./made_study.ts";

Deno.test("the same records give the same bytes", async () => {
  await withStudy({ parts: ["01", "04"] }, async (out) => { // short: compiled at once
    const files = async () => {
      const { compiled } = await write(out);
      const figure = await Deno.readTextFile(join(out, "report", "figures", "tricks.tex"));
      return [await source(out), figure, compiled && await Deno.readFile(compiled.pdf)];
    };
    assertEquals(await files(), await files());
  });
});

Deno.test("parts without records are named and left out, and nothing is made up for them", async () => {
  await withStudy({ parts: ["02"] }, async (out) => {
    const { missing } = await writeTex(out);
    assertEquals(missing.length, 9);
    const text = await source(out);
    assert(text.includes("\\emph{Left out.} The study has left no complete record of"), text);
    assert(text.includes("no record of its first part"), text);
    for (const part of ["tab:questions", "fig:tricks", "tab:steps", "fig:tells", "NaN"]) {
      assert(!text.includes(part), part);
    }
    assert(text.includes("tab:baselines"));
  });
});

Deno.test("every set of parts makes an article without holes, in both languages", async () => {
  const parts = ["01", "02", "03", "04", "05", "06"], root = await Deno.makeTempDir();
  for (const part of parts) await madeStudy(join(root, part), { parts: [part] }); // each once
  const without = parts.map((left) => parts.filter((part) => part !== left));
  for (const some of [...without, ...parts.map((part) => [part])]) {
    const out = join(root, "of", some.join());
    for (const part of some) cpSync(join(root, part), out, { recursive: true });
    for (const language of ["en", "fr"] as const) {
      await writeTex(out, language);
      const text = await source(out);
      assert(!/NaN|undefined|\[object|\bnull\b/.test(text), `${some}: ${text}`);
      const [labels, refs] = [/\\label\{([^}]+)\}/g, /\\ref\{([^}]+)\}/g]
        .map((pattern) => new Set([...text.matchAll(pattern)].map(([, name]) => name)));
      assertEquals([...refs].filter((name) => !labels.has(name)), [], `${some}`);
    }
  }
  await Deno.remove(root, { recursive: true });
});

Deno.test("word counts in place of a sentence model are said plainly", async () => {
  for (const [name, said] of [["hashed n-grams", true], ["Xenova/all-MiniLM-L6-v2", false]]) {
    const encoder = { name: String(name), precision: said ? "counted" : "quantised" };
    await withStudy({ parts: ["01", "02", "05"], encoder }, async (out) => {
      await writeTex(out);
      const text = await source(out);
      assertEquals(text.includes("No sentence model was read"), said);
      assertEquals(/vectors are those of all-\{\}MiniLM/.test(text), !said, text);
    });
  }
});

Deno.test("no records, unreadable ones and those of another version are told, not guessed", async () => {
  const out = await Deno.makeTempDir();
  try {
    await assertFails(() => writeTex(out), "no records to write from", "deno task study");
    await Deno.mkdir(join(out, "runs"));
    await Deno.writeTextFile(join(out, "runs", "0123456789abcdef.json"), '{\n  "format": 1,\n');
    await assertFails(() => writeTex(out), "1 unusable files", "half-written");
    await madeStudy(out, { parts: ["01", "02"] });
    await Deno.writeTextFile(join(out, "runs", "1123456789abcdef.json"), '{"format": 99}');
    await Deno.writeTextFile(join(out, "NOM_model_card_base.json"), '{"format": 1, "judged": [');
    await Deno.writeTextFile(join(out, "NOM_model_card_full.json"), '{"format": 7}');
    await Deno.writeTextFile(join(out, "NOM_model_card_edm.json"), '{"format": 1, "judged": [3]}');
    const { evidence } = await writeTex(out);
    assertEquals(evidence.skipped.map(({ file, why }) => `${file} ${why}`), [
      "0123456789abcdef.json is not JSON (half-written?)",
      "1123456789abcdef.json has format 99, not 2",
      "NOM_model_card_base.json is not JSON (half-written?)",
      "NOM_model_card_full.json has format 7, not 1",
      "NOM_model_card_edm.json lacks fields of a model card",
    ]);
    assertEquals(evidence.cards, {});
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});

Deno.test("records of other data and other seeds stay out", async () => {
  await withStudy({ fingerprint: "aaaaaaaaaaaaaaaa" }, async (out) => {
    await madeStudy(out, { fingerprint: "bbbbbbbbbbbbbbbb", seed: 9, parts: ["01", "02"] });
    const { evidence } = await writeTex(out);
    assertEquals([evidence.fingerprint, evidence.seed], ["bbbbbbbbbbbbbbbb", 9]);
    assert(evidence.others >= 15, String(evidence.others));
    assert(evidence.runs.every(({ part }) => part === "01" || part === "02"));
    assert(evidence.runs.every(({ data }) => data.fingerprint === "bbbbbbbbbbbbbbbb"));
  });
});

Deno.test("records that name no study are no article", async () => {
  const out = await Deno.makeTempDir();
  try {
    await openRuns(join(out, "runs")).save(smallRun({}, { accuracy: .6 }));
    await assertFails(() => writeTex(out), "no record tells which study", "--fresh");
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});

Deno.test("what the author wrote is never lost", async () => {
  await withStudy({ parts: ["01", "02"] }, async (out) => {
    await writeTex(out);
    const own = join(out, "report", "author.tex");
    const empty = await Deno.readTextFile(own);
    const view = empty.replace("\\newcommand{\\AuthorView}{}", "\\newcommand{\\AuthorView}{Mine.}");
    assert(view !== empty);
    await Deno.writeTextFile(own, view);
    await Deno.writeTextFile(join(out, "report", "article.tex"), await source(out) + "% mine\n");
    const { setAside } = await writeTex(out, "fr");
    assertEquals(await Deno.readTextFile(own), view);
    assert((await Deno.readTextFile(setAside!)).endsWith("% mine\n"));
    assertEquals((await writeTex(out)).setAside, undefined);
  });
});
