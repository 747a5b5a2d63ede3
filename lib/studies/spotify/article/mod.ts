/** The study's article: its texts (article.fr.tex, article.en.tex), its words (words.json) and its references, which a
 * person may edit; what they may say of the records (facts.ts) and its figures (figures.ts). */
import type { ArticleContent, StudyArticle } from "../../../publish/article/article.ts";
import { type Facts, missingParts, readFacts } from "./facts.ts";
import { figuresOf, whichFigures } from "./figures.ts";

/** The article of the study of genres. */
export const article: StudyArticle = {
  folder: new URL("./", import.meta.url),
  content: async (evidence) => contentOf(await readFacts(evidence)),
};

/** What the templates are filled with, from the facts. */
export function contentOf(facts: Facts): ArticleContent {
  const missing = missingParts(facts), shows = whichFigures(facts);
  return {
    missing,
    facts: { ...facts, missing, shows },
    figures: (say) => figuresOf(facts, say),
  };
}
