/** Confines another Deno process: it asks here before it reads, writes or reaches anything. */
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type Policy, type Question, refusal } from "./policy.ts";

/** A guard at work. Always `close()` it (`await using` does). */
interface Guard extends AsyncDisposable {
  /** To be added to the environment of the process that is to be confined. */
  readonly env: Readonly<Record<string, string>>;
  /** What was refused so far, in the order asked. */
  readonly refused: readonly { readonly question: Question; readonly reason: string }[];
  close(): Promise<void>;
}

/** Names the socket, where it was allowed under one name only (start.ts). */
export const SOCKET_VARIABLE = "GUARD_SOCKET";

/** Answers by `policy`. The confined process cannot change that: its permission flags are ignored, and when the guard
 * ends, so does the process.
 *
 * This is Deno's permission broker (Deno 2.5 and later), a socket to which every check is sent as a line of JSON. It
 * costs about .6 ms a check; modules that are imported are not asked for.
 *
 * @returns undefined where the system has no sockets of that kind (Windows): nothing is confined there
 * @see https://docs.deno.com/runtime/fundamentals/security/
 */
export async function guard(policy: Policy): Promise<Guard | undefined> {
  if (Deno.build.os === "windows") return undefined;
  const path = Deno.env.get(SOCKET_VARIABLE) ??
    join(await Deno.makeTempDir({ dir: tmpdir(), prefix: "guard-" }), "socket");
  await Deno.mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const listener = Deno.listen({ transport: "unix", path });
  const refused: { question: Question; reason: string }[] = [], open = new Set<Deno.Conn>();
  const answer = (line: string): string => {
    const { id, ...question } = JSON.parse(line) as Question & { id: number };
    const reason = reasonAgainst(policy, question);
    if (reason === undefined) return JSON.stringify({ id, result: "allow" });
    refused.push({ question, reason });
    return JSON.stringify({ id, result: "deny", reason });
  };
  const serving = serve(listener, open, answer);
  const close = async () => {
    listener.close();
    for (const connection of open) connection.close();
    await serving;
    await Deno.remove(dirname(path), { recursive: true });
  };
  return {
    env: { DENO_PERMISSION_BROKER_PATH: path },
    refused,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** What cannot be decided is refused: a question without an answer would hold the process for ever. */
function reasonAgainst(policy: Policy, question: Question): string | undefined {
  try {
    return refusal(policy, question);
  } catch (error) {
    return `the guard could not decide: ${(error as Error).message}`;
  }
}

async function serve(
  listener: Deno.Listener,
  open: Set<Deno.Conn>,
  answer: (line: string) => string,
): Promise<void> {
  const talks: Promise<void>[] = [];
  try {
    for await (const connection of listener) {
      open.add(connection);
      talks.push(talk(connection, answer).finally(() => open.delete(connection)));
    }
  } finally {
    await Promise.all(talks);
  }
}

/** One question a line, one answer a line, until the other side hangs up. */
async function talk(connection: Deno.Conn, answer: (line: string) => string): Promise<void> {
  const decoder = new TextDecoder(), encoder = new TextEncoder(), bytes = new Uint8Array(1 << 16);
  let text = "";
  try {
    for (let n = await connection.read(bytes); n !== null; n = await connection.read(bytes)) {
      text += decoder.decode(bytes.subarray(0, n), { stream: true });
      const lines = text.split("\n");
      text = lines.pop()!;
      for (const line of lines) await writeAll(connection, encoder.encode(answer(line) + "\n"));
    }
    connection.close();
  } catch { /* the process is gone, or the guard is closing */ }
}

async function writeAll(connection: Deno.Conn, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += await connection.write(bytes.subarray(at));
}
