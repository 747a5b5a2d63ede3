/** What printed text looks like once it stands on a screen. */

/** A text that grows piece by piece: what a carriage return let be overwritten is gone. The cost is
 * that of the pieces, however long the line is. */
export class StreamText {
  #ended = ""; // lines that nothing can overwrite any more
  #line = "";
  #atReturn = false; // the next character of the line overwrites it

  /** Adds what was printed next.
   * @example
   * ```ts
   * import { assertEquals } from "../../../tests/assert.ts";
   * const text = new StreamText();
   * for (const piece of ["10 %\r20 %", "\r", "30 %\r\n", "done"]) text.add(piece);
   * assertEquals(String(text), "30 %\r\ndone");
   * ```
   */
  add(piece: string): void {
    const pieces = piece.split("\n"), last = pieces.pop()!;
    for (const each of pieces) {
      this.#draw(each);
      this.#ended += `${this.#line}${this.#atReturn ? "\r" : ""}\n`;
      this.#line = "";
      this.#atReturn = false;
    }
    this.#draw(last);
  }

  get length(): number {
    return this.#ended.length + this.#line.length;
  }

  toString(): string {
    return this.#ended + this.#line;
  }

  /** A piece of one line. */
  #draw(piece: string): void {
    let end = piece.length;
    while (piece[end - 1] === "\r") end--;
    if (end > 0) {
      const from = piece.lastIndexOf("\r", end - 1) + 1;
      const drawn = piece.slice(from, end);
      this.#line = this.#atReturn || from > 0 ? drawn : this.#line + drawn;
      this.#atReturn = false;
    }
    this.#atReturn ||= end < piece.length;
  }
}
