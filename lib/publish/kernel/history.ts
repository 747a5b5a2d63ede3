/** What was executed in this kernel, for consoles that ask. */

/** Input, and output where there was one, by the number of the cell. */
interface Entry {
  readonly line: number;
  readonly input: string;
  output?: string;
}

/** One entry of a history_reply: session, number, and input or [input, output]. */
type Told = [number, number, string | [string, string | null]];

/** The kernel's history: one session, for it is kept no longer than the kernel lives. */
export class History {
  #entries: Entry[] = [];

  add(line: number, input: string): void {
    this.#entries.push({ line, input });
  }

  /** The value that a cell showed last. */
  addOutput(line: number, output: string): void {
    const entry = this.#entries.findLast((entry) => entry.line === line);
    if (entry) entry.output = output;
  }

  /** Answers a history_request.
   * @see https://jupyter-client.readthedocs.io/en/stable/messaging.html#history
   * @example
   * ```ts
   * import { assertEquals } from "../../../tests/assert.ts";
   * const history = new History();
   * history.add(1, "1 + 1");
   * history.add(2, "let x");
   * history.addOutput(1, "2");
   * assertEquals(history.answer({ hist_access_type: "tail", n: 1 }), [[1, 2, "let x"]]);
   * assertEquals(history.answer({ hist_access_type: "search", pattern: "1*", output: true }), [[1, 1, ["1 + 1", "2"]]]);
   * ```
   */
  // deno-lint-ignore no-explicit-any -- the request's content, as it came
  answer(request: Record<string, any>): Told[] {
    const { hist_access_type: access, n = this.#entries.length, output = false } = request;
    const { start = 1, stop, pattern = "*", unique = false } = request;
    const chosen = () => {
      if (access === "tail") return last(this.#entries, n);
      if (access === "range") {
        return this.#entries.filter(({ line }) => line >= start && (!stop || line < stop));
      }
      const matches = globPattern(pattern);
      const found = this.#entries.filter(({ input }) => matches.test(input));
      return last(unique ? [...new Map(found.map((it) => [it.input, it])).values()] : found, n);
    };
    return chosen().map((entry) => [
      1,
      entry.line,
      output ? [entry.input, entry.output ?? null] : entry.input,
    ]);
  }
}

const last = <T>(list: T[], n: number): T[] => n > 0 ? list.slice(-n) : [];

/** `*` stands for any text, `?` for one character. */
function globPattern(pattern: string): RegExp {
  const escaped = pattern.replace(/[\\^$.+|()[\]{}]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", "[^]*").replaceAll("?", "[^]")}$`);
}
