/** The studies that are there, and which of them a command line names. The one place that knows where studies lie. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { PROJECT_ROOT } from "../../core/places.ts";
import { useWords } from "../../show/words.ts";
import type { Study } from "../study.ts";

/** The study of a command line that names none. */
export const USUAL = "spotify";

/** All of them, one after another, where a command can do that. */
export const ALL = "all";

const FOLDER = join(PROJECT_ROOT, "lib", "studies");

/** The names of the studies, the usual one first: folders of lib/studies/ with a mod.ts. */
export function studyNames(): string[] {
  if (!existsSync(FOLDER)) return [];
  const names = readdirSync(FOLDER).filter((name) => existsSync(join(FOLDER, name, "mod.ts")));
  return names.sort((a, b) => Number(b === USUAL) - Number(a === USUAL) || (a < b ? -1 : 1));
}

/** The study that a command line's first word names, and the options after it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(namedStudy(["flowers", "--quick"]), { id: "flowers", options: ["--quick"] });
 * assertEquals(namedStudy(["--quick"]), { id: "spotify", options: ["--quick"] });
 * ```
 */
export function namedStudy(args: readonly string[]): { id: string; options: string[] } {
  const [first, ...rest] = args;
  return first === undefined || first.startsWith("-")
    ? { id: USUAL, options: [...args] }
    : { id: first, options: rest };
}

/** Loads a study by its name, and uses its words from here on.
 * @throws {InputError} when there is no such study, naming those that there are */
export async function loadStudy(id: string): Promise<Study> {
  const names = studyNames();
  if (!names.includes(id)) {
    const expected = names.length ? `one of ${names.join(", ")}` : "a folder in lib/studies/";
    throw new InputError("there is no such study", { found: id, expected });
  }
  const { study } = await import(new URL(`../../studies/${id}/mod.ts`, import.meta.url).href);
  useWords(study.words);
  return study;
}
