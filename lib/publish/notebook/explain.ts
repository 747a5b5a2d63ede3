/** Makes of a kernel's error what a person needs: the line in the cell, and a reason where the
 * kernel gives none. */
import { UNTOLD } from "../kernel/cell_errors.ts";
import type { Kernel } from "../kernel/client.ts";
import { cellFrame, lastName, transpile, type Transpiled } from "../kernel/transpiled.ts";

/** An error as a kernel reports it. */
export interface KernelError {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** An error as a person can use it. */
interface Explanation {
  ename: string;
  evalue: string;
  /** The line in the cell, from 1. */
  line?: number;
}

/** Finds the line of `source` at which `error` arose. Where the kernel only said that it could not
 * execute the cell, also finds out why: code that cannot be parsed, or an import that fails. */
export async function explain(
  error: KernelError,
  source: string,
  kernel: Kernel,
): Promise<Explanation> {
  const { ename, evalue, traceback } = error;
  const transpiled = await transpile(source);
  if (traceback.some((line) => line.trim())) {
    return { ename, evalue, line: lineOf(traceback, source, transpiled) };
  }
  if (Object.hasOwn(UNTOLD, evalue)) return { ename: "Error", evalue: UNTOLD[evalue] };
  if (evalue !== "Execution failed") return { ename, evalue };
  if (transpiled && "problem" in transpiled) {
    return { ename: "SyntaxError", evalue: transpiled.problem, line: transpiled.line };
  }
  for (const { specifier, line } of imports(source)) {
    // a variable, for the kernel gives no reason either when a literal cannot be resolved
    const attempt = `{ const specifier = ${JSON.stringify(specifier)}; await import(specifier); }`;
    const reply = await kernel.execute(attempt, undefined, { silent: true, timeoutSeconds: 60 })
      .catch(() => undefined);
    if (reply?.content.status === "ok") continue;
    const said = reply?.content.evalue;
    const why = !said || said === "Execution failed" ? "cannot be imported" : said;
    return { ename: "ImportError", evalue: `${specifier}: ${why}`, line };
  }
  return { ename, evalue: "the kernel could not execute the cell and gave no reason" };
}

function lineOf(
  traceback: string[],
  source: string,
  transpiled: Transpiled,
): number | undefined {
  if (!transpiled || "problem" in transpiled) return undefined;
  for (const frame of traceback) {
    const found = cellFrame(frame);
    if (!found) continue;
    // code of earlier cells is <anonymous> as well: trust a named function only if it stands here
    if (found.name && !source.includes(lastName(found.name))) continue;
    const line = transpiled.lineOf(found);
    if (line) return line;
  }
  return undefined;
}

/** The modules that a cell imports by static or dynamic imports of a literal. */
function imports(source: string): { specifier: string; line: number }[] {
  const pattern =
    /^\s*(?:import|export)\s(?:[^"';]*?\sfrom\s*)?["']([^"'\n]+)["']|\bimport\(\s*["']([^"'\n]+)["']/gm;
  return [...source.matchAll(pattern)].map((match) => ({
    specifier: match[1] ?? match[2],
    line: source.slice(0, match.index + match[0].length).split("\n").length,
  }));
}
