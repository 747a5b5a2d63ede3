import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { writeSource } from "../../../../lib/publish/article/article.ts";
import { article } from "../../../../lib/studies/spotify/article/mod.ts";
import { study } from "./sample_once.ts";
import { assert, assertEquals, assertFails } from "../../../assert.ts";
import { madeStudy } from "./made_study.ts";

/** A copy of the study's texts that can be edited, and what is written from it. */
async function withCopy(
  use: (
    edit: (name: string, from: string, to: string) => Promise<void>,
    write: () => Promise<string>,
  ) => Promise<void>,
): Promise<void> {
  const out = await Deno.makeTempDir(), folder = new URL("texts/", pathToFileURL(`${out}/`));
  try {
    await madeStudy(out, { parts: ["01", "02"] });
    await Deno.mkdir(folder);
    for (const name of ["article.en.tex", "words.json", "references.bib"]) {
      await Deno.copyFile(new URL(name, article.folder), new URL(name, folder));
    }
    await use(async (name, from, to) => {
      const path = new URL(name, folder), text = await Deno.readTextFile(path);
      assert(text.includes(from), from);
      await Deno.writeTextFile(path, text.replaceAll(from, to));
    }, async () => {
      const options = { out, language: "en", author: {}, nom: "NOM", boxes: true } as const;
      await writeSource({ ...options, study: { ...study, article: { ...article, folder } } });
      return await Deno.readTextFile(join(out, "report", "article.tex"));
    });
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}

Deno.test("texts and words can be edited", async () => {
  await withCopy(async (edit, write) => {
    await edit("words.json", "the random forest", "my forest");
    await edit("article.en.tex", "\\section{Results}", "\\section{<%= baselines.folds %> folds}");
    await edit(
      "article.en.tex",
      "\\authorplace{\\AuthorView}",
      "\\authorplace{\\Mine}{More} \\authorplace{\\AuthorView}",
    );
    const made = await write();
    assert(made.includes("my forest") && made.includes("\\section{5 folds}"), made);
    assert(made.includes("\\providecommand{\\Mine}{}"), made); // a place of one's own
  });
});

Deno.test("a slip in a text is told with its line, and the article stays as it was", async () => {
  await withCopy(async (edit, write) => {
    const made = await write();
    await edit("article.en.tex", "baselines.folds %>-fold", "baselines.fold %>-fold");
    await assertFails(write, "article.en.tex, row", "there is no baselines.fold;", "%>-fold");
    await edit("article.en.tex", "baselines.fold %>-fold", "baselines.folds %>-fold");
    assertEquals(await write(), made);
  });
});
