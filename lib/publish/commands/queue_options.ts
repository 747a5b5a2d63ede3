/** The queue of a command: by its options, or by the environment, which kernels and workers inherit. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { InputError } from "../../core/errors.ts";
import {
  hostOf,
  PASSWORD_VARIABLE,
  QUEUE_VARIABLE,
} from "../../experiments/runners/queue/connect.ts";

/** What a command line says of a queue. */
interface QueueAsked {
  readonly queue?: string;
  readonly "password-file"?: string;
}

/** Puts a command's queue and its password into this process's environment, where all that uses a queue looks.
 *
 * @returns the queue's address; undefined where neither options nor environment name one
 * @throws {InputError} when the file of the password cannot be read
 */
export function useQueue({ queue, "password-file": file }: QueueAsked): string | undefined {
  if (file !== undefined) {
    try {
      Deno.env.set(PASSWORD_VARIABLE, readFileSync(file, "utf8").trimEnd());
    } catch (error) {
      throw new InputError("--password-file", { file, found: (error as Error).message });
    }
  }
  if (queue) Deno.env.set(QUEUE_VARIABLE, queue);
  return Deno.env.get(QUEUE_VARIABLE) || undefined;
}

/** The same, of a command that cannot do without.
 * @throws {InputError} where no queue is named */
export function needQueue(asked: QueueAsked): string {
  const url = useQueue(asked);
  if (url) return url;
  throw new InputError("no queue is named", {
    expected: `--queue redis://HOST:PORT, or ${QUEUE_VARIABLE} in the environment`,
  });
}

/** What a command line needs for its queue, whatever else is wrong with it: that, the command itself will say. */
export function namedQueue(args: readonly string[]): { host?: string; files: string[] } {
  const options = { queue: { type: "string" }, "password-file": { type: "string" } } as const;
  const { queue, "password-file": file } =
    parseArgs({ args: [...args], strict: false, options }).values;
  const url = typeof queue === "string" ? queue : Deno.env.get(QUEUE_VARIABLE) ?? "";
  const files = typeof file === "string" ? [resolve(file)] : [];
  try {
    return { host: hostOf(url), files };
  } catch {
    return { files };
  }
}
