/** A command for a person to type next, with the folders and the name that they gave before. */
import { relative } from "node:path";

/** What was given, as `--out`, `--data` and `--nom` take it. */
export interface Given {
  readonly out?: string;
  readonly data?: string;
  readonly nom?: string;
}

/** A line to type; what is as the command takes it by itself is left out.
 *
 * @param task with its own options, such as "study --only 01"
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(commandLine("study", { out: `${Deno.cwd()}/out`, nom: "NOM" }), "deno task study");
 * assertEquals(commandLine("study", { out: "/tmp/a b" }), 'deno task study --out "/tmp/a b"');
 * ```
 */
export function commandLine(task: string, { out, data, nom }: Given): string {
  const short = relative(Deno.cwd(), out ?? "out"), path = short.startsWith("..") ? out : short;
  const option = (name: string, value: string | undefined, usual?: string) =>
    value && value !== usual ? ` --${name} ${quoted(value)}` : "";
  return `deno task ${task}${option("out", path, "out")}${option("data", data)}${
    option("nom", nom, "NOM")
  }`;
}

const quoted = (text: string) => /[^\w./-]/.test(text) ? `"${text}"` : text;
