/** A command for a person to type next, with the folders and the name that they gave before. */
import { join, relative } from "node:path";
import { USUAL } from "./studies.ts";

/** What was given: the study, and what `--out`, `--data` and `--nom` take. */
export interface Given {
  /** The study's name; the usual one where none is given. */
  readonly id?: string;
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
 * assertEquals(commandLine("study", { out: `${Deno.cwd()}/out/spotify`, nom: "NOM" }), "deno task study");
 * assertEquals(commandLine("study --fresh", { id: "flowers" }), "deno task study flowers --fresh");
 * assertEquals(commandLine("study", { out: "/tmp/a b" }), 'deno task study --out "/tmp/a b"');
 * ```
 */
export function commandLine(task: string, { id = USUAL, out, data, nom }: Given): string {
  const usual = join("out", id), path = typedPath(out ?? usual);
  const option = (name: string, value: string | undefined, usual?: string) =>
    value && value !== usual ? ` --${name} ${quoted(value)}` : "";
  const [command, ...own] = task.split(" "), words = [command, ...id === USUAL ? [] : [id], ...own];
  return `deno task ${words.join(" ")}${option("out", path, usual)}${option("data", data)}${
    option("nom", nom, "NOM")
  }`;
}

/** A word of a command, as a shell takes it. */
export const quoted = (text: string): string => /[^\w./-]/.test(text) ? `"${text}"` : text;

/** A path as a person would type it from here. */
export function typedPath(path: string): string {
  const short = relative(Deno.cwd(), path);
  return short.startsWith("..") ? path : short;
}
