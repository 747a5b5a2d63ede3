/** The languages that an article can be written in. */
import { InputError } from "../../core/errors.ts";

/** English or French. */
export type Language = "en" | "fr";

/** One text in both languages, side by side so that they stay the same. */
export type Both = Readonly<Record<Language, string>>;

/** A language from the command line.
 * @throws {InputError} when it is neither `en` nor `fr` */
export function parseLanguage(text: string): Language {
  if (text === "en" || text === "fr") return text;
  throw new InputError("--lang", { found: text, expected: "fr or en" });
}
