/** A Deno kernel of one's own: started, asked to execute, ended. */
import { randomUUID } from "node:crypto";
import { type ConnectionInfo, decode, encodeRequest, type Message } from "./messages.ts";
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

/** Thrown when the kernel's process has ended although nobody asked it to. */
export class KernelDied extends Error {
  override readonly name = "KernelDied";
}

// Ended with this process, however that ends: by Deno.exit(), an uncaught error or the last line.
const living = new Set<Kernel>();
globalThis.addEventListener("unload", () => living.forEach((kernel) => kernel.kill()));

/** A running `deno jupyter --kernel`. Always `close()` it (`await using` does). */
export class Kernel implements AsyncDisposable {
  /** What the kernel says of itself (implementation_version is Deno's). */
  info: Record<string, unknown> = {};
  #process: Deno.ChildProcess;
  #connection: ConnectionInfo;
  #session = randomUUID();
  #sockets: { shell: ZmtpSocket; iopub: ZmtpSocket; control: ZmtpSocket } | undefined;
  #ended: Promise<Deno.CommandStatus>;
  #stderr: Promise<string>;
  #onIopub: (message: Message) => void = () => {};
  #replies = new Map<string, (message: Message) => void>();
  #died: Promise<never>;

  private constructor(process: Deno.ChildProcess, connection: ConnectionInfo) {
    this.#process = process;
    this.#connection = connection;
    this.#ended = process.status;
    this.#stderr = lastOf(process.stderr);
    this.#died = this.#ended.then(async ({ code, signal }) => {
      living.delete(this);
      const how = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
      const said = (await this.#stderr).trim();
      throw new KernelDied(`the kernel ${how}${said ? `; it said:\n${said}` : ""}`);
    });
    this.#died.catch(() => {}); // looked at by whoever waits for the kernel
    living.add(this);
  }

  /** Starts a kernel with this process's own Deno and waits until it answers.
   * @throws {KernelDied} when it ends or says nothing for `startSeconds` */
  static async start({ cwd, env = {}, startSeconds = 60 }: KernelOptions): Promise<Kernel> {
    const connection = connectionInfo();
    const file = await Deno.makeTempFile({ prefix: "kernel-", suffix: ".json" });
    await Deno.writeTextFile(file, JSON.stringify(connection));
    const command = new Deno.Command(Deno.execPath(), {
      args: ["jupyter", "--kernel", "--conn", file],
      cwd,
      env: { NO_COLOR: "1", ...env },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    });
    const kernel = new Kernel(command.spawn(), connection);
    kernel.#ended.finally(() => Deno.remove(file)).catch(() => {});
    try {
      await kernel.#within(kernel.#connect(), startSeconds, "the kernel had not started");
    } catch (error) {
      kernel.kill();
      throw error;
    }
    return kernel;
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** Executes code; every output message that arrives until the kernel has nothing more to say
   * about it goes to `onMessage`. Returns the kernel's `execute_reply`.
   *
   * The kernel of Deno ≥ 2.8.2 says "idle" before it has sent all output. Its output is one queue,
   * though: so a second, silent request queues a marker, and what comes before the marker belongs
   * to the first.
   * @throws {KernelDied}
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
    const whole = (async () => {
      const reply = await this.#request("shell", "execute_request", executeRequest(code, silent));
      // the timer lets pending errors of the cell be reported before the marker
      const flush = `await new Promise((done) => setTimeout(done, 0));
        Deno.jupyter.broadcast("marker", { id: ${JSON.stringify(marker)} })`;
      await this.#request("shell", "execute_request", executeRequest(flush, true));
      await drained;
      return reply;
    })();
    return await this.#within(whole, timeoutSeconds, "the cell was still running");
  }

  /** Ends the process at once. */
  kill(): void {
    living.delete(this);
    this.#close();
    try {
      this.#process.kill("SIGKILL");
    } catch { /* it has ended already */ }
  }

  /** Asks the kernel to end, and ends it if it does not within two seconds. */
  async close(): Promise<void> {
    const gone = this.#ended;
    if (this.#sockets) {
      this.#request("control", "shutdown_request", { restart: false }).catch(() => {});
    }
    const timer = setTimeout(() => this.kill(), this.#sockets ? 2000 : 0);
    await gone;
    clearTimeout(timer);
    living.delete(this);
    this.#close();
    await this.#stderr;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #connect(): Promise<void> {
    const { ip, shell_port, iopub_port, control_port, key } = this.#connection;
    const iopub = await this.#reach(ip, iopub_port, "SUB");
    const shell = await this.#reach(ip, shell_port, "DEALER");
    const control = await this.#reach(ip, control_port, "DEALER");
    this.#sockets = { shell, iopub, control };
    const replies = (message: Message) => this.#replies.get(message.parent ?? "")?.(message);
    listen(shell, key, replies);
    listen(control, key, replies);
    const { promise: subscribed, resolve } = Promise.withResolvers<void>();
    this.#onIopub = () => resolve();
    listen(iopub, key, (message) => this.#onIopub(message));
    // A subscription takes a moment: ask until an answer is heard on iopub too.
    let heard = false;
    subscribed.then(() => heard = true);
    while (!heard) {
      this.info = (await this.#request("shell", "kernel_info_request", {})).content;
      await Promise.race([subscribed, delay(20)]);
    }
  }

  /** Connects as soon as the kernel listens, unless it has ended. */
  async #reach(ip: string, port: number, type: SocketType): Promise<ZmtpSocket> {
    while (living.has(this)) {
      try {
        return await ZmtpSocket.connect(ip, port, type);
      } catch (error) {
        if (!(error instanceof Deno.errors.ConnectionRefused)) throw error;
        await delay(10);
      }
    }
    return await this.#died;
  }

  async #request(
    channel: "shell" | "control",
    type: string,
    content: Record<string, unknown>,
  ): Promise<Message> {
    const { key } = this.#connection;
    const { id, frames } = encodeRequest(type, content, { key, session: this.#session });
    const reply = new Promise<Message>((resolve) => this.#replies.set(id, resolve));
    try {
      await this.#sockets![channel].send(frames);
    } catch {
      await this.#died; // the reason is known as soon as the process has ended
    }
    const message = await Promise.race([reply, this.#died]);
    this.#replies.delete(id);
    return message;
  }

  async #within<T>(work: Promise<T>, seconds: number, what: string): Promise<T> {
    const timeout = Promise.withResolvers<never>();
    const late = () =>
      timeout.reject(new DOMException(`${what} after ${seconds} s`, "TimeoutError"));
    const timer = Number.isFinite(seconds) ? setTimeout(late, seconds * 1000) : undefined;
    try {
      return await Promise.race([work, this.#died, timeout.promise]);
    } finally {
      clearTimeout(timer);
      work.catch(() => {});
    }
  }

  #close(): void {
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

const delay = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

async function listen(socket: ZmtpSocket, key: string, onMessage: (message: Message) => void) {
  try {
    while (true) onMessage(decode(await socket.receive(), key));
  } catch { /* the connection has ended; the process's end tells why */ }
}

/** Free ports of this machine and a new key. */
function connectionInfo(): ConnectionInfo {
  const ip = "127.0.0.1";
  const listeners = Array.from({ length: 5 }, () => Deno.listen({ hostname: ip, port: 0 }));
  const [shell_port, iopub_port, stdin_port, control_port, hb_port] = listeners
    .map((listener) => (listener.addr as Deno.NetAddr).port);
  for (const listener of listeners) listener.close();
  return {
    ...{ transport: "tcp", ip, shell_port, iopub_port, stdin_port, control_port, hb_port },
    ...{ signature_scheme: "hmac-sha256", key: randomUUID() },
  };
}

/** The last 4,000 characters of a stream, read to its end. */
async function lastOf(stream: ReadableStream<Uint8Array>): Promise<string> {
  let text = "";
  for await (const part of stream.pipeThrough(new TextDecoderStream())) {
    text = (text + part).slice(-4000);
  }
  return text.replace(/^.*"deno jupyter" is unstable.*\n/m, "");
}
