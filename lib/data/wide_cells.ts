/** The cells of a wide table, one after the other, from its bytes. */
import { parseNumber } from "./cells.ts";

const LF = 10, CR = 13, QUOTE = 34, MINUS = 45, DOT = 46, ZERO = 48;

/** 10⁰ … 10²²: exact in double precision, so that a quotient by them is rounded once. */
const POWERS = Float64Array.from({ length: 23 }, (_, i) => Number(`1e${i}`));

/** Stands before a cell, after one, or at the end of a line. */
export class WideCells {
  readonly #bytes: Uint8Array;
  readonly #mark: number;
  #at: number;
  readonly #decoder = new TextDecoder("utf-8", { fatal: false, ignoreBOM: true });

  /** @param mark the delimiter's code
   * @param at where the first row begins */
  constructor(bytes: Uint8Array, mark: number, at: number) {
    this.#bytes = bytes;
    this.#mark = mark;
    this.#at = at;
  }

  /** Whether nothing but empty lines is left. */
  isOver(): boolean {
    let at = this.#at;
    while (this.#bytes[at] === LF || this.#bytes[at] === CR) at++;
    return at >= this.#bytes.length;
  }

  /** Goes past a delimiter; false where there is none. */
  goOn(): boolean {
    if (this.#bytes[this.#at] !== this.#mark) return false;
    this.#at++;
    return true;
  }

  /** Goes past the end of a line; false where it does not end here. */
  endLine(): boolean {
    if (this.#bytes[this.#at] === CR) this.#at++;
    if (this.#at >= this.#bytes.length) return true;
    if (this.#bytes[this.#at] !== LF) return false;
    this.#at++;
    return true;
  }

  /** The cell as text, unquoted; undefined where a quote is not closed on its line. */
  text(): string | undefined {
    const bytes = this.#bytes, isQuoted = bytes[this.#at] === QUOTE, from = this.#at;
    if (!isQuoted) {
      while (!this.#isEnd(this.#at)) this.#at++;
      return this.#decoder.decode(bytes.subarray(from, this.#at));
    }
    for (this.#at++; bytes[this.#at] !== QUOTE || bytes[this.#at + 1] === QUOTE; this.#at++) {
      if (this.#at >= bytes.length || bytes[this.#at] === LF) return undefined;
      if (bytes[this.#at] === QUOTE) this.#at++;
    }
    return this.#decoder.decode(bytes.subarray(from + 1, this.#at++)).replaceAll('""', '"');
  }

  /** The cell as a number, NaN where it is empty; undefined where it is none, and the place stays before it. */
  number(): number | undefined {
    const bytes = this.#bytes, from = this.#at;
    let at = from, mantissa = 0, digits = 0, decimals = -1;
    const isNegative = bytes[at] === MINUS;
    if (isNegative) at++;
    for (;; at++) {
      const digit = bytes[at] - ZERO;
      if (digit >= 0 && digit <= 9) {
        mantissa = 10 * mantissa + digit;
        digits++;
        if (decimals >= 0) decimals++;
      } else if (bytes[at] === DOT && decimals < 0) decimals = 0;
      else break;
    }
    if (digits > 0 && digits <= 15 && this.#isEnd(at)) {
      this.#at = at;
      const value = decimals > 0 ? mantissa / POWERS[decimals] : mantissa;
      return isNegative ? -value : value;
    }
    const text = this.text(); // a line break inside is no white space around a number
    const value = text === undefined || text.includes("\r") ? undefined : parseNumber(text);
    if (value === undefined) this.#at = from;
    return value;
  }

  #isEnd(at: number): boolean {
    const byte = this.#bytes[at];
    return byte === this.#mark || byte === LF || byte === undefined ||
      byte === CR && (this.#bytes[at + 1] === LF || at + 1 === this.#bytes.length);
  }
}
