/** `deno lsp`, talked to over its pipes: JSON-RPC, each message behind a header that tells its length.
 *
 * @see https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/
 */
import { setPriority } from "node:os";
import { pathToFileURL } from "node:url";

/** A line and a column, both from 0; columns count UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** From a place up to another, which it does not hold. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** What the server is told of itself. Of a project's files it reads those that an open document
 * imports: otherwise it begins with a thousand of them, 12 s of a core where 7 s do. */
const SETTINGS = { enable: true, lint: false, documentPreloadLimit: 0 };

/** Settings by their section: only what a cell has imported is proposed. */
const SECTIONS: Record<string, unknown> = {
  deno: SETTINGS,
  typescript: { suggest: { autoImports: false } },
};

/** A server of one's own, which ends with us. */
export class LanguageServer {
  #process: Deno.ChildProcess;
  #writer: WritableStreamDefaultWriter<Uint8Array>;
  #ready: Promise<unknown>;
  #replies = new Map<number, (result: unknown) => void>();
  #requests = 0;
  #ended = false;

  /** Starts the server for a project's folder. It gets less of a core than what the cells do.
   * @param deno the Deno that answers */
  constructor(project: string, deno: string = Deno.execPath()) {
    this.#process = new Deno.Command(deno, {
      args: ["lsp", "--quiet"],
      cwd: project,
      env: { NO_COLOR: "1", DENO_NO_UPDATE_CHECK: "1" },
      ...{ stdin: "piped", stdout: "piped", stderr: "null" },
    }).spawn();
    this.#writer = this.#process.stdin.getWriter();
    try {
      setPriority(this.#process.pid, 5);
    } catch {
      // a system that knows no priorities
    }
    this.#listen();
    this.#ready = this.#initialize(pathToFileURL(project).href);
  }

  /** Asks; undefined where the server has ended or refuses. */
  async request<T>(method: string, params: unknown): Promise<T | undefined> {
    await this.#ready;
    return await this.#request(method, params) as T | undefined;
  }

  /** Tells. What is told and asked one after the other arrives so. */
  async notify(method: string, params: unknown): Promise<void> {
    await this.#ready;
    await this.#send({ method, params });
  }

  /** Ends the server. */
  async close(): Promise<void> {
    try {
      this.#process.kill("SIGKILL"); // it has nothing to lose
    } catch {
      // it has ended already
    }
    await this.#process.status;
  }

  async #initialize(rootUri: string): Promise<void> {
    await this.#request("initialize", {
      processId: Deno.pid, // it ends when we do, however that may be
      rootUri,
      workspaceFolders: [{ uri: rootUri, name: "project" }],
      initializationOptions: SETTINGS,
      capabilities: {
        workspace: { configuration: true, workspaceFolders: true },
        textDocument: {
          diagnostic: { dynamicRegistration: false },
          completion: { completionItem: { snippetSupport: false } },
          hover: { contentFormat: ["markdown"] },
        },
      },
    });
    await this.#send({ method: "initialized", params: {} });
  }

  #request(method: string, params: unknown): Promise<unknown> {
    if (this.#ended) return Promise.resolve(undefined);
    const id = ++this.#requests;
    const { promise, resolve } = Promise.withResolvers<unknown>();
    this.#replies.set(id, resolve);
    this.#send({ id, method, params });
    return promise;
  }

  async #send(message: Record<string, unknown>): Promise<void> {
    const body = new TextEncoder().encode(JSON.stringify({ jsonrpc: "2.0", ...message }));
    const head = new TextEncoder().encode(`Content-Length: ${body.length}\r\n\r\n`);
    const whole = new Uint8Array(head.length + body.length);
    whole.set(head);
    whole.set(body, head.length);
    await this.#writer.write(whole).catch(() => {}); // its end is told to those who wait
  }

  async #listen(): Promise<void> {
    for await (const message of messages(this.#process.stdout)) {
      if (!("method" in message)) {
        this.#replies.get(message.id as number)?.(message.result ?? undefined);
        this.#replies.delete(message.id as number);
      } else if ("id" in message) {
        const { items } = (message.params ?? {}) as { items?: { section: string }[] };
        const settings = items?.map(({ section }) => SECTIONS[section] ?? null);
        this.#send({ id: message.id, result: settings ?? null });
      }
    }
    this.#ended = true;
    for (const resolve of this.#replies.values()) resolve(undefined);
  }
}

/** The messages that arrive in a stream of bytes, however they are split. */
export async function* messages(
  stream: AsyncIterable<Uint8Array>,
): AsyncGenerator<Record<string, unknown>> {
  const decoder = new TextDecoder();
  let held: Uint8Array[] = [], bytes = 0, wanted = 0;
  for await (const chunk of stream) {
    held.push(chunk);
    bytes += chunk.length;
    if (bytes < wanted) continue; // a long answer comes in many pieces: join them once
    let rest = joined(held, bytes);
    while (true) {
      const head = decoder.decode(rest.subarray(0, 200)).match(/^(?:.+\r\n)*?\r\n/)?.[0];
      const length = Number(head?.match(/Content-Length: (\d+)/i)?.[1]);
      wanted = head && length ? head.length + length : 0;
      if (!wanted || rest.length < wanted) break;
      yield JSON.parse(decoder.decode(rest.subarray(head!.length, wanted)));
      rest = rest.subarray(wanted);
    }
    held = [rest];
    bytes = rest.length;
  }
}

function joined(parts: readonly Uint8Array[], length: number): Uint8Array {
  if (parts.length === 1) return parts[0];
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
