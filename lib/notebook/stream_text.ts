/** What printed text looks like once it stands on a screen. */

/** A text that grows piece by piece: what a carriage return let be overwritten is gone. The cost is
 * that of the pieces, however long the line is. */
export class StreamText {
  #ended = ""; // lines that nothing can overwrite any more
  #line = "";
  #atReturn = false; // the last piece ended with a return: what comes next decides

  /** Adds what was printed next.
   * @example
   * ```ts
   * import { assertEquals } from "../../tests/assert.ts";
   * const text = new StreamText();
   * for (const piece of ["10 %\r20 %", "\r", "30 %\r\n", "done"]) text.add(piece);
   * assertEquals(String(text), "30 %\r\ndone");
   * ```
   */
  add(piece: string): void {
    if (!piece) return;
    if (this.#atReturn) this.#line = piece[0] === "\n" ? this.#line + "\r" : "";
    this.#atReturn = piece.at(-1) === "\r";
    const pieces = (this.#atReturn ? piece.slice(0, -1) : piece).split("\n");
    const last = pieces.pop()!;
    if (pieces.length) {
      this.#draw(pieces[0]);
      const rest = pieces.slice(1).map((line) => visible(line) + "\n");
      this.#ended += this.#line + "\n" + rest.join("");
      this.#line = "";
    }
    this.#draw(last);
  }

  get length(): number {
    return this.#ended.length + this.#line.length;
  }

  toString(): string {
    return this.#ended + this.#line;
  }

  #draw(piece: string): void {
    const shown = visible(piece);
    this.#line = shown.length < piece.length ? shown : this.#line + piece;
  }
}

/** A line without what its returns let be overwritten; the one of a line's end is none. */
function visible(line: string): string {
  const end = line.endsWith("\r") ? line.length - 1 : line.length;
  return end ? line.slice(line.lastIndexOf("\r", end - 1) + 1) : line;
}
