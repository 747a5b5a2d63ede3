/** Makes of a kernel's error what a person needs: the line in the cell, and a reason where the
 * kernel gives none. */
import { tmpdir } from "node:os";
import * as nodeModule from "node:module";
import type { Kernel } from "../kernel/client.ts";

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

/** What the kernel says of such a cell is "Unterminated string literal"; of one that cannot be parsed
 * it says "Execution failed". */
const HALF_CHARACTER =
  "the cell's last value, or the error that it threw, holds half a character " +
  "(as slice() through an emoji leaves it), and the kernel cannot tell such a text; " +
  "toWellFormed() mends it, console.log shows it";
const UNTOLD = "the cell threw something that the kernel cannot tell: it has no words, or the " +
  "notebook has a name of its own, Error, String or JSON, by which the kernel finds them";

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
  if (evalue === "Unterminated string literal") return { ename: "Error", evalue: HALF_CHARACTER };
  if (evalue === "(none)") return { ename, evalue: UNTOLD };
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

/** Deno 2.7 has neither this nor `deno transpile`: errors are told without their line there. */
const { SourceMap } = nodeModule as Partial<typeof nodeModule>;

/** What Deno makes of TypeScript, with the map back; or why it cannot be parsed; or nothing known. */
type Transpiled = { map: nodeModule.SourceMap } | { problem: string; line?: number } | undefined;

/** The kernel transpiles a cell before it runs it, and its stack traces count the lines of the
 * result. `deno transpile` does the same to a file and says which line came from where. */
async function transpile(source: string): Promise<Transpiled> {
  if (!SourceMap) return undefined;
  // the kernel keeps every import, `deno transpile` only those whose names are used
  const names = [...source.matchAll(/^\s*import\s+(?!type\b)([^"';]+?)\s+from\b/gm)]
    .flatMap(([, clause]) => clause.split(/[{},]/))
    .map((name) => name.trim()).filter((name) => name && !name.startsWith("type "))
    .map((name) => name.split(/\s+as\s+/).at(-1));
  const file = await Deno.makeTempFile({ dir: tmpdir(), prefix: "cell-", suffix: ".ts" });
  try {
    await Deno.writeTextFile(file, `${source}\n;void [${names.join(", ")}];\n`);
    const args = ["transpile", "--quiet", "--no-config", "--no-lock", "--source-map", "inline"];
    const options = { args: [...args, file], env: { NO_COLOR: "1" } };
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), options).output();
    if (!success) return parseProblem(new TextDecoder().decode(stderr), source);
    const map = new TextDecoder().decode(stdout).split("base64,").at(-1)!.trim();
    return { map: new SourceMap(JSON.parse(new TextDecoder().decode(fromBase64(map)))) };
  } finally {
    await Deno.remove(file);
  }
}

const fromBase64 = (text: string) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0));

function parseProblem(stderr: string, source: string): Transpiled {
  const [problem] = stderr.replace(/^error: (SyntaxError: )?/, "").split("\n");
  const line = Number(stderr.match(/^\s*at file:.*:(\d+):\d+$/m)?.[1]);
  // a cell that breaks off is noticed after its end
  return { problem, line: line ? Math.min(line, source.split("\n").length) : undefined };
}

/** The kernel puts `"use strict"; void 0;` before the first line. */
const PREFIX = 21;

function lineOf(traceback: string[], source: string, transpiled: Transpiled): number | undefined {
  if (!transpiled || "problem" in transpiled) return undefined;
  for (const frame of traceback) {
    const found = frame.match(/^\s*at (?:async )?(?:(.+) \()?<anonymous>:(\d+):(\d+)\)?$/);
    if (!found) continue;
    const [, name, line, column] = found;
    // code of earlier cells is <anonymous> as well: trust a named function only if it stands here
    if (name && !source.includes(name.split(".").at(-1)!.replace(/ .*/, ""))) continue;
    const offset = Number(column) - 1 - (line === "1" ? PREFIX : 0);
    const entry = transpiled.map.findEntry(Number(line) - 1, Math.max(0, offset));
    if ("originalLine" in entry) return entry.originalLine + 1;
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
