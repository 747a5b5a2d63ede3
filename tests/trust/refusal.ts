/** How a file that cannot be used must be refused. */
import { InputError } from "../../lib/core/errors.ts";

/** What is wrong with a refusal: another kind of error, without its file's name, of control characters, or of too many
 * words; undefined where nothing is.
 *
 * @param file one of these must be named, first of all */
export function refusalFault(error: Error, files: readonly string[]): string | undefined {
  const { message } = error, told = message.slice(0, 400);
  if (!(error instanceof InputError)) return `not an InputError: ${error.stack}`;
  if (!files.some((file) => message.startsWith(file))) return `names no file first: ${told}`;
  // deno-lint-ignore no-control-regex
  if (/[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/.test(message)) {
    return `brings control characters to the terminal: ${JSON.stringify(told)}`;
  }
  return message.length > 3000 ? `${message.length} characters long` : undefined;
}
