/** Deno's own kernel, behind ours: one process, from its start to its end. */
import { randomUUID } from "node:crypto";
import { Envelope } from "./envelope.ts";
import { KernelProcess } from "./kernel_process.ts";
import { SideLine } from "./side_line.ts";
import { type SocketType, ZmtpSocket } from "./zmtp.ts";

/** How long a cell may not come to its event loop before it counts as a loop without end, in milliseconds. */
const DEAF = 1000;

/** What comes from the kernel unasked. */
export interface Listener {
  /** Kinds of messages that need not be read. */
  ignores(type: string | undefined): boolean;
  /** Output, states, whatever it publishes. */
  onOutput(message: Envelope): void;
  /** A cell asks its reader. */
  onInput(message: Envelope): void;
}

/** Deno's kernel with what we plant in it (planted.ts). It starts at once. */
export class DenoKernel {
  /** Resolves when it takes requests; rejects with KernelDied when it has ended before, saying why. */
  readonly ready: Promise<void>;
  /** Rejects with KernelDied when it has ended. */
  readonly died: Promise<never>;
  /** What is planted stands in the kernel under this name. */
  readonly name = `__kernel_${randomUUID().slice(0, 8)}`;
  #process: KernelProcess;
  #line = new SideLine();
  #session = randomUUID();
  #sockets: Record<"shell" | "control" | "stdin", ZmtpSocket> | undefined;
  #replies = new Map<string, (message: Envelope) => void>();
  /** Until it is ready, any message is a sign of life. */
  #heard: (message: Envelope) => void = () => {};
  #ignores: (type?: string) => boolean = () => false;

  /** @param cwd the folder of the notebook */
  constructor(cwd: string, private readonly listener: Listener) {
    this.#process = new KernelProcess(cwd, { onStderr: (text) => this.#onStderr(text) });
    this.died = this.#process.died;
    this.died.catch(() => this.#disconnect());
    this.ready = this.#start();
    this.ready.catch(() => this.#process.kill()); // one that is not as it should be is of no use
  }

  /** Sends a request and waits for its answer. */
  async request(message: Envelope): Promise<Envelope> {
    const { promise: reply, resolve } = Promise.withResolvers<Envelope>();
    this.#replies.set(message.header.msg_id, resolve);
    await this.send("shell", message);
    const answer = await Promise.race([reply, this.died]);
    this.#replies.delete(message.header.msg_id);
    return answer;
  }

  /** Sends what has no answer. Where it cannot be sent, the process's end tells why. */
  async send(channel: "shell" | "control" | "stdin", message: Envelope): Promise<void> {
    await this.#sockets?.[channel].send(message.seal(this.#key)).catch(() => {});
  }

  /** Code to execute, as a request of ours. */
  execution(code: string, options: { silent?: boolean; allow_stdin?: boolean } = {}): Envelope {
    const content = { code, silent: false, store_history: false, user_expressions: {}, ...options };
    return this.message("execute_request", content);
  }

  /** A message of ours. */
  message(type: string, content: Record<string, unknown> = {}): Envelope {
    return Envelope.of(type, content, { session: this.#session });
  }

  /** Tells the running cell to end, and stops it from outside where it hears nothing.
   * @param isStoppable whether it still runs and has awaited nothing: where a cell has awaited, Deno panics */
  async interrupt(isStoppable: () => boolean): Promise<void> {
    let heard = await this.#line.say("interrupt", DEAF);
    // Deno may have heard it before the cell began: a loop that never awaits goes on then
    while (isStoppable()) {
      if (!heard) await this.send("control", this.message("interrupt_request"));
      await delay(DEAF / 10);
      heard = await this.#line.say("listen", DEAF);
    }
  }

  /** Ends the process, and waits until it has. */
  async end(): Promise<void> {
    this.#process.kill();
    await this.#process.end();
  }

  get #key(): string {
    return this.#process.connection.key;
  }

  async #start(): Promise<void> {
    const { shell_port, iopub_port, control_port, stdin_port } = this.#process.connection;
    const iopub = await this.#reach(iopub_port, "SUB");
    const [shell, control, stdin] = await Promise.all(
      [shell_port, control_port, stdin_port].map((port) => this.#reach(port, "DEALER")),
    );
    this.#sockets = { shell, control, stdin };
    this.#listen(shell, (message) => {
      this.#replies.get((message.parent as { msg_id?: string }).msg_id ?? "")?.(message);
    });
    this.#listen(stdin, (message) => this.listener.onInput(message));
    this.#listen(iopub, (message) => this.#heard(message));
    await this.#subscribed();
    this.#heard = (message) => this.listener.onOutput(message);
    this.#ignores = (type) => this.listener.ignores(type);
    await this.#plant();
  }

  /** A subscription takes a moment: ask until something is heard. */
  async #subscribed(): Promise<void> {
    const { promise: heard, resolve } = Promise.withResolvers<boolean>();
    this.#heard = () => resolve(true);
    do {
      await this.request(this.message("kernel_info_request"));
    } while (!await Promise.race([heard, delay(5)]));
  }

  async #plant(): Promise<void> {
    const module = JSON.stringify(new URL("./planted.ts", import.meta.url).href);
    const options = JSON.stringify({
      name: this.name,
      file: this.#process.file,
      ...this.#line.address,
    });
    const code = `await (await import(${module})).plant(${options})`;
    const { content } = await this.request(this.execution(code, { silent: true }));
    if (content.status !== "ok") {
      throw new Error(`Deno's kernel could not be mended: ${content.ename}: ${content.evalue}`);
    }
  }

  /** Connects as soon as the kernel listens, unless it has ended. */
  async #reach(port: number, type: SocketType): Promise<ZmtpSocket> {
    while (this.#process.alive) {
      try {
        return await ZmtpSocket.connect(this.#process.connection.ip, port, type);
      } catch {
        await delay(5);
      }
    }
    return await this.died;
  }

  async #listen(socket: ZmtpSocket, onMessage: (message: Envelope) => void): Promise<void> {
    while (true) {
      const frames = await socket.receive().catch(() => undefined);
      if (!frames) return; // closed; the process's end tells why
      try {
        if (this.#ignores(Envelope.typeOf(frames))) continue;
        onMessage(Envelope.open(frames, this.#key).envelope);
      } catch (error) {
        console.error("a message of Deno's kernel could not be passed on:", error);
      }
    }
  }

  /** What Deno says itself goes to our own log. After a panic its process lives on without its thread of cells. */
  #onStderr(text: string): void {
    Deno.stderr.writeSync(new TextEncoder().encode(text));
    if (text.includes("Deno has panicked")) this.#process.kill();
  }

  #disconnect(): void {
    this.#line.close();
    for (const socket of Object.values(this.#sockets ?? {})) socket.close();
    this.#sockets = undefined;
  }
}

const delay = (milliseconds: number) =>
  new Promise<false>((done) => setTimeout(done, milliseconds, false));
