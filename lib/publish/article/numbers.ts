/** Numbers as an article prints them: in one way throughout, with their intervals, in either language. */
import type { Language } from "./language.ts";

/** An estimate and its 95 % interval; NaN where there is none. */
export interface Interval {
  /** Its lower end. */
  readonly low: number;
  /** Its upper end. */
  readonly high: number;
}

/** A value and its 95 % interval. */
export interface Estimate extends Interval {
  /** What is estimated. */
  readonly value: number;
}

/** A mean over seeds and its standard deviation, which is NaN of one seed. */
export interface Spread {
  /** Over seeds. */
  readonly mean: number;
  /** Of one seed's value. */
  readonly sd: number;
}

/** How the numbers of an article look. All of them are TeX. */
export interface Numbers {
  /** 21428 → 21,428 or 21 428; "–" for NaN, as everywhere here. */
  count(value: number): string;
  /** .6184 → 61.8 %. */
  percent(share: number, decimals?: number): string;
  /** .6184 ∈ [.605, .631] → 61.8 % [60.5, 63.1]. */
  percentWithin(share: number, interval: Interval): string;
  /** .6184 ± .0017 → 61.8 ± .2 %; without the second where it is NaN. */
  percentSpread(share: number, deviation: number): string;
  /** A difference of shares, .026 → 2.6 points; its sign is shown when asked for. */
  points(difference: number, options?: { sign?: boolean }): string;
  /** .026 ∈ [.014, .038] → +2.6 [1.4, 3.8], for tables whose head says "points". */
  pointsWithin(difference: number, interval: Interval): string;
  /** A number with so many decimals. */
  fixed(value: number, decimals: number, options?: { sign?: boolean }): string;
  /** From … to …, each as {@linkcode fixed}: "−0.9 to 1.3". */
  range(interval: Interval, decimals: number): string;
  /** In brackets: [60.5, 63.1]. */
  brackets(interval: Interval, decimals: number): string;
  /** 95 → 83 s, 12 min, 1.4 h. */
  duration(seconds: number): string;
}

/** A number that ICU has written, as TeX: narrow and hard spaces, and a real minus sign. */
function asTex(text: string): string {
  return text.replace(/[\u00a0\u202f]/g, "\\,").replaceAll("%", "\\%")
    .replace(/[-\u2212]/g, "$-$");
}

/** The numbers of a language.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const interval = { low: .605, high: .631 };
 * assertEquals(numbers("en").percentWithin(.6184, interval), "61.8\\% [60.5, 63.1]");
 * assertEquals(numbers("fr").percentWithin(.6184, interval), "61,8\\,\\% [60,5~; 63,1]");
 * ```
 */
export function numbers(language: Language): Numbers {
  const write = (value: number, options: Intl.NumberFormatOptions): string =>
    Number.isNaN(value)
      ? "--"
      : !Number.isFinite(value)
      ? (value < 0 ? "$-\\infty$" : "$\\infty$")
      : asTex(new Intl.NumberFormat(language, options).format(value));
  const fixed = (value: number, decimals: number, { sign = false } = {}) =>
    write(value, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: sign ? "exceptZero" : "negative", // never −0.0
    });
  const percent = (share: number, decimals = 1) =>
    write(share, {
      style: "percent",
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
      signDisplay: "negative",
    });
  const between = language === "fr" ? "~; " : ", ";
  const brackets = ({ low, high }: Interval, decimals: number) =>
    Number.isNaN(low + high) ? "" : `[${fixed(low, decimals)}${between}${fixed(high, decimals)}]`;
  const joined = (value: string, interval: string) => interval ? `${value} ${interval}` : value;
  const hundredfold = ({ low, high }: Interval) => ({ low: 100 * low, high: 100 * high });
  return {
    count: (value) => write(value, { maximumFractionDigits: 0 }),
    fixed,
    percent,
    brackets,
    percentWithin: (share, interval) => joined(percent(share), brackets(hundredfold(interval), 1)),
    percentSpread: (share, deviation) =>
      Number.isNaN(deviation)
        ? percent(share)
        : `${fixed(100 * share, 1)} $\\pm$ ${percent(deviation)}`,
    points(difference, options) {
      const value = fixed(100 * difference, 1, options);
      // French has a plural from 2 on, English of everything but 1
      const one = language === "fr" ? Math.abs(100 * difference) < 1.95 : value === "1.0";
      return `${value}~point${one ? "" : "s"}`;
    },
    pointsWithin: (difference, interval) =>
      joined(fixed(100 * difference, 1, { sign: true }), brackets(hundredfold(interval), 1)),
    range: ({ low, high }, decimals) =>
      `${fixed(low, decimals)} ${language === "fr" ? "à" : "to"} ${fixed(high, decimals)}`,
    duration(seconds) {
      if (seconds < 100) return `${fixed(seconds, seconds < 10 ? 1 : 0)}~s`;
      return seconds < 5400 ? `${fixed(seconds / 60, 0)}~min` : `${fixed(seconds / 3600, 1)}~h`;
    },
  };
}
