/** Makes a cell's awaits end when the reader interrupts: Deno's kernel waits for a cell's promise, and nothing but the
 * promise itself can end that. So `await x` becomes `await wait(x)` on its way to Deno, where `wait` (planted.ts) also
 * ends when the reader interrupts. Lines stay where they are, and what a cell declares as well.
 *
 * @module
 */
import type { AnyNode, Program } from "acorn";

/** A cell as it is sent to Deno. */
interface Interruptible {
  readonly code: string;
  /** Whether it awaits something that no interrupt ends: an import, or what we could not read. */
  readonly awaitsBlindly: boolean;
}

/** Prepares a cell. What cannot be parsed is sent as it is, and Deno says what is wrong with it.
 *
 * @param name where `wait` and `each` stand
 */
export async function interruptible(code: string, name: string): Promise<Interruptible> {
  if (!/\b(await|import)\b/.test(code)) return { code, awaitsBlindly: false };
  parser ??= loadParser();
  const program = (await parser)?.(code);
  if (!program) return { code, awaitsBlindly: true };
  const edits: { at: number; text: string }[] = [];
  const wrap = ({ start, end }: AnyNode, verb: string, inFunction: boolean) => {
    // a function may be taken elsewhere, as text to a worker, where nobody interrupts
    const call = inFunction
      ? `(typeof ${name}==="object"?${name}.${verb}:(x)=>x)`
      : `${name}.${verb}`;
    edits.push({ at: start, text: `${call}((` }, { at: end, text: "))" });
  };
  let imports = false;
  walk(program, (node, inFunction) => {
    if (node.type === "AwaitExpression") wrap(node.argument, "wait", inFunction);
    if (node.type === "ForOfStatement" && node.await) wrap(node.right, "each", inFunction);
    if (node.type === "ImportDeclaration") imports = true;
  });
  return { code: edited(code, edits), awaitsBlindly: imports };
}

function edited(code: string, edits: { at: number; text: string }[]): string {
  let result = "", done = 0;
  for (const { at, text } of edits.sort((a, b) => a.at - b.at)) {
    result += code.slice(done, at) + text;
    done = at;
  }
  return result + code.slice(done);
}

/** All nodes, those without before those within. */
function walk(
  node: AnyNode,
  visit: (node: AnyNode, inFunction: boolean) => void,
  inFunction = false,
): void {
  visit(node, inFunction);
  const within = inFunction || /Function|^PropertyDefinition$|^StaticBlock$/.test(node.type);
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (typeof child?.type === "string") walk(child, visit, within);
    }
  }
}

let parser: ReturnType<typeof loadParser> | undefined;

/** TypeScript with its types blanked, so that every character keeps its place, and then as JavaScript. Where either is
 * missing (Deno before 2.9, no packages), cells are sent as they are. */
async function loadParser(): Promise<((code: string) => Program | undefined) | undefined> {
  const [acorn, node] = await Promise.all([
    import("acorn").catch(() => undefined),
    import("node:module"),
  ]);
  const { stripTypeScriptTypes } = node as { stripTypeScriptTypes?: (code: string) => string };
  if (!acorn || !stripTypeScriptTypes) return undefined;
  return (code) => {
    try {
      const script = stripTypeScriptTypes(code);
      return acorn.parse(script, { ecmaVersion: "latest", sourceType: "module" });
    } catch {
      return undefined;
    }
  };
}
