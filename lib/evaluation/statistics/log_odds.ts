/** Words that mark a class: weighted log-odds with a Dirichlet prior. */
import { InputError } from "../../core/errors.ts";
import { plain, wordNgrams } from "../../features/tokens.ts";

/** How strongly a word marks a class. */
interface MarkingWord {
  /** The class that the word marks. */
  readonly class: string;
  /** In lower case. */
  readonly word: string;
  /** Difference of the logarithms of the odds of the word in the class and in all others. */
  readonly logOdds: number;
  /** The same in standard errors: what words are ranked by. */
  readonly z: number;
  /** How many different texts of the class hold the word. */
  readonly inside: number;
  /** How many different texts of the others do. */
  readonly outside: number;
}

/** Settings of {@linkcode logOddsWords}. */
export interface MarkingWordsSettings {
  /** How many words of each class come back. */
  readonly limit?: number;
  /** Words that the prior is worth: α₀. More of them want more evidence. */
  readonly prior?: number;
  /** Words in fewer different texts are left out. */
  readonly minTexts?: number;
}

/** The words that most mark each class, those with the largest z first.
 *
 * With y_w of n words in the class, y'_w of n' in the others, and a prior of α₀ words in which w has its share of all
 * texts, α_w: δ_w = ln((y_w + α_w) / (n + α₀ − y_w − α_w)) − ln((y'_w + α_w) / (n' + α₀ − y'_w − α_w)), with the variance
 * 1 / (y_w + α_w) + 1 / (y'_w + α_w), and z = δ / its root. The prior pulls rare words to 0, so that neither a word of
 * one text nor one that stands everywhere comes out on top.
 *
 * Each different text of a class counts once: an album of twenty tracks is one name. So does a word within a text.
 *
 * @param texts one per row, such as titles; words are two or more letters or digits, in lower case
 * @param classes of the same rows
 * @throws {InputError} when there is not one class per text, or fewer than two classes
 * @see Monroe, B. L., Colaresi, M. P. & Quinn, K. M. (2008). Fightin' words. Political Analysis 16.
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const texts = ["my love", "la vida", "love me", "la luna", "love", "loca"];
 * const classes = ["pop", "latin", "pop", "latin", "pop", "latin"];
 * const found = logOddsWords(texts, classes, { limit: 1, minTexts: 2 });
 * assertEquals(found.map((each) => `${each.class}: ${each.word}`), ["latin: la", "pop: love"]);
 * ```
 */
export function logOddsWords(
  texts: readonly string[],
  classes: readonly string[],
  { limit = 12, prior = 500, minTexts = 5 }: MarkingWordsSettings = {},
): MarkingWord[] {
  const names = [...new Set(classes)].sort();
  if (classes.length !== texts.length || names.length < 2) {
    throw new InputError("words can mark classes where each text has one, and there are several", {
      found: `${texts.length} texts, ${classes.length} classes of ${names.length} kinds`,
    });
  }
  const counts = names.map((name) => countWords(texts.filter((_, i) => classes[i] === name)));
  const all = new Map<string, number>();
  for (const own of counts) for (const [word, n] of own) all.set(word, (all.get(word) ?? 0) + n);
  const sum = (of: Map<string, number>) => [...of.values()].reduce((total, n) => total + n, 0);
  const total = sum(all);
  return names.flatMap((name, c) => {
    const own = counts[c], n = sum(own), others = total - n;
    const marks = [...all].filter(([, uses]) => uses >= minTexts).map(
      ([word, uses]): MarkingWord => {
        const inside = own.get(word) ?? 0, outside = uses - inside, weight = prior * uses / total;
        const odds = (count: number, of: number) =>
          Math.log((count + weight) / (of + prior - count - weight));
        const logOdds = odds(inside, n) - odds(outside, others);
        const error = Math.sqrt(1 / (inside + weight) + 1 / (outside + weight));
        return { class: name, word, logOdds, z: logOdds / error, inside, outside };
      },
    );
    return marks.filter(({ z }) => z > 0)
      .sort((a, b) => b.z - a.z || (a.word < b.word ? -1 : 1)).slice(0, limit);
  });
}

/** In how many different texts each word stands. */
function countWords(texts: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const text of new Set(texts.map((text) => plain(text).trim()))) {
    for (const word of new Set(wordNgrams(text, 1, 1))) {
      counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return counts;
}
