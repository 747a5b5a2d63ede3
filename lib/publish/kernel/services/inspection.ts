/** What a name is and what its documentation says, as Jupyter asks for it. */
import { scan } from "./scan.ts";

/** What is to be looked up for a cursor, best first: the name under it, the one that ends there, and
 * the function whose brackets it is in.
 *
 * @param cursor in UTF-16 units of the cell
 * @returns offsets in the cell
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * assertEquals(lookedUp("table(summarise(runs), 5)", 23), [4]); // at the 5: `table`
 * assertEquals(lookedUp("table(runs)", 8), [8, 4]);
 * ```
 */
export function lookedUp(cell: string, cursor: number): number[] {
  const { plain } = scan(cell);
  const isName = (at: number) => /[\p{ID_Continue}$]/u.test(plain[at] ?? "");
  const isNumber = (at: number) => /(?<![\p{ID_Continue}$])\d[\w.]*$/u.test(plain.slice(0, at + 1));
  const own = [cursor, cursor - 1].filter((at) => isName(at) && !isNumber(at)).slice(0, 1);
  // from the inside out: the name right before a bracket is what is called
  const calls = scan(plain.slice(0, cursor)).open.toReversed().flatMap((bracket) => {
    const before = plain.slice(0, bracket).trimEnd();
    const isCall = plain[bracket] === "(" && isName(before.length - 1);
    return isCall ? [before.length - 1] : [];
  });
  return [...own, ...calls.slice(0, 1)];
}

/** The language server's text for all who show it, by MIME type. */
export const documentation = (markdown: string): Record<string, string> => ({
  "text/markdown": markdown,
  "text/plain": plainOf(markdown),
});

/** Without the marks that a terminal would show as they are. */
const plainOf = (markdown: string): string =>
  markdown.replace(/^```\w*( \w+)?\n/gm, "").replace(/^\*@(\w+)\*/gm, "@$1")
    .replace(/\n{3,}/g, "\n\n").trim();
