/** A Jupyter client as JupyterLab, VS Code and nbclient are: what a cell shows is what arrives until
 * the kernel says "idle". It knows nothing of the kernel's faults. */
import { randomUUID } from "node:crypto";
import { kernelArguments } from "../../../lib/publish/kernel/arguments.ts";
import { KernelProcess } from "../../../lib/publish/kernel/kernel_process.ts";
import { decode, encodeRequest, type Message } from "../../../lib/publish/kernel/messages.ts";
import { type SocketType, ZmtpSocket } from "../../../lib/publish/kernel/zmtp.ts";

type Channel = "shell" | "iopub" | "control" | "stdin" | "hb";

/** What came of a cell. */
export interface Shown {
  /** Texts, results and errors, each as a string, in order. */
  texts: string[];
  /** All messages on iopub. */
  messages: Message[];
  reply: Message;
}

export class PlainClient {
  /** What arrived after its cell's end. */
  late: string[] = [];
  /** Answers a cell's questions; undefined: not at all. */
  answer = (_prompt: string): string | undefined => "";
  #session = randomUUID();
  #iopub: Message[] = [];
  #onIopub: () => void = () => {};
  #replies = new Map<string, (message: Message) => void>();

  private constructor(
    readonly process: KernelProcess,
    private readonly sockets: Record<Channel, ZmtpSocket>,
  ) {
    this.#listen(sockets.iopub, (message) => {
      this.#iopub.push(message);
      this.#onIopub();
    });
    for (const channel of ["shell", "control"] as const) {
      this.#listen(sockets[channel], (message) => this.#replies.get(message.parent!)?.(message));
    }
    this.#listen(sockets.stdin, ({ content: { prompt } }) => {
      const value = this.answer(prompt);
      if (value !== undefined) this.#send("stdin", "input_reply", { value });
    });
  }

  /** @param kernel Deno's own, or ours, which has Deno's behind it */
  static async start(
    cwd: string,
    kernel: "deno" | "ours" = "deno",
    env = {},
  ): Promise<PlainClient> {
    const args = kernel === "ours" ? { args: kernelArguments } : {};
    const process = new KernelProcess(cwd, { env, ...args });
    const { ip, ...ports } = process.connection;
    const reach = async (port: number, type: SocketType): Promise<ZmtpSocket> => {
      while (process.alive) {
        try {
          return await ZmtpSocket.connect(ip, port, type);
        } catch {
          await pause(10);
        }
      }
      return await process.died;
    };
    const iopub = await reach(ports.iopub_port, "SUB");
    const shell = await reach(ports.shell_port, "DEALER");
    const control = await reach(ports.control_port, "DEALER");
    const stdin = await reach(ports.stdin_port, "DEALER");
    const hb = await reach(ports.hb_port, "REQ");
    const client = new PlainClient(process, { iopub, shell, control, stdin, hb });
    await client.#subscribed();
    return client;
  }

  /** A subscription takes a moment: asks until an answer's end is heard, before which nothing counts. */
  async #subscribed(): Promise<void> {
    let asked = "";
    const heard = ({ parent, content }: Message) =>
      parent === asked && content.execution_state === "idle";
    do {
      const { id, reply } = this.request("kernel_info_request", {});
      asked = id;
      await Promise.race([reply, this.process.died]);
      await pause(20);
    } while (!this.#iopub.some(heard));
    this.#iopub = [];
  }

  /** What a cell shows: texts, results and errors, each as a string. */
  async execute(code: string): Promise<string[]> {
    return (await this.run(code)).texts;
  }

  /** All that comes of a cell until the kernel says that it has ended. */
  async run(code: string, options: Record<string, unknown> = {}): Promise<Shown> {
    const { id, reply } = this.request("execute_request", {
      ...{ code, silent: false, store_history: true, user_expressions: {}, allow_stdin: true },
      ...options,
    });
    const messages: Message[] = [], texts: string[] = [];
    while (true) {
      const message = await this.#nextIopub();
      const { type, parent, content } = message, own = parent === id;
      if (own) messages.push(message);
      if (type === "status" && content.execution_state === "idle" && own) break;
      // after a cell's "idle" this leaves a client saying "busy" for ever
      if (type === "status" && content.execution_state === "busy" && !own) this.late.push("busy");
      const place = own ? texts : this.late;
      if (type === "stream") place.push(content.text.trim());
      if (/^(execute_result|display_data)$/.test(type)) place.push(content.data["text/plain"]);
      if (type === "error") place.push(`${content.ename}: ${content.evalue}`);
    }
    return { texts, messages, reply: await reply };
  }

  /** Sends a request; its answer comes later. */
  request(
    type: string,
    content: Record<string, unknown>,
    channel: "shell" | "control" = "shell",
  ): { id: string; reply: Promise<Message> } {
    const { promise: reply, resolve } = Promise.withResolvers<Message>();
    const id = this.#send(channel, type, content);
    this.#replies.set(id, resolve);
    return { id, reply };
  }

  async interrupt(): Promise<void> {
    await this.request("interrupt_request", {}, "control").reply;
  }

  /** Whether the heart beats. */
  async beats(): Promise<boolean> {
    await this.sockets.hb.send([new Uint8Array(), new TextEncoder().encode("ping")]);
    const frames = await this.sockets.hb.receive();
    return new TextDecoder().decode(frames.at(-1)) === "ping";
  }

  /** Sends frames that are no message of ours. */
  async sendRaw(channel: Channel, frames: Uint8Array[]): Promise<void> {
    await this.sockets[channel].send(frames);
  }

  async close(): Promise<void> {
    this.process.kill();
    await this.process.end();
    for (const socket of Object.values(this.sockets)) socket.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  #send(channel: Channel, type: string, content: Record<string, unknown>): string {
    const { key } = this.process.connection;
    const { id, frames } = encodeRequest(type, content, { key, session: this.#session });
    this.sockets[channel].send(frames).catch(() => {}); // the process's end tells why
    return id;
  }

  async #nextIopub(): Promise<Message> {
    while (this.#iopub.length === 0) {
      const { promise: heard, resolve } = Promise.withResolvers<void>();
      this.#onIopub = resolve;
      await Promise.race([heard, this.process.died]);
    }
    return this.#iopub.shift()!;
  }

  async #listen(socket: ZmtpSocket, onMessage: (message: Message) => void): Promise<void> {
    while (true) {
      const frames = await socket.receive().catch(() => undefined);
      if (!frames) return;
      const start = frames.findIndex((frame) => new TextDecoder().decode(frame) === "<IDS|MSG>");
      onMessage(decode(frames.slice(start), this.process.connection.key));
    }
  }
}

export const pause = (milliseconds: number): Promise<void> =>
  new Promise((done) => setTimeout(done, milliseconds));

/** An import of what mends the kernel. */
export const repair = JSON.stringify(
  new URL("../../../lib/publish/kernel/kernel.ts", import.meta.url).href,
);

/** What each cell shows in an ordinary client, after a first cell that mends the kernel; and last,
 * what came after its cell's end. */
export async function shown(...cells: string[]): Promise<string[][]> {
  await using client = await PlainClient.start(Deno.cwd());
  const results: string[][] = [];
  for (const cell of [`import ${repair}; console.log("first"); 0`, ...cells]) {
    results.push(await client.execute(cell));
  }
  return [...results, client.late];
}

/** The folder of a study's notebooks. */
export const NOTEBOOKS = new URL("../../../notebooks/spotify", import.meta.url).pathname;

/** Our kernel in that folder, without what the types of cells tell: a `deno lsp` would read for 7 s of a core each. */
export const startOurs = (env: Record<string, string> = {}): Promise<PlainClient> =>
  PlainClient.start(NOTEBOOKS, "ours", { KERNEL_TYPES: "off", ...env });
