/** How commands hand their options to notebooks. Commands import it at their start: it brings nothing of the engine along. */
import { InputError } from "../core/errors.ts";

/** The names of the environment variables by which `deno task study` hands its options to the notebooks. */
export const SESSION_VARIABLES = {
  out: "STUDY_OUT",
  nom: "STUDY_NOM",
  seed: "STUDY_SEED",
  quick: "STUDY_QUICK",
  fresh: "STUDY_FRESH",
  rows: "STUDY_ROWS",
} as const;

/** A seed from a text.
 *
 * @param text as given to `--seed`
 * @throws {InputError} when it is not a whole number
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(parseSeed("42"), 42);
 * ```
 */
export function parseSeed(text: string): number {
  const seed = Number(text);
  if (text.trim() === "" || !Number.isSafeInteger(seed)) {
    throw new InputError("--seed", { found: text, expected: "a whole number" });
  }
  return seed;
}
