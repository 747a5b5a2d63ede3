/** What may be said of a difference. Every comparison in the article is written here, so that no sentence calls
 * better what its interval leaves open. */
import type { Language } from "./language.ts";
import { type Interval, numbers } from "./numbers.ts";

/** What an interval says: wholly above zero, wholly below, across it, or nothing. */
export type Verdict = "above" | "below" | "open" | "unknown";

/** The verdict of a difference's 95 % interval. One without width comes of too few repetitions and says nothing.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(verdict({ low: .001, high: .02 }), "above");
 * assertEquals(verdict({ low: 0, high: .02 }), "open");
 * assertEquals(verdict({ low: NaN, high: NaN }), "unknown");
 * ```
 */
export function verdict({ low, high }: Interval): Verdict {
  if (Number.isNaN(low) || Number.isNaN(high)) return "unknown";
  if (high - low < 1e-9) return "open";
  return low > 0 ? "above" : high < 0 ? "below" : "open";
}

/** Two things that were measured in the same way. */
export interface Difference extends Interval {
  /** Noun phrases in the singular with their article, as within a sentence: "the forest", "la forêt". */
  readonly a: string;
  readonly b: string;
  /** Under which circumstances: an adverbial phrase that opens the sentence, such as "in the end". */
  readonly when?: string;
  /** a − b; the interval is of this. */
  readonly value: number;
}

/** How a score's differences are spoken of. */
export type Score = "accuracy" | "logLoss";

/** A whole sentence on a difference: which of the two has the higher score, or that nobody can tell.
 *
 * @param score accuracies differ by points of a hundred, log-losses (of which less is better) by nats
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const d = { a: "the stack", b: "boosting", value: .002, low: -.009, high: .013 };
 * assertEquals(
 *   compare(d, "en"),
 *   "The stack and boosting cannot be told apart: the difference is 0.2~points (95\\% interval $-$0.9 to 1.3).",
 * );
 * ```
 */
export function compare(
  { a, b, when, value, low, high }: Difference,
  language: Language,
  score: Score = "accuracy",
): string {
  const accuracy = score === "accuracy", n = numbers(language), scale = accuracy ? 100 : 1;
  const decimals = accuracy ? 1 : 3, size = Math.abs(value);
  const amount = accuracy ? n.points(size) : `${n.fixed(size, 3)}~nat`;
  const signed = accuracy ? n.points(value) : `${n.fixed(value, 3)}~nat`;
  const found = verdict({ low, high });
  // a bound that would round to zero gets another digit, for the sentence says on which side it lies
  const nearest = scale * Math.min(Math.abs(low), Math.abs(high));
  const hidden = nearest > 0 && Number(nearest.toFixed(decimals)) === 0;
  const range = (from: number, to: number) =>
    n.range({ low: scale * from, high: scale * to }, decimals + Number(hidden));
  // of the amount, so that it is positive where the sentence says "more" or "less"
  const interval = found === "below" ? range(-high, -low) : range(low, high);
  const of = accuracy
    ? { en: "", fr: " d'exactitude" }
    : { en: " of log-loss", fr: " d'entropie croisée" };
  const sentence = {
    en: {
      above:
        `${a} is ${accuracy ? "more accurate" : "higher in log-loss"} than ${b}, by ${amount} ` +
        `(95\\% interval ${interval})`,
      below:
        `${a} is ${accuracy ? "less accurate" : "lower in log-loss"} than ${b}, by ${amount} ` +
        `(95\\% interval ${interval})`,
      open:
        `${a} and ${b} cannot be told apart: the difference is ${signed}${of.en} (95\\% interval ` +
        `${interval})`,
      unknown: `the difference between ${a} and ${b} is ${signed}${of.en}; without an interval, ` +
        "nothing follows from that",
    },
    fr: {
      above: `${a} dépasse ${b} de ${amount}${of.fr} (intervalle à 95\\,\\% : ${interval})`,
      below: `${a} reste au-dessous ${de(b)}, de ${amount}${of.fr} (intervalle à 95\\,\\% : ` +
        `${interval})`,
      open:
        `entre ${a} et ${b}, rien n'est établi : l'écart est de ${signed}${of.fr} (intervalle ` +
        `à 95\\,\\% : ${interval})`,
      unknown:
        `entre ${a} et ${b}, l'écart est de ${signed}${of.fr} ; sans intervalle, rien n'en ` +
        "découle",
    },
  }[language][found];
  return `${capital(when ? `${when}, ${sentence}` : sentence)}.`;
}

/** « de » before a noun phrase: de la forêt, du boosting, des arbres, d'un arbre.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(["le stacking", "la forêt", "l'arbre"].map(de), ["du stacking", "de la forêt", "de l'arbre"]);
 * ```
 */
export function de(phrase: string): string {
  if (phrase.startsWith("le ")) return `du ${phrase.slice(3)}`;
  if (phrase.startsWith("les ")) return `des ${phrase.slice(4)}`;
  return /^[aeiouyàâéèêëîïôû]/i.test(phrase) ? `d'${phrase}` : `de ${phrase}`;
}

/** The phrase with its first letter as a capital. */
export function capital(phrase: string): string {
  return phrase.charAt(0).toUpperCase() + phrase.slice(1);
}
