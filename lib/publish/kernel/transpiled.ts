/** What Deno makes of a cell's TypeScript, and so which line of a cell a stack trace means. */
import * as nodeModule from "node:module";
import { tmpdir } from "node:os";

/** A place in what Deno runs, from 1. */
interface Frame {
  /** Of the function; undefined at the top level. */
  readonly name?: string;
  readonly line: number;
  readonly column: number;
}

/** Why code cannot be parsed, and where, from 1. */
export interface ParseProblem {
  readonly problem: string;
  readonly line?: number;
  readonly column?: number;
}

/** The way back to the cell's lines; or why it cannot be parsed; or nothing known. */
export type Transpiled =
  | { lineOf(frame: Frame): number | undefined }
  | ParseProblem
  | undefined;

/** A line of a stack trace that lies in a cell, this one or another; undefined where it does not. */
export function cellFrame(text: string): Frame | undefined {
  const found = text.match(/^\s*at (?:async )?(?:(.+) \()?<anonymous>:(\d+):(\d+)\)?$/);
  if (!found) return undefined;
  return { name: found[1], line: Number(found[2]), column: Number(found[3]) };
}

/** `f` of `Class.f` and of `f [as g]`. */
export const lastName = (name: string): string => name.replace(/ .*/, "").split(".").at(-1)!;

/** Deno 2.7 has neither this nor `deno transpile`: errors are told without their line there. */
const { SourceMap } = nodeModule as Partial<typeof nodeModule>;

/** The kernel puts `"use strict"; void 0;` before the first line. */
const PREFIX = 21;

/** The kernel transpiles a cell before it runs it, and its stack traces count the lines of the
 * result. `deno transpile` does the same to a file and says which line came from where. */
export async function transpile(source: string): Promise<Transpiled> {
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
    return wayBack(new SourceMap(JSON.parse(new TextDecoder().decode(Uint8Array.fromBase64(map)))));
  } finally {
    await Deno.remove(file);
  }
}

function wayBack(map: nodeModule.SourceMap): Transpiled {
  return {
    lineOf({ line, column }) {
      const offset = column - 1 - (line === 1 ? PREFIX : 0);
      const entry = map.findEntry(line - 1, Math.max(0, offset));
      return "originalLine" in entry ? entry.originalLine + 1 : undefined;
    },
  };
}

function parseProblem(stderr: string, source: string): ParseProblem {
  const [problem] = stderr.replace(/^error: (SyntaxError: )?/, "").split("\n");
  const place = stderr.match(/^\s*at file:.*:(\d+):(\d+)$/m), lines = source.split("\n");
  if (!place) return { problem };
  const [line, column] = place.slice(1).map(Number);
  if (line <= lines.length) return { problem, line, column };
  // a cell that breaks off is noticed after its end
  return { problem, line: lines.length, column: lines.at(-1)!.length + 1 };
}
