/** The article of a study: TeX, bibliography and figures from the records, and a PDF where there is a TeX. */
import { createHash } from "node:crypto";
import { join } from "node:path";
import { writeAtomically } from "../../core/atomic.ts";
import { InputError } from "../../core/errors.ts";
import { openCourse } from "../../studies/spotify/open.ts";
import { compileArticle, type Compiled, findCompiler } from "./compile.ts";
import { type Author, authorFile, documentOf, heading, placesIn } from "./document.ts";
import { type Evidence, newest, readEvidence } from "./evidence.ts";
import { howToCompile } from "./how_to_compile.ts";
import type { Language } from "./language.ts";
import { type Say, sayIn, type Words } from "./say.ts";
import { fill } from "./template.ts";

/** The most pages that the assignment allows. */
export const MOST_PAGES = 8;

/** What a study's article is written from. */
export interface StudyArticle {
  /** The folder of article.fr.tex, article.en.tex, words.json and references.bib, which a person may edit. */
  readonly folder: URL;
  /** What the texts may say of a study's records. */
  content(evidence: Evidence): Promise<ArticleContent>;
}

/** What an article's texts are filled with. */
export interface ArticleContent {
  /** By the names that the templates' tags know. */
  readonly facts: Readonly<Record<string, unknown>>;
  /** Parts of the study that the records do not tell of, by their keys in `missing` of words.json. */
  readonly missing: readonly string[];
  /** The figures that the texts show, as TeX by file name. */
  figures(say: Say): Record<string, string>;
}

/** How an article is asked for. */
export interface ArticleOptions {
  /** The study's own. */
  readonly article: StudyArticle;
  /** The study's out folder; the article goes to `report/` in it. */
  readonly out: string;
  /** The folder of the study's data, where it is to be made sure that the records are of that. */
  readonly data?: string;
  readonly language: Language;
  readonly author: Author;
  /** The name in NOM_model_card_base.json. */
  readonly nom: string;
  /** Show the places where the author's own view is wanted. */
  readonly boxes: boolean;
}

/** What came of it. */
export interface Article {
  readonly folder: string;
  readonly evidence: Evidence;
  /** Parts of the study that the records do not tell of, in English. */
  readonly missing: readonly string[];
  /** What of an earlier article was edited by hand and is kept under another name. */
  readonly setAside?: string;
  /** Undefined where it was not compiled. */
  readonly compiled?: Compiled;
}

/** Writes the article into `out/report/` and compiles it to article.pdf where there is latexmk or tectonic.
 *
 * @throws {InputError} when there are no records, TeX finds a fault, or the article is longer than allowed (its files
 * are there then)
 */
export async function writeArticle(options: ArticleOptions): Promise<Article> {
  const article = await writeSource(options), { folder, evidence } = article;
  const compiler = await findCompiler();
  if (!compiler) return article;
  const date = Math.floor(Date.parse(newest(evidence.runs)!.created) / 1000) || 0;
  const compiled = await compileArticle(folder, compiler, { date });
  if (compiled.pages > MOST_PAGES) {
    throw new InputError("the article is too long", {
      file: compiled.pdf,
      found: `${compiled.pages} pages`,
      expected: `at most ${MOST_PAGES}; shorten your own texts in author.tex`,
    });
  }
  return { ...article, compiled };
}

/** Writes article.tex, references.bib, figures/, author.tex (once) and README.md into `out/report/`.
 *
 * @throws {InputError} when there are no records
 */
export async function writeSource(options: ArticleOptions): Promise<Article> {
  const { article, out, data, language, nom } = options, folder = join(out, "report");
  const evidence = await readEvidence(out, nom, data);
  if (data !== undefined) await checkData(evidence, data);
  const content = await article.content(evidence), words = await readWords(article);
  const say = sayIn(language, words), body = await bodyOf(article, content, say, options.author);
  const setAside = await keepEdits(folder);
  const source = `${provenanceLine(evidence)}\n${documentOf(body, options)}`;
  await writeAtomically(join(folder, "article.tex"), signed(source, language));
  const references = await Deno.readTextFile(new URL("references.bib", article.folder));
  await writeAtomically(join(folder, "references.bib"), references);
  await writeFigures(join(folder, "figures"), content.figures(say));
  const own = join(folder, "author.tex");
  if (!(await exists(own))) await writeAtomically(own, authorFile(placesIn(body), language));
  await writeAtomically(join(folder, "README.md"), howToCompile());
  // an earlier PDF must not pass for this article's
  await Deno.remove(join(folder, "article.pdf")).catch(() => undefined);
  const english = sayIn("en", words);
  const missing = content.missing.map((part) => english.name("missing", part));
  return { folder, evidence, missing, setAside };
}

/** The study's words. */
export async function readWords({ folder }: StudyArticle): Promise<Words> {
  const { about: _, ...words } = JSON.parse(await Deno.readTextFile(new URL("words.json", folder)));
  return words;
}

/** The article from its title to its acknowledgements: the study's template of that language, filled. */
export async function bodyOf(
  { folder }: StudyArticle,
  { facts }: ArticleContent,
  say: Say,
  author: Author,
): Promise<string> {
  const file = `article.${say.language}.tex`, path = new URL(file, folder);
  const data = { ...facts, ...say, heading: heading(author, say.language) };
  return fill(await Deno.readTextFile(path), data, file);
}

/** @throws {InputError} when the records are of other data than the folder's */
async function checkData({ folder, fingerprint }: Evidence, data: string): Promise<void> {
  const course = await openCourse({ data });
  if (course.fingerprint === fingerprint) return;
  throw new InputError("the records are of other data than --data names", {
    file: folder,
    found: `data ${fingerprint}`,
    expected: `data ${course.fingerprint}, that of ${course.dir}`,
  });
}

/** Which records an article is of: a comment in its source, which `deno task hand-in` reads again. */
export const provenanceLine = ({ fingerprint, seed, runs }: Evidence): string =>
  `% of the data ${fingerprint}, seed ${seed}, ${runs.length} records until ${
    newest(runs)!.created
  }`;

const exists = (path: string): Promise<boolean> => Deno.stat(path).then(() => true, () => false);

/** All figures, and none of an earlier article. */
async function writeFigures(folder: string, files: Record<string, string>): Promise<void> {
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
