/** The study's article: its texts (article.fr.tex, article.en.tex), its words (words.json) and its references, which a
 * person may edit; what they may say of the records (facts.ts) and its figures (figures.ts). */
import type { ArticleContent, StudyArticle } from "../../../publish/article/compose.ts";
import { type Facts, missingParts, readFacts } from "./facts.ts";
import { figuresOf, OPTIONAL } from "./figures.ts";

/** The article of the study of genres. */
export const article: StudyArticle = {
  folder: new URL("./", import.meta.url),
  content: async (evidence) => contentOf(await readFacts(evidence)),
};

/** What the templates are filled with, from the facts. */
export function contentOf(facts: Facts): ArticleContent {
  const { text, transfer } = facts;
  return {
    facts,
    missing: missingParts(facts),
    figures: figuresOf(facts),
    optional: OPTIONAL,
    long: text !== undefined && transfer !== undefined,
  };
}
