/** The study's article: its texts (article.fr.tex, article.en.tex), its words (words.json) and its references, which a
 * person may edit; what they may say of the records (facts.ts) and its figures (figures.ts). */
import type { StudyArticle } from "../../../publish/article/compose.ts";
import { missingParts, readFacts } from "./facts.ts";
import { figuresOf, OPTIONAL } from "./figures.ts";

/** The article of the study of tags. */
export const article: StudyArticle = {
  folder: new URL("./", import.meta.url),
  content(evidence) {
    const facts = readFacts(evidence);
    return { facts, missing: missingParts(facts), figures: figuresOf(facts), optional: OPTIONAL };
  },
};
