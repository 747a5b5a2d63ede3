import { join } from "node:path";
import { writeArticle } from "../../../../lib/publish/article/article.ts";
import { compileArticle, pdfPages } from "../../../../lib/publish/article/compile.ts";
import { escapeTex } from "../../../../lib/publish/article/tex.ts";
import { study } from "../../../../lib/studies/spotify/study.ts";
import { assert, assertEquals, assertFails } from "../../../assert.ts";
import { latex, longTests } from "../../../needs.ts";
import { pdfOf } from "../../../publish/pdf.ts";
import { NAME, source, withStudy, write, writeTex } from "./made_article.ts";

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

Deno.test({
  name: "the author's text takes the box's place, and boxes can be switched off",
  ignore: !latex || !longTests,
  async fn() {
    await withStudy({ parts: ["01", "02"] }, async (out) => {
      const boxed = await textOf((await write(out)).compiled!.pdf);
      assert(boxed.includes("Fortheauthor:whatsurprised"), boxed);
      assert(boxed.includes("UseofAItools."), boxed);
      const own = join(out, "report", "author.tex");
      const text = await Deno.readTextFile(own);
      await Deno.writeTextFile(own, text.replace("AuthorView}{}", "AuthorView}{I wondered.}"));
      const final = await textOf((await write(out, "en", { boxes: false })).compiled!.pdf);
      assert(final.includes("Iwondered.") && !final.includes("Fortheauthor"), final);
      assert(!final.includes("UseofAItools."), "a heading of nothing");
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
      const long = "A long view. ".repeat(1800);
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
