/** Our Jupyter kernel: `proxy.ts --conn FILE`, a thin process between a client and Deno's own kernel.
 *
 * ```text
 *   client ⇄ proxy.ts ⇄ deno_kernel.ts ⇄ Deno's kernel, with planted.ts in it
 *              │
 *          cell_runner.ts    one cell after the other; restarts Deno
 *          services/         what is told of cells and answers questions beside them
 * ```
 * Services plug in at services/services.ts; their interface is services/service.ts.
 *
 * @module
 */
import { randomUUID } from "node:crypto";
import { CellRunner } from "./cell_runner.ts";
import { Envelope, type Header } from "./envelope.ts";
import type { ConnectionInfo } from "./messages.ts";
import { Plugged } from "./services/plugged.ts";
import { startServices } from "./services/services.ts";
import type { ZmtpSocket } from "./zmtp.ts";
import { bindHeartbeat, BoundSocket, PubSocket } from "./zmtp_server.ts";

/** Who asked, and the frames that lead back. */
interface Sender {
  readonly peer: ZmtpSocket;
  readonly route: readonly Uint8Array[];
}

/** A kernel at work on the sockets of a connection. */
export class Proxy {
  readonly session = randomUUID();
  /** Resolves when the client has ended it. */
  readonly ended: Promise<void>;
  #end: () => void;
  #key: string;
  #runner: CellRunner;
  #services: Plugged;
  #sockets: { close(): void }[];
  #iopub: PubSocket;
  #stdin: BoundSocket;
  /** Who is asked on stdin when a cell asks. */
  #asker: ZmtpSocket | undefined;

  constructor({ ip, key, ...ports }: ConnectionInfo) {
    this.#key = key;
    // Deno starts first, and has the machine to itself until it is ready
    const { promise: started, resolve: start } = Promise.withResolvers<void>();
    this.#services = new Plugged(started.then(() => startServices({ cwd: Deno.cwd() })));
    this.#runner = new CellRunner(Deno.cwd(), this, this.#services, (message, owner) => {
      this.#ask(message, owner);
    });
    this.#runner.ready.then(start, start);
    const at = (port: number) => ({ hostname: ip, port });
    const bind = (port: number, onMessage: (message: Envelope, sender: Sender) => void) =>
      new BoundSocket(at(port), "ROUTER", (frames, peer) => {
        try {
          const { envelope, route } = Envelope.open(frames, key);
          onMessage(envelope, { peer, route });
        } catch (error) {
          console.error("a message was refused:", (error as Error).message);
        }
      });
    this.#iopub = new PubSocket(at(ports.iopub_port));
    this.#stdin = bind(ports.stdin_port, (message) => void this.#runner.answerInput(message));
    this.#sockets = [
      this.#iopub,
      this.#stdin,
      bindHeartbeat(at(ports.hb_port)),
      bind(ports.shell_port, (message, sender) => void this.#onShell(message, sender)),
      bind(ports.control_port, (message, sender) => void this.#onControl(message, sender)),
    ];
    const { promise, resolve } = Promise.withResolvers<void>();
    this.ended = promise;
    this.#end = resolve;
  }

  publish(message: Envelope): void {
    // the topic is what libraries of clients expect before a message
    this.#iopub.send(message.seal(this.#key, [encoder.encode(message.type)]));
  }

  interrupt(): Promise<void> {
    return this.#runner.interrupt();
  }

  /** Ends Deno and everything. */
  async close(): Promise<void> {
    await Promise.all([this.#runner.close(), this.#services.close(), this.#iopub.flushed()]);
    for (const socket of this.#sockets) socket.close();
    this.#end();
  }

  async #onShell(message: Envelope, sender: Sender): Promise<void> {
    const answer = await this.#answerTo(message, sender);
    if (answer) this.#answer(message, sender, answer);
  }

  /** Our own answer; undefined where somebody else answers, or nobody has to. */
  async #answerTo(
    message: Envelope,
    sender: Sender,
  ): Promise<Record<string, unknown> | undefined> {
    const { content } = message, ok = { status: "ok" };
    switch (message.type) {
      case "execute_request":
        this.#asker = sender.peer;
        this.#runner.submit({
          request: message,
          reply: (reply) => this.#reply(reply, sender),
        });
        return;
      case "kernel_info_request":
        return kernelInfo();
      case "history_request":
        return { ...ok, history: this.#runner.history.answer(content) };
      case "comm_info_request":
        return { ...ok, comms: {} };
      case "complete_request": {
        const { code, cursor_pos } = content, cursor = toUnits(code, cursor_pos);
        const found = await this.#services.complete({ code, cursor });
        if (!found) return await this.#asDeno(message, sender, noMatches(cursor_pos));
        const { matches, metadata = {} } = found;
        const [cursor_start, cursor_end] = [found.start, found.end].map((at) => toPoints(code, at));
        return { ...ok, matches, cursor_start, cursor_end, metadata };
      }
      case "inspect_request": {
        const { code, cursor_pos } = content, cursor = toUnits(code, cursor_pos);
        const data = await this.#services.inspect({ code, cursor });
        return { ...ok, found: data !== undefined, data: data ?? {}, metadata: {} };
      }
      case "is_complete_request": {
        const answer = await this.#services.isComplete(content.code);
        return answer ? { ...answer } : await this.#asDeno(message, sender, { status: "unknown" });
      }
      default:
        console.error(`a message that nobody here knows: ${message.type}`);
    }
  }

  /** Passes it on; what to answer instead where Deno is at a cell, or gone. */
  async #asDeno(
    message: Envelope,
    sender: Sender,
    otherwise: Record<string, unknown>,
  ): Promise<Record<string, unknown> | undefined> {
    if (this.#runner.running) return otherwise;
    try {
      this.#reply(await this.#runner.pass(message), sender);
    } catch {
      return otherwise;
    }
  }

  async #onControl(message: Envelope, sender: Sender): Promise<void> {
    switch (message.type) {
      case "kernel_info_request":
        return this.#answerAlone(message, sender, kernelInfo());
      case "interrupt_request":
        this.#answerAlone(message, sender, { status: "ok" });
        return await this.interrupt();
      case "shutdown_request": {
        const { restart = false } = message.content;
        this.#answerAlone(message, sender, { status: "ok", restart });
        await sender.peer.flushed();
        return await this.close();
      }
    }
  }

  /** An answer of our own on the shell, between the two states. */
  #answer(request: Envelope, sender: Sender, content: Record<string, unknown>): void {
    this.#say("status", { execution_state: "busy" }, request.header);
    this.#answerAlone(request, sender, content);
    this.#say("status", { execution_state: "idle" }, request.header);
    // clients show the last state that they heard
    const { running } = this.#runner;
    if (running) this.#say("status", { execution_state: "busy" }, running);
  }

  #answerAlone({ header }: Envelope, sender: Sender, content: Record<string, unknown>): void {
    const { session } = this, type = header.msg_type.replace("_request", "_reply");
    this.#reply(Envelope.of(type, content, { session, parent: header }), sender);
  }

  #say(type: string, content: Record<string, unknown>, parent: Header): void {
    this.publish(Envelope.of(type, content, { session: this.session, parent }));
  }

  #reply(message: Envelope, { peer, route }: Sender): void {
    peer.send(message.seal(this.#key, route)).catch(() => {}); // the client has gone
  }

  /** A cell asks: the client's stdin socket has the name of the shell socket from which the cell came. */
  #ask(message: Envelope, owner: Header): void {
    const peers = [...this.#stdin.peers];
    const named = peers.filter(({ identity }) => identity && identity === this.#asker?.identity);
    const frames = message.with({ parent: owner }).seal(this.#key);
    for (const peer of named.length ? named : peers) peer.send(frames).catch(() => {});
  }
}

const encoder = new TextEncoder();

/** As Deno's own kernel says of itself. */
function kernelInfo() {
  const { deno, typescript } = Deno.version;
  return {
    status: "ok",
    protocol_version: "5.3",
    implementation: "Deno kernel",
    implementation_version: deno,
    language_info: {
      name: "typescript",
      version: typescript,
      mimetype: "text/x.typescript",
      file_extension: ".ts",
      pygments_lexer: "typescript",
      codemirror_mode: "typescript",
      nbconvert_exporter: "script",
    },
    banner: "Welcome to Deno kernel",
    help_links: [{ text: "Visit Deno manual", url: "https://docs.deno.com" }],
    debugger: false,
  };
}

const noMatches = (at: number): Record<string, unknown> => (
  { status: "ok", matches: [], cursor_start: at, cursor_end: at, metadata: {} }
);

/** Jupyter counts the characters of a text, JavaScript the UTF-16 units. */
const toUnits = (text: string, points: number): number =>
  [...text].slice(0, points).join("").length;
const toPoints = (text: string, units: number): number => [...text.slice(0, units)].length;

if (import.meta.main) {
  const [option, file] = Deno.args;
  if (option !== "--conn" || !file) {
    console.error("usage: proxy.ts --conn FILE (Jupyter does this; deno task kernel tells it to)");
    Deno.exit(2);
  }
  const connection = JSON.parse(Deno.readTextFileSync(file));
  if (connection.transport !== "tcp") {
    console.error(
      `error: ${file}: the transport is ${connection.transport}; this kernel speaks tcp`,
    );
    Deno.exit(2);
  }
  const proxy = new Proxy(connection);
  Deno.addSignalListener("SIGINT", () => proxy.interrupt());
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", () => proxy.close());
  // whatever goes wrong here, the reader's variables are worth more
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    console.error(event.reason);
  });
  await proxy.ended;
  Deno.exit(0);
}
