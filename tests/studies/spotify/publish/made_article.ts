/** The article of a made-up study, for tests of its texts and of its PDF. */
import { join } from "node:path";
import { writeArticle, writeSource } from "../../../../lib/publish/article/article.ts";
import type { Language } from "../../../../lib/publish/article/language.ts";
import { type MadeOptions, madeStudy } from "./made_study.ts";
import { study } from "./sample_once.ts";

/** An author whom TeX does not like. */
export const NAME = "L'Éclair & Fils_%";
const PLACE = "<script>alert(1)</script> $x_1$ \\input{/etc/passwd} 🎉";

/** An out folder of a made-up study, for as long as `use` takes. */
export async function withStudy<T>(
  options: MadeOptions,
  use: (out: string) => Promise<T>,
): Promise<T> {
  const out = await Deno.makeTempDir({ prefix: "article-test-" });
  try {
    await madeStudy(out, options);
    return await use(out);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}

/** Writes the article, and compiles it where there is TeX. */
export const write = (out: string, language: Language = "en", options = {}) => {
  const author = { name: NAME, affiliation: PLACE };
  return writeArticle({ study, out, language, author, nom: "NOM", boxes: true, ...options });
};

/** The same without compiling it. */
export const writeTex = (out: string, language: Language = "en") =>
  writeSource({ study, out, language, author: { name: NAME }, nom: "NOM", boxes: true });

/** Its TeX. */
export const source = (out: string) => Deno.readTextFile(join(out, "report", "article.tex"));
