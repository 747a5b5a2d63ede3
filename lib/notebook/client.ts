/** A Deno kernel of one's own: started, asked to execute, ended. */
import { randomUUID } from "node:crypto";
import { KernelDied, KernelProcess } from "./kernel_process.ts";
import { decode, encodeRequest, type Message } from "./messages.ts";
import { type SocketType, ZmtpSocket } from "./zmtp.ts";

/** How a kernel is started. */
export interface KernelOptions {
  /** The kernel's working directory: where its relative imports and paths start. */
  cwd: string;
  /** Added to this process's environment. */
  env?: Record<string, string>;
  /** How long a kernel may take until it answers, in seconds. */
  startSeconds?: number;
}

/** A kernel that listens to us alone. Always `close()` it (`await using` does). */
export class Kernel implements AsyncDisposable {
  /** What the kernel says of itself; `implementation_version` is Deno's. */
  info: Record<string, unknown> = {};
  #process: KernelProcess;
  #session = randomUUID();
  #sockets: { shell: ZmtpSocket; iopub: ZmtpSocket; control: ZmtpSocket } | undefined;
  #onIopub: (message: Message) => void = () => {};
  #replies = new Map<string, (message: Message) => void>();

  private constructor(process: KernelProcess) {
    this.#process = process;
    process.end().then(() => this.#disconnect());
  }

  /** Starts a kernel with this process's own Deno and waits until it answers.
   * @throws {KernelDied} when it ends at once, saying why
   * @throws {DOMException} named TimeoutError when it says nothing for `startSeconds` */
  static async start({ cwd, env = {}, startSeconds = 60 }: KernelOptions): Promise<Kernel> {
    for (let attempt = 1;; attempt++) {
      const process = new KernelProcess(cwd, env);
      const kernel = new Kernel(process);
      try {
        await kernel.#within(kernel.#connect(), startSeconds, "the kernel had not started");
        return kernel;
      } catch (error) {
        process.kill();
        await process.end();
        // another program may take a free port before the kernel does
        const unlucky = error instanceof KernelDied && /AddrInUse/.test(error.message);
        if (!unlucky || attempt === 5) throw error;
      }
    }
  }

  /** Executes code; every output message of it goes to `onMessage`. Returns the `execute_reply`.
   *
   * The kernel of Deno ≥ 2.8.2 says "idle" before it has sent all output. Its output is one queue,
   * though: so a second, silent request queues a marker, and what comes before the marker belongs
   * to the first.
   * @throws {KernelDied} when the code ends the kernel
   * @throws {DOMException} named TimeoutError after `timeoutSeconds` without an end */
  async execute(
    code: string,
    onMessage: (message: Message) => void = () => {},
    { silent = false, timeoutSeconds = Infinity } = {},
  ): Promise<Message> {
    const marker = randomUUID();
    const { promise: drained, resolve } = Promise.withResolvers<void>();
    this.#onIopub = (message) => {
      if (message.type === "marker" && message.content.id === marker) resolve();
      else onMessage(message);
    };
    const all = async () => {
      const reply = await this.#request("shell", "execute_request", executeRequest(code, silent));
      // the timer lets rejections that nobody handles be told before the marker
      const mark = `await new Promise((done) => setTimeout(done, 0));
        Deno.jupyter.broadcast("marker", { id: ${JSON.stringify(marker)} })`;
      await this.#request("shell", "execute_request", executeRequest(mark, true));
      await drained;
      return reply;
    };
    return await this.#within(all(), timeoutSeconds, "the cell was still running");
  }

  /** Ends the process at once. */
  kill(): void {
    this.#process.kill();
  }

  /** Asks the kernel to end, and ends it if it does not within two seconds. */
  async close(): Promise<void> {
    const polite = this.#process.alive && this.#sockets;
    if (polite) {
      this.#request("control", "shutdown_request", { restart: false }).catch(() => {});
    }
    const timer = setTimeout(() => this.kill(), polite ? 2000 : 0);
    await this.#process.end();
    clearTimeout(timer);
    this.#disconnect();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #connect(): Promise<void> {
    const { shell_port, iopub_port, control_port } = this.#process.connection;
    const iopub = await this.#reach(iopub_port, "SUB");
    const shell = await this.#reach(shell_port, "DEALER");
    const control = await this.#reach(control_port, "DEALER");
    this.#sockets = { shell, iopub, control };
    const toReplies = (message: Message) => this.#replies.get(message.parent ?? "")?.(message);
    this.#listen(shell, toReplies);
    this.#listen(control, toReplies);
    // A subscription takes a moment: ask until something is heard on iopub too.
    const { promise: subscribed, resolve } = Promise.withResolvers<boolean>();
    this.#onIopub = () => resolve(true);
    this.#listen(iopub, (message) => this.#onIopub(message));
    do {
      this.info = (await this.#request("shell", "kernel_info_request", {})).content;
    } while (!await Promise.race([subscribed, delay(20)]));
  }

  /** Connects as soon as the kernel listens, unless it has ended. */
  async #reach(port: number, type: SocketType): Promise<ZmtpSocket> {
    while (this.#process.alive) {
      try {
        return await ZmtpSocket.connect(this.#process.connection.ip, port, type);
      } catch {
        await delay(10);
      }
    }
    return await this.#process.died;
  }

  async #listen(socket: ZmtpSocket, onMessage: (message: Message) => void): Promise<void> {
    while (true) {
      const frames = await socket.receive().catch(() => undefined);
      if (!frames) return; // closed; the process's end tells why
      onMessage(decode(frames, this.#process.connection.key));
    }
  }

  async #request(
    channel: "shell" | "control",
    type: string,
    content: Record<string, unknown>,
  ): Promise<Message> {
    const { connection: { key }, died } = this.#process;
    const { id, frames } = encodeRequest(type, content, { key, session: this.#session });
    const { promise: reply, resolve } = Promise.withResolvers<Message>();
    this.#replies.set(id, resolve);
    // where it cannot be sent, the process's end will tell why
    await this.#sockets?.[channel].send(frames).catch(() => {});
    const message = await Promise.race([reply, died]);
    this.#replies.delete(id);
    return message;
  }

  async #within<T>(work: Promise<T>, seconds: number, what: string): Promise<T> {
    const { promise: timeout, reject } = Promise.withResolvers<never>();
    const late = () => reject(new DOMException(`${what} after ${seconds} s`, "TimeoutError"));
    const timer = Number.isFinite(seconds) ? setTimeout(late, seconds * 1000) : undefined;
    try {
      return await Promise.race([work, this.#process.died, timeout]);
    } finally {
      clearTimeout(timer);
      work.catch(() => {});
    }
  }

  #disconnect(): void {
    for (const socket of Object.values(this.#sockets ?? {})) socket.close();
    this.#sockets = undefined;
  }
}

const executeRequest = (code: string, silent: boolean) => ({
  code,
  silent,
  store_history: !silent,
  user_expressions: {},
  allow_stdin: false,
  stop_on_error: true,
});

const delay = (milliseconds: number) =>
  new Promise<false>((done) => setTimeout(done, milliseconds, false));
