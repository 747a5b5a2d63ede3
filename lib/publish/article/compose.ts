/** The text of an article, from a study's template and the facts that it is filled with. */
import { type Author, documentOf, heading, type Place, placesIn } from "./document.ts";
import type { Evidence } from "./evidence.ts";
import type { Language } from "./language.ts";
import { type Say, sayIn, type Words } from "./say.ts";
import { fill } from "./template.ts";

/** What a study's article is written from. */
export interface StudyArticle {
  /** The folder of article.fr.tex, article.en.tex, words.json and references.bib, which a person may edit. */
  readonly folder: URL;
  /** What the texts may say of a study's records. */
  content(evidence: Evidence): ArticleContent | Promise<ArticleContent>;
}

/** A figure, as TeX. */
export type Figure = (say: Say) => string;

/** What an article's texts are filled with. */
export interface ArticleContent {
  /** By the names that the templates' tags know. */
  readonly facts: object;
  /** Parts of the study that the records do not tell of, by their keys in `missing` of words.json; the templates' tags
   * know them as `missing`. */
  readonly missing: readonly string[];
  /** By name, undefined where there are no facts for it; `shows` tells the templates which to include. */
  readonly figures: Readonly<Record<string, Figure | undefined>>;
  /** Figures that may be left out where there is no room, the first first. */
  readonly optional: readonly string[];
  /** Whether there is no room for these, as far as can be told without setting the article; there is, where nothing is said. */
  readonly long?: boolean;
}

/** How a text is asked for. */
export interface TextOptions {
  readonly language: Language;
  readonly author: Author;
  /** Show the places where the author's own view is wanted. */
  readonly boxes: boolean;
}

/** An article that is written, but not yet to files. */
export interface Composed {
  /** The whole document. */
  readonly text: string;
  /** Where it asks for the author's own view. */
  readonly places: readonly Place[];
  /** By file name. */
  readonly figures: Readonly<Record<string, string>>;
  /** Parts that it leaves out, in English. */
  readonly missing: readonly string[];
}

/** Fills the template of the language.
 *
 * @param without figures that are left out
 * @throws {InputError} when the template names what is not there
 */
export async function compose(
  { folder }: StudyArticle,
  content: ArticleContent,
  { language, author, boxes }: TextOptions,
  without: readonly string[] = [],
): Promise<Composed> {
  const file = `article.${language}.tex`,
    read = (name: string) => Deno.readTextFile(new URL(name, folder));
  const { about: _, ...words } = JSON.parse(await read("words.json")) as Words & { about: unknown };
  const say = sayIn(language, words), english = sayIn("en", words);
  const figures = Object.entries(content.figures).map(([name, figure]) =>
    [name, without.includes(name) ? undefined : figure] as const
  );
  const shows = Object.fromEntries(figures.map(([name, figure]) => [name, figure !== undefined]));
  const { facts, missing } = content;
  const data = { ...facts, missing, ...say, shows, heading: heading(author, language) };
  const body = fill(await read(file), data, file);
  return {
    text: documentOf(body, { language, boxes }),
    places: placesIn(body),
    figures: Object.fromEntries(
      figures.flatMap(([name, figure]) => figure ? [[`${name}.tex`, figure(say)]] : []),
    ),
    missing: missing.map((part) => english.name("missing", part)),
  };
}
