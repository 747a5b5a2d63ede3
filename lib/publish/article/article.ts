/** The article of a study: TeX, bibliography and figures from the records, and a PDF where there is a TeX. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { writeAtomically } from "../../core/atomic.ts";
import { InputError } from "../../core/errors.ts";
import { BUILD, compileArticle, type Compiled, findCompiler } from "./compile.ts";
import { type ArticleContent, compose, type StudyArticle, type TextOptions } from "./compose.ts";
import { authorFile } from "./document.ts";
import { type Evidence, newest, readEvidence } from "./evidence.ts";
import { howToCompile } from "./how_to_compile.ts";
import type { Language } from "./language.ts";
import type { Study } from "../study.ts";

/** The most pages that the assignment allows. */
export const MOST_PAGES = 8;

/** How an article is asked for. */
export interface ArticleOptions extends TextOptions {
  /** Whose article it is. */
  readonly study: Study;
  /** The study's out folder; the article goes to `report/` in it. */
  readonly out: string;
  /** The folder of the study's data, where it is to be made sure that the records are of that. */
  readonly data?: string;
  /** The name in NOM_model_card_base.json. */
  readonly nom: string;
}

/** What came of it. */
export interface Article {
  readonly folder: string;
  readonly evidence: Evidence;
  /** Parts of the study that the records do not tell of, in English. */
  readonly missing: readonly string[];
  /** What of an earlier article was edited by hand and is kept under another name. */
  readonly setAside?: string;
  /** Figures for which there is no room. */
  readonly leftOut: readonly string[];
  /** Undefined where it was not compiled. */
  readonly compiled?: Compiled;
}

/** Writes the article into `out/report/` and compiles it to article.pdf where there is latexmk or tectonic; figures that
 * it can do without are left out where it is too long.
 *
 * @throws {InputError} when there are no records, TeX finds a fault, or the article is longer than allowed (its files
 * are there then)
 */
export async function writeArticle(options: ArticleOptions): Promise<Article> {
  const compiler = await findCompiler();
  if (!compiler) return await writeSource(options);
  const material = await readMaterial(options), { evidence, spare } = material;
  const date = Math.floor(Date.parse(newest(evidence.runs)!.created) / 1000) || 0;
  let setAside: string | undefined;
  for (let left = 0;; left++) {
    const article = await writeFiles(material, options, spare.slice(0, left));
    setAside ??= article.setAside;
    const compiled = await compileArticle(article.folder, compiler, { date, again: left > 0 });
    const fits = compiled.pages <= MOST_PAGES;
    if (!fits && left < spare.length) continue;
    await Deno.remove(join(article.folder, BUILD), { recursive: true });
    if (fits) return { ...article, setAside, compiled };
    throw new InputError("the article is too long", {
      file: compiled.pdf,
      found: `${compiled.pages} pages`,
      expected: `at most ${MOST_PAGES}; shorten your own texts in author.tex`,
    });
  }
}

/** Writes article.tex, references.bib, figures/, author.tex (once) and README.md into `out/report/`.
 *
 * @throws {InputError} when there are no records, or the template names what is not there
 */
export async function writeSource(options: ArticleOptions): Promise<Article> {
  const material = await readMaterial(options), { content, spare } = material;
  return await writeFiles(material, options, content.long ? spare : []);
}

/** What an article is written from. */
interface Material {
  readonly article: StudyArticle;
  readonly evidence: Evidence;
  readonly content: ArticleContent;
  /** The figures that there are, and that may be left out. */
  readonly spare: readonly string[];
}

async function readMaterial({ study, out, nom, data }: ArticleOptions): Promise<Material> {
  const { article } = study;
  if (!article) throw new InputError("this study has no article", { found: study.id });
  const evidence = await readEvidence(study, { out, nom, data });
  if (data !== undefined) await checkData(study, evidence, data);
  const content = await article.content(evidence);
  return {
    article,
    evidence,
    content,
    spare: content.optional.filter((name) => content.figures[name]),
  };
}

async function writeFiles(
  { article, evidence, content }: Material,
  options: ArticleOptions,
  leftOut: readonly string[],
): Promise<Article> {
  const { out, language } = options, folder = join(out, "report");
  const { text, places, figures, missing } = await compose(article, content, options, leftOut);
  const setAside = await keepEdits(folder);
  const source = `${provenanceLine(evidence)}\n${text}`;
  await writeAtomically(join(folder, "article.tex"), signed(source, language));
  const references = await Deno.readTextFile(new URL("references.bib", article.folder));
  await writeAtomically(join(folder, "references.bib"), references);
  await writeFigures(join(folder, "figures"), figures);
  const own = join(folder, "author.tex");
  if (!(await exists(own))) await writeAtomically(own, authorFile(places, language));
  await writeAtomically(join(folder, "README.md"), howToCompile());
  // an earlier PDF must not pass for this article's
  await Deno.remove(join(folder, "article.pdf")).catch(() => undefined);
  return { folder, evidence, missing, setAside, leftOut };
}

/** @throws {InputError} when the records are of other data than the folder's */
async function checkData(
  study: Study,
  { folder, fingerprint }: Evidence,
  data: string,
): Promise<void> {
  const opened = await study.open({ data });
  if (opened.fingerprint === fingerprint) return;
  throw new InputError("the records are of other data than --data names", {
    file: folder,
    found: `data ${fingerprint}`,
    expected: `data ${opened.fingerprint}, that of ${opened.dir}`,
  });
}

/** Which records an article is of: a comment in its source, which `deno task hand-in` reads again. */
export const provenanceLine = ({ fingerprint, seed, runs }: Evidence): string =>
  `% of the data ${fingerprint}, seed ${seed}, ${runs.length} records until ${
    newest(runs)!.created
  }`;

const exists = (path: string): Promise<boolean> => Deno.stat(path).then(() => true, () => false);

/** All figures, and none of an earlier article. */
async function writeFigures(
  folder: string,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  await Deno.remove(folder, { recursive: true }).catch(() => undefined);
  for (const [name, source] of Object.entries(files)) {
    await writeAtomically(join(folder, name), source);
  }
}

const SIGNATURE = /^% made by deno task report ([0-9a-f]{16})[^\n]*\n/;
const hashOf = (text: string) => createHash("sha256").update(text).digest("hex").slice(0, 16);

/** The source under a line that tells whether it was changed since. */
function signed(source: string, language: Language): string {
  const told = language === "fr"
    ? "écrivez dans author.tex, ce fichier est refait"
    : "write into author.tex, this file is made anew";
  return `% made by deno task report ${hashOf(source)}: ${told}\n${source}`;
}

/** Puts an article that was edited by hand under another name, so that nothing a person wrote is lost.
 * @returns that name, where there was one */
async function keepEdits(folder: string): Promise<string | undefined> {
  const path = join(folder, "article.tex");
  const text = await Deno.readTextFile(path).catch(() => undefined);
  if (text === undefined) return undefined;
  const signature = SIGNATURE.exec(text);
  if (signature && hashOf(text.slice(signature[0].length)) === signature[1]) return undefined;
  for (let n = 1;; n++) {
    const aside = join(folder, `article-edited-${n}.tex`);
    if (await exists(aside)) continue;
    await Deno.rename(path, aside);
    return aside;
  }
}
