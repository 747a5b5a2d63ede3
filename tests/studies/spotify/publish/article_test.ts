import { join } from "node:path";
import { writeArticle, writeSource } from "../../../../lib/publish/article/article.ts";
import { compileArticle, pdfPages } from "../../../../lib/publish/article/compile.ts";
import type { Language } from "../../../../lib/publish/article/language.ts";
import { escapeTex } from "../../../../lib/publish/article/tex.ts";
import { study } from "../../../../lib/studies/spotify/study.ts";
import { openRuns } from "../../../../lib/experiments/runs/runs.ts";
import { assert, assertEquals, assertFails } from "../../../assert.ts";
import { latex, longTests } from "../../../needs.ts";
import { smallRun } from "../../../experiments/small_run.ts";
import { pdfOf } from "../../../publish/pdf.ts";
import { type MadeOptions, madeStudy } from "./made_study.ts";

const NAME = "L'Éclair & Fils_%", PLACE = "<script>alert(1)</script> $x_1$ \\input{/etc/passwd} 🎉";

/** An out folder of a made-up study, for as long as `use` takes. */
async function withStudy<T>(options: MadeOptions, use: (out: string) => Promise<T>): Promise<T> {
  const out = await Deno.makeTempDir({ prefix: "article-test-" });
  try {
    await madeStudy(out, options);
    return await use(out);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}

const write = (out: string, language: Language = "en", options = {}) => {
  const author = { name: NAME, affiliation: PLACE };
  return writeArticle({ study, out, language, author, nom: "NOM", boxes: true, ...options });
};

/** The same without compiling it. */
const writeTex = (out: string, language: Language = "en") =>
  writeSource({ study, out, language, author: { name: NAME }, nom: "NOM", boxes: true });

const source = (out: string) => Deno.readTextFile(join(out, "report", "article.tex"));

/** The text of a PDF, without spaces and hyphens, which line breaks change. */
async function textOf(pdf: string): Promise<string> {
  const { extractText, getDocumentProxy } = await import("unpdf");
  const document = await getDocumentProxy(await Deno.readFile(pdf));
  const { text } = await extractText(document, { mergePages: true });
  await document.loadingTask.destroy();
  return text.normalize("NFKC").replace(/[\s-]/g, "");
}

for (const language of ["en", "fr"] as const) {
  Deno.test({
    name:
      `the article in ${language} compiles to at most 8 pages, odd names and all, and nothing overflows`,
    ignore: !latex,
    async fn() {
      await withStudy({ odd: `${NAME} 🎉 <b>` }, async (out) => {
        const { compiled, leftOut } = await write(out, language);
        const optional = ["tells", "confusion", "sources"], drawn = join(out, "report", "figures");
        assertEquals(leftOut, optional.slice(0, leftOut.length)); // no more than has to go
        assertEquals(
          [...Deno.readDirSync(drawn)].map(({ name }) => name).sort(),
          [
            ...["curves", "tricks", ...optional.slice(leftOut.length)].map((name) => `${name}.tex`),
          ].sort(),
        );
        assert(compiled!.pages >= 5 && compiled!.pages <= 8, `${compiled!.pages} pages`);
        const wide = compiled!.overfull.map((line) => Number(/\(([\d.]+)pt/.exec(line)?.[1]));
        assert(wide.every((points) => points < 6), compiled!.overfull.join("\n"));
        const text = await textOf(compiled!.pdf);
        for (const part of [NAME, "<script>alert(1)</script>", "\\input{/etc/passwd}"]) {
          const found = part.replace(/[\s-]/g, "").replace("'", "’");
          assert(text.includes(found), `${part} is not in ${text.slice(0, 500)}`);
        }
        assert(!/\?\?|undefined|NaN|\[object/.test(text), text.match(/.{30}(\?\?|NaN).{9}/)?.[0]);
        assertEquals([...Deno.readDirSync(join(out, "report"))].map(({ name }) => name).sort(), [
          ...["README.md", "article.pdf", "article.tex", "author.tex", "figures"],
          "references.bib",
        ]);
      });
    },
  });
}

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
  const parts = ["01", "02", "03", "04", "05", "06"];
  const without = parts.map((left) => parts.filter((part) => part !== left));
  for (const some of [...without, ...parts.map((part) => [part])]) {
    await withStudy({ parts: some }, async (out) => {
      for (const language of ["en", "fr"] as const) {
        await writeTex(out, language);
        const text = await source(out);
        assert(!/NaN|undefined|\[object|\bnull\b/.test(text), `${some}: ${text}`);
        const [labels, refs] = [/\\label\{([^}]+)\}/g, /\\ref\{([^}]+)\}/g]
          .map((pattern) => new Set([...text.matchAll(pattern)].map(([, name]) => name)));
        assertEquals([...refs].filter((name) => !labels.has(name)), [], `${some}`);
      }
    });
  }
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

Deno.test({
  name: "the author's text takes the box's place, and boxes can be switched off",
  ignore: !latex || !longTests,
  async fn() {
    await withStudy({ parts: ["01", "02"] }, async (out) => {
      const boxed = await textOf((await write(out)).compiled!.pdf);
      assert(boxed.includes("Fortheauthor:whatsurprised"), boxed);
      const own = join(out, "report", "author.tex");
      const text = await Deno.readTextFile(own);
      await Deno.writeTextFile(own, text.replace("AuthorView}{}", "AuthorView}{I wondered.}"));
      const final = await textOf((await write(out, "en", { boxes: false })).compiled!.pdf);
      assert(final.includes("Iwondered.") && !final.includes("Fortheauthor"), final);
    });
  },
});

Deno.test({
  name: "an article of more than 8 pages is an error, and its files are there",
  ignore: !latex,
  async fn() {
    await withStudy({ parts: ["01", "02"] }, async (out) => {
      await writeTex(out);
      const own = join(out, "report", "author.tex");
      const long = "A long view. ".repeat(3000);
      const text = await Deno.readTextFile(own);
      await Deno.writeTextFile(own, text.replace("AuthorView}{}", `AuthorView}{${long}}`));
      await assertFails(() => write(out), "too long", "pages", "at most 8", "author.tex");
      assert(await pdfPages(join(out, "report", "article.pdf")) > 8);
    });
  },
});

Deno.test({
  name:
    "a fault in the author's TeX is told with TeX's words and the line, and no old PDF stands for it",
  ignore: !latex,
  async fn() {
    await withStudy({ parts: ["01", "02"] }, async (out) => {
      await writeTex(out);
      const own = join(out, "report", "author.tex"), pdf = join(out, "report", "article.pdf");
      await Deno.writeTextFile(pdf, pdfOf(3));
      assertEquals(await pdfPages(pdf), 3);
      const text = await Deno.readTextFile(own);
      await Deno.writeTextFile(own, text.replace("AuthorView}{}", "AuthorView}{\\nosuch}"));
      await assertFails(() => write(out), "does not compile", "Undefined control sequence");
      await assertFails(() => pdfPages(pdf), "PDF");
    });
  },
});

Deno.test({
  name: "without Springer's class the article compiles all the same, and says so",
  ignore: !latex || !longTests,
  async fn() {
    await withStudy({ parts: ["01", "02"] }, async (out) => {
      await writeTex(out, "fr");
      const path = join(out, "report", "article.tex");
      await Deno.writeTextFile(path, (await source(out)).replaceAll("llncs.cls", "absent.cls"));
      const { pdf } = await compileArticle(join(out, "report"), "latexmk");
      const text = await textOf(pdf);
      assert(text.includes("sanslaclassellncs"), text);
    });
  },
});

Deno.test({
  name: "every character that is let through can be typeset",
  ignore: !latex || !longTests,
  async fn() {
    await withStudy({ parts: ["02"] }, async (out) => {
      const all = Array.from({ length: 0x2200 }, (_, i) => String.fromCodePoint(i + 32));
      const let_ = all.filter((text) => !escapeTex(text).includes("noglyph"));
      assert(let_.length > 400, String(let_.length));
      const author = { name: NAME, affiliation: let_.join(" ") };
      await writeArticle({ study, out, language: "fr", author, nom: "NOM", boxes: false });
    });
  },
});
