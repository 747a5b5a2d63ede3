/** A Deno kernel of one's own: started, asked to execute, ended. */
import { randomUUID } from "node:crypto";
import { KernelDied, KernelProcess } from "./kernel_process.ts";
import { decode, encodeRequest, type Message } from "./messages.ts";
import { type SocketType, ZmtpSocket } from "./zmtp.ts";

/** How a kernel is started. */
interface KernelOptions {
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
  /** Whether the notebook has a `Deno` of its own: the kernel cannot show a cell's value any more. */
  hidesResults = false;
  #process: KernelProcess;
  #session = randomUUID();
  #sockets: { shell: ZmtpSocket; iopub: ZmtpSocket; control: ZmtpSocket } | undefined;
  #onIopub: (message: Message) => void = () => {};
  #marker = `mark_${randomUUID().replaceAll("-", "")}`;
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
      const process = new KernelProcess(cwd, { env });
      const kernel = new Kernel(process);
      try {
        const started = kernel.#connect().then(() => kernel.#plantMarker());
        await kernel.#within(started, startSeconds, "the kernel had not started");
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
   * @param options.silenceSeconds how long the kernel may be silent between the code's end and the
   * end of its output
   * @throws {KernelDied} when the code ends the kernel
   * @throws {DOMException} named TimeoutError after `timeoutSeconds` without an end, and when the
   * code has ended but the kernel then stays silent */
  async execute(
    code: string,
    onMessage: (message: Message) => void = () => {},
    { silent = false, timeoutSeconds = Infinity, silenceSeconds = 120 } = {},
  ): Promise<Message> {
    const id = randomUUID();
    const { promise: drained, resolve } = Promise.withResolvers<void>();
    let heard = performance.now();
    this.#onIopub = (message) => {
      heard = performance.now();
      if (message.type !== "marker") onMessage(message);
      else if (message.content.id === id) {
        this.hidesResults = message.content.hidesResults;
        resolve();
      }
    };
    const all = async () => {
      const cell = this.#request("shell", "execute_request", executeRequest(code, silent));
      const end = `await ${this.#marker}(${JSON.stringify(id)})`;
      const mark = this.#request("shell", "execute_request", executeRequest(end, true));
      // requests are answered in order: a marker's answer alone means that the cell's was lost
      const reply = await Promise.race([cell, mark.then(() => undefined)]);
      if (!reply) throw new Error("the kernel has gone on without an answer to the cell");
      heard = performance.now();
      await unlessSilent(
        mark.then(({ content }) => content.status === "ok" ? drained : refuseMark(content)),
        () => performance.now() - heard > silenceSeconds * 1000,
      );
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

  /** Leaves a function in the kernel that tells when all output before it has been sent. No name of
   * a notebook can stand in its way: it holds what it needs, and its own cannot be declared again. */
  async #plantMarker(): Promise<void> {
    const code = `(() => {
      const { Promise, setTimeout, Deno: deno } = globalThis, { broadcast } = deno.jupyter;
      const isHidden = () => { try { return Deno !== deno; } catch { return true; } };
      const mark = async (id) => {
        // the timer lets rejections that nobody handles be told before the marker
        await new Promise((done) => setTimeout(done, 0));
        await broadcast("marker", { id, hidesResults: isHidden() });
      };
      Object.defineProperty(globalThis, "${this.#marker}", { value: mark });
    })()`;
    const { content } = await this.#request("shell", "execute_request", executeRequest(code, true));
    if (content.status !== "ok") refuseMark(content);
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
  stop_on_error: false, // or the marker after a cell that fails would be passed over
});

const refuseMark = ({ ename, evalue }: Message["content"]): never => {
  throw new Error(`the kernel cannot mark the end of a cell's output: ${ename}: ${evalue}`);
};

/** What `work` comes to, unless the kernel is silent before. */
async function unlessSilent<T>(work: Promise<T>, isSilent: () => boolean): Promise<T> {
  const { promise: silence, reject } = Promise.withResolvers<never>();
  const message =
    "the cell has ended, but the end of its output does not come: something that it " +
    "started and did not await keeps the kernel busy, or has stopped it";
  const timer = setInterval(
    () => isSilent() && reject(new DOMException(message, "TimeoutError")),
    100,
  );
  try {
    return await Promise.race([work, silence]);
  } finally {
    clearInterval(timer);
    work.catch(() => {});
  }
}

const delay = (milliseconds: number) =>
  new Promise<false>((done) => setTimeout(done, milliseconds, false));
