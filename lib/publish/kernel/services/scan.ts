/** TypeScript read for its brackets alone: what is code, what is text, and what is still open. */

/** What is still open where a piece of code ends. */
export interface Scan {
  /** The code with a space for every character of a string, a comment or a regular expression; line
   * breaks stay, so that places are the same. */
  readonly plain: string;
  /** Where the brackets that nothing closes stand, from outside to inside. */
  readonly open: readonly number[];
  /** A template or a comment that does not end, and what would end it. */
  readonly unended?: "`" | "*/";
  /** A bracket that closes what was not open, or a string that a line's end breaks off. */
  readonly broken: boolean;
}

/** After these words a `/` begins a regular expression, as it does after an operator. */
const BEFORE_EXPRESSION =
  /(?:^|[^\w$.])(?:return|typeof|case|in|of|do|else|void|delete|await|yield)$/;

const CLOSES: Record<string, string> = { ")": "(", "]": "[", "}": "{" };

/** Reads `code` once, from its start to its end.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * assertEquals(scan('f("(", /[)]/) // )').plain, "f(   ,      )     ");
 * assertEquals(scan("f(`${ g(").open, [1, 4, 7]);
 * ```
 */
export function scan(code: string): Scan {
  const plain = code.split("");
  const open: { at: number; bracket: string }[] = []; // of a template's `${` the bracket is "`"
  let broken = false, unended: Scan["unended"];
  let at = 0;
  const blank = (end: number) => {
    for (; at < end; at++) if (code[at] !== "\n") plain[at] = " ";
  };
  /** Blanks from `at` up to and with the end that the pattern finds; false where there is none. */
  const blankTo = (end: RegExp, from: number): boolean => {
    end.lastIndex = from;
    const found = end.exec(code);
    blank(found ? end.lastIndex : code.length);
    return found !== null;
  };
  /** Reads on in a template from `from`: up to its end or to the next `${`. */
  const template = (from: number) => {
    if (!blankTo(/(?:[^\\`$]|\\[^]|\$(?!\{))*(?:`|\$\{)/y, from)) unended = "`";
    else if (code[at - 1] === "{") open.push({ at: at - 1, bracket: "`" });
  };
  while (at < code.length) {
    const char = code[at], two = code.slice(at, at + 2);
    if (two === "//") blankTo(/.*/y, at);
    else if (two === "/*") {
      if (!blankTo(/\*\//g, at + 2)) unended = "*/";
    } else if (char === '"' || char === "'") {
      const end = char === '"' ? /(?:[^\\"\n]|\\[^])*"/y : /(?:[^\\'\n]|\\[^])*'/y;
      end.lastIndex = at + 1;
      if (end.test(code)) blank(end.lastIndex);
      else {
        broken = true;
        blankTo(/.*/y, at + 1);
      }
    } else if (char === "`") template(at + 1);
    else if (char === "/" && beginsExpression(plain, at)) {
      const pattern = /\/(?:[^\\/[\n]|\\.|\[(?:[^\\\]\n]|\\.)*\])+\/[a-z]*/y;
      pattern.lastIndex = at;
      if (pattern.test(code)) blank(pattern.lastIndex);
      else at++;
    } else if ("([{".includes(char)) open.push({ at: at++, bracket: char });
    else if (char === "}" && open.at(-1)?.bracket === "`") {
      open.pop();
      plain[at] = " ";
      template(at + 1);
    } else {
      if (char in CLOSES && open.pop()?.bracket !== CLOSES[char]) broken = true;
      at++;
    }
  }
  return { plain: plain.join(""), open: open.map((bracket) => bracket.at), unended, broken };
}

/** Whether an expression may begin here, by what stands before: else a `/` divides. */
function beginsExpression(plain: readonly string[], at: number): boolean {
  const before = plain.slice(Math.max(0, at - 200), at).join("").trimEnd();
  return before === "" || /[([{,;=:?!&|+\-*%<>^~}]$/.test(before) || BEFORE_EXPRESSION.test(before);
}
