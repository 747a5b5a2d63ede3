/** Whether a line-by-line console may send what was typed, or waits for more. */
import { scan } from "./scan.ts";
import type { IsComplete } from "./service.ts";

/** What cannot end a statement: an operator that waits for its right side, or a word that does. */
const WAITS =
  /(?:[=,.:?&|^~*%<!]|=>|(?<!\+)\+|(?<!-)-|(?:^|[^\w$.])(?:else|await|return|new|typeof|import|from|extends|of|in|const|let|function|class|export))$/;

/** Reads `code` for what is still open in it. Two line breaks at its end say that nothing more comes,
 * unless a bracket, a template or a comment is open.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * assertEquals(completeness("const a = 1;"), { status: "complete" });
 * assertEquals(completeness("for (const a of b) {"), { status: "incomplete", indent: "  " });
 * assertEquals(completeness("f(1))"), { status: "invalid" });
 * ```
 */
export function completeness(code: string): IsComplete {
  const { plain, open, unended, broken } = scan(code);
  if (broken) return { status: "invalid" };
  const indent = "  ".repeat(open.length);
  if (open.length || unended) return { status: "incomplete", indent };
  const ended = /\n\s*\n$/.test(code);
  return WAITS.test(plain.trimEnd()) && !ended
    ? { status: "incomplete", indent: "  " }
    : { status: "complete" };
}
