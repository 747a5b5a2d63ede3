/** What texts are written in: their letters, and where a few words give it away, their language. */

/** Letters other than Latin ones, by the name that is shown. */
const SCRIPTS: readonly (readonly [name: string, letters: string])[] = [
  ["Cyrillic", String.raw`\p{Script=Cyrillic}`],
  ["Greek", String.raw`\p{Script=Greek}`],
  ["Korean", String.raw`\p{Script=Hangul}`],
  ["Japanese", String.raw`[\p{Script=Hiragana}\p{Script=Katakana}]`], // before Chinese, whose letters it borrows
  ["Chinese", String.raw`\p{Script=Han}`],
  ["Arabic", String.raw`\p{Script=Arabic}`],
  ["Hebrew", String.raw`\p{Script=Hebrew}`],
  ["Thai", String.raw`\p{Script=Thai}`],
  ["Indic", String.raw`[\p{Script=Devanagari}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Bengali}]`],
];

/** Compiled at the first call: that takes longer than loading all of this room. */
let compiled: (readonly [name: string, letters: RegExp])[] | undefined;

/** What a text is written in: a script other than Latin where it holds one letter of it, else `Latin with marks` (é, ñ,
 * ø), `plain Latin` (ASCII), or `no letters`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const texts = ["Blue Moon", "Corazón", "봄날 (Spring Day)", "1979", "Группа крови"];
 * assertEquals(texts.map(scriptOf), ["plain Latin", "Latin with marks", "Korean", "no letters", "Cyrillic"]);
 * ```
 */
export function scriptOf(text: string): string {
  compiled ??= SCRIPTS.map(([name, letters]) => [name, new RegExp(letters, "u")]);
  const other = compiled.find(([, letters]) => letters.test(text));
  if (other) return other[0];
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.length === 0) return "no letters";
  return letters.every((letter) => letter < "\x80") ? "plain Latin" : "Latin with marks";
}

/** Small words that one language has and the others here have not: no "do" (English and Portuguese), "pour" (English and
 * French), "ti" (Spanish and Italian), "du" (French and German) or "die" (German and English). A detector of letters' runs (eld 2.1) was tried in their place: of a
 * title and its album, where it was sure of both, it gave the same language far less often. */
const SMALL_WORDS: Readonly<Record<string, string>> = {
  English: "the and you your my of to it is are was this that with for what when i'm don't we",
  Spanish:
    "el los las del que mi tu y con por para una como pero muy esta yo él tú más eres te sin",
  Portuguese: "não você meu minha pra eu uma é das são nós seu sua",
  French: "les et mon dans avec une est pas moi toi sur c'est j'ai l'amour",
  German: "der das und ich nicht ein eine mit ist mein für wir dich dir auf",
  Italian: "il di per gli della sono è più senza nel questa amore",
};

const WORDS_OF = Object.entries(SMALL_WORDS).map(([language, words]) =>
  [language, new Set(words.split(" "))] as const
);

/** The language that most of a text's small words belong to; undefined where it has none, or two are level. A title is
 * short, and most hold no such word: this counts what is beyond doubt, not all.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const texts = ["The End of the Night", "Que Será de Mi Vida", "Lo-Fi Dreams"];
 * assertEquals(texts.map(languageOf), ["English", "Spanish", undefined]);
 * ```
 */
export function languageOf(text: string): string | undefined {
  const words = text.normalize("NFC").toLowerCase().match(/[\p{L}'’]+/gu) ?? [];
  const found = WORDS_OF.map(([language, own]) => {
    return { language, n: words.filter((word) => own.has(word.replaceAll("’", "'"))).length };
  }).sort((a, b) => b.n - a.n);
  return found[0].n > found[1].n ? found[0].language : undefined;
}

/** How many texts are of each kind, by class: a row per kind, the commonest first, a share per class.
 *
 * @param kinds one per row, such as `titles.map(scriptOf)`
 * @param classes of the same rows; a column each
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const [row] = sharesOfKinds(["Latin", "Latin", "Thai"], ["pop", "rap", "pop"]);
 * assertEquals(row, { kind: "Latin", texts: 2, pop: .5, rap: 1 });
 * ```
 */
export function sharesOfKinds(
  kinds: readonly string[],
  classes: readonly string[],
): Record<string, string | number>[] {
  const names = [...new Set(classes)].sort();
  const size = Map.groupBy(classes, (name) => name);
  return [...Map.groupBy(kinds.keys(), (i) => kinds[i])]
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .map(([kind, rows]) => ({
      kind,
      texts: rows.length,
      ...Object.fromEntries(names.map((name) => {
        const own = rows.filter((i) => classes[i] === name).length;
        return [name, own / size.get(name)!.length];
      })),
    }));
}
