/** A connection to a queue's server. */
import { InputError } from "../../../core/errors.ts";
import { RunnerError } from "../runner.ts";
import type { Redis } from "./bullmq.ts";
import { queueClient } from "./client.ts";

// A notebook may have a setTimeout of its own, which hides the platform's in modules too.
const { clearTimeout, setTimeout } = globalThis;

/** Names the queue, such as redis://127.0.0.1:6379; set by `deno task study --queue URL`. */
export const QUEUE_VARIABLE = "STUDY_QUEUE";

/** By which the password is told: command lines can be read by others. */
export const PASSWORD_VARIABLE = "STUDY_QUEUE_PASSWORD";

/** How long a server may take for its first answer. */
const PATIENCE_MS = 5000;

/** A queue's address, checked.
 *
 * @param text redis://HOST:PORT, or rediss:// with TLS; a user's name may stand before the host
 * @throws {InputError} on anything else
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * assertEquals(queueUrl("rediss://study@queue.example.org").port, "6379");
 * ```
 */
export function queueUrl(text: string): URL {
  const expected = "redis://HOST:PORT, or rediss://HOST:PORT with TLS";
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const host = url && /^rediss?:$/.test(url.protocol) && url.hostname;
  if (!host || !/^\/?$/.test(url.pathname) || url.search || url.hash) {
    throw new InputError("the queue's address", { found: withoutPassword(text), expected });
  }
  url.port ||= "6379";
  return url;
}

/** The same, of a command line, where no password may stand. */
export function queueUrlWithoutPassword(text: string): string {
  if (queueUrl(text).password) {
    throw new InputError("a password in a command line can be read by all users of this machine", {
      expected: `${PASSWORD_VARIABLE} in the environment, or --password-file FILE`,
    });
  }
  return text;
}

/** An address as it may be shown. */
export const withoutPassword = (text: string): string => text.replace(/\/\/[^/]*@/, "//");

/** Host and port, as permissions name them. */
export const hostOf = (text: string): string => queueUrl(text).host;

/** Connects, and asks whether the server answers.
 *
 * It connects again by itself when the connection is lost later.
 *
 * @throws {RunnerError} when it gives no answer within 5 s, or refuses us
 */
export async function connect(text: string): Promise<Redis> {
  const { hostname, port, username, password, protocol } = queueUrl(text);
  const { Redis } = await queueClient();
  const redis = new Redis({
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port),
    username: decodeURIComponent(username) || undefined,
    password: Deno.env.get(PASSWORD_VARIABLE) || decodeURIComponent(password) || undefined,
    ...(protocol === "rediss:" && { tls: {} }),
    maxRetriesPerRequest: null, // BullMQ's own demand
    retryStrategy: (n: number) => Math.min(n * 200, 2000),
  });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const refused = new Promise<never>((_, reject) => {
    redis.on("error", reject); // later ones tell nobody: it connects again by itself
    timer = setTimeout(() => reject(new Error("no answer")), PATIENCE_MS);
  });
  try {
    await Promise.race([redis.ping(), refused]);
    return redis;
  } catch (error) {
    redis.disconnect();
    const found = (error as Error).message;
    throw new RunnerError(`the queue at ${withoutPassword(text)} cannot be used`, { found });
  } finally {
    clearTimeout(timer);
  }
}
