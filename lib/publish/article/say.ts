/** What an article's templates can call to put facts into words: numbers, comparisons, names, in one language. */
import { InputError } from "../../core/errors.ts";
import { settingText } from "../../show/marks/axes.ts";
import { compare, de, type Verdict, verdict } from "./difference.ts";
import type { Both, Language } from "./language.ts";
import { type Estimate, type Interval, numbers, type Spread } from "./numbers.ts";
import { enumerate, escapeTex } from "./tex.ts";

/** A study's words: by kind, then by key, in each language. */
export type Words = Readonly<Record<string, Readonly<Record<string, Both>>>>;

/** A share as its records have it: alone, with an interval, or with its deviation over seeds. */
export type Share = number | Estimate | Spread;

/** The functions of one language. What they return is TeX. */
export interface Say {
  /** Which it is. */
  readonly language: Language;
  /** A whole number: 21,428. */
  count(value: number): string;
  /** A share in per cent: 61.8 %; with its interval, 61.8 % [60.5, 63.1]; with its deviation, 61.8 ± 0.2 %. */
  percent(share: Share, decimals?: number): string;
  /** The same without the sign, for a table whose head says per cent. */
  cell(share: Share): string;
  /** A number with so many decimals, and its interval where it has one: 0.498 [0.487, 0.508]. */
  fixed(value: number | Estimate, decimals: number): string;
  /** A difference of shares: 2.6 points. */
  points(difference: number): string;
  /** A difference of shares with its sign, for a table whose head says points: +2.6 [1.4, 3.8]. */
  gain(difference: number | Estimate): string;
  /** Seconds: 83 s, 12 min, 1.4 h. */
  duration(seconds: number): string;
  /** A whole sentence on how a differs from b, which says no more than the interval does. */
  compare(a: string, b: string, difference: Estimate, when?: string): string;
  /** What an interval says: "above" zero, "below", "open" or "unknown". */
  verdict(interval: Interval): Verdict;
  /** What something is called, by words.json; what that does not hold keeps the name it came with. */
  name(kind: string, key: string, otherwise?: string): string;
  /** Several of a kind, as a list. */
  names(kind: string, keys: readonly string[]): string;
  /** A list: a, b and c. */
  list(words: readonly string[]): string;
  /** A small number in letters: five. */
  spelt(count: number): string;
  /** A setting's value: a word of the field, a number, or layers as 128–64. */
  setting(value: unknown): string;
  /** Any text as TeX that prints it. */
  tex(text: string): string;
  /** French « de » before a noun phrase: de la forêt, du boosting. */
  de(phrase: string): string;
}

/** The functions of a language, with a study's words. */
export function sayIn(language: Language, words: Words): Say {
  const n = numbers(language), lists = { en: " and ", fr: " et " }[language];
  const list = (texts: readonly string[]) => enumerate(texts, lists);
  const name = (kind: string, key: string, otherwise = key): string => {
    const known = kindOf(words, kind);
    if (!Object.hasOwn(known, key)) return escapeTex(otherwise);
    const word: unknown = known[key][language];
    if (typeof word === "string") return word;
    throw new InputError(`there is no ${kind}.${key}.${language}`, { file: "words.json" });
  };
  const setting = (value: unknown): string => {
    if (typeof value === "string") return name("settings", value);
    if (typeof value === "number") return fewDigits(value);
    if (Array.isArray(value)) return value.map(setting).join("--");
    const { kind, sigma } = (value ?? {}) as { kind?: string; sigma?: number };
    if (kind === undefined) return escapeTex(settingText(value));
    return sigma === undefined
      ? name("settings", kind)
      : `${name("settings", kind)}, $\\sigma$ ${fewDigits(sigma)}`;
  };
  const fewDigits = (value: number) => {
    const { length } = String(Number(value.toPrecision(3))).split(".")[1] ?? "";
    const tiny = Math.abs(value) < 1e-5 && value !== 0;
    return tiny ? escapeTex(String(value)) : n.fixed(value, length);
  };
  const within = (text: string, interval: string) => interval ? `${text} ${interval}` : text;
  return {
    language,
    ...{ count: n.count, points: (value) => n.points(value), duration: n.duration },
    ...{ verdict, list, name, setting, tex: escapeTex, de },
    percent: (share, decimals) =>
      typeof share === "number"
        ? n.percent(share, decimals)
        : "sd" in share
        ? n.percentSpread(share.mean, share.sd)
        : within(n.percent(share.value, decimals), n.brackets(hundredfold(share), decimals ?? 1)),
    cell(share) {
      if (typeof share === "number") return n.fixed(100 * share, 1);
      if ("value" in share) {
        return within(n.fixed(100 * share.value, 1), n.brackets(hundredfold(share), 1));
      }
      const mean = n.fixed(100 * share.mean, 1);
      return Number.isNaN(share.sd) ? mean : `${mean} $\\pm$ ${n.fixed(100 * share.sd, 1)}`;
    },
    fixed: (value, decimals) =>
      typeof value === "number"
        ? n.fixed(value, decimals)
        : within(n.fixed(value.value, decimals), n.brackets(value, decimals)),
    gain: (difference) =>
      typeof difference === "number"
        ? n.fixed(100 * difference, 1, { sign: true })
        : n.pointsWithin(difference.value, difference),
    compare: (a, b, { value, low, high }, when) =>
      compare({ a, b, when, value, low, high }, language),
    names: (kind, keys) => list(keys.map((key) => name(kind, key))),
    spelt: (count) =>
      Object.hasOwn(kindOf(words, "numbers"), count)
        ? name("numbers", String(count))
        : n.count(count),
  };
}

const hundredfold = ({ low, high }: Interval): Interval => ({ low: 100 * low, high: 100 * high });

function kindOf(words: Words, kind: string): Words[string] {
  if (Object.hasOwn(words, kind)) return words[kind];
  throw new InputError(`there is no ${kind}`, {
    file: "words.json",
    expected: `one of ${Object.keys(words).join(", ")}`,
  });
}
