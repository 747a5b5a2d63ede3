/** Executes cells one after the other on Deno's kernel, and starts that again when it has ended. */
import { PROJECT_ROOT } from "../../core/places.ts";
import {
  type CellError,
  errorOf,
  explainError,
  interruptedError,
  LOST,
  lostError,
  type SentCell,
} from "./cell_errors.ts";
import { CellOutput } from "./cell_output.ts";
import { Envelope, type Header } from "./envelope.ts";
import { LastingKernel } from "./lasting_kernel.ts";
import { History } from "./history.ts";
import { interruptible } from "./interruptible.ts";
import { KernelDied } from "./kernel_process.ts";
import { pictureSize } from "./picture_size.ts";
import type { Plugged } from "./services/plugged.ts";
import type { Cell } from "./services/service.ts";

/** What goes to the client. */
export interface Client {
  readonly session: string;
  publish(message: Envelope): void;
}

/** A request to execute code, and the way back to who asked. */
interface Execution {
  readonly request: Envelope;
  reply(message: Envelope): void;
}

/** The execution under way. */
interface Running {
  readonly header: Header;
  readonly code: string;
  readonly count: number;
  /** Whether Deno has it. */
  sent: boolean;
  /** Whether it can be stopped from outside: it has awaited nothing yet. */
  stoppable: boolean;
  /** Whether it asks its reader. */
  asks: boolean;
  interruptedAt?: number;
  /** What Deno said went wrong; shown when all output has come. */
  error?: CellError;
  /** Errors that nothing waited for, on their way to be shown. */
  readonly uncaught: Promise<void>[];
  /** Ends it at once. */
  leave(error: CellError): void;
}

/** From when on a second interrupt restarts Deno, in milliseconds; before, the first is still at work. */
const PATIENCE = 3000;

/** All cells of a notebook. */
export class CellRunner {
  #deno: LastingKernel;
  #waiting: Execution[] = [];
  #busy = false;
  #running: Running | undefined;
  #count = 0;
  readonly history = new History();
  #output = new CellOutput<Running>();
  #passed = new Map<string, (message: Envelope) => void>();
  /** Cells by number: errors name them. */
  #cells = new Map<number, SentCell>();

  constructor(
    private readonly cwd: string,
    private readonly client: Client,
    private readonly services: Plugged,
    private readonly onInput: (message: Envelope, owner: Header) => void,
  ) {
    this.#deno = new LastingKernel(cwd, {
      // we say ourselves when a cell begins and ends
      ignores: (type) => type === "execute_input" || type === "status" && this.#passed.size === 0,
      onOutput: (message) => this.#onOutput(message),
      onInput: (message) => {
        if (!this.#running) return;
        this.#running.asks = true;
        this.onInput(message, this.#running.header);
      },
    }, () => services.restarted());
  }

  /** Resolves when Deno has started. */
  get ready(): Promise<void> {
    return this.#deno.current.ready;
  }

  /** The request of the cell that runs. */
  get running(): Header | undefined {
    return this.#running?.header;
  }

  /** Executes it when those before it have ended. */
  submit(execution: Execution): void {
    this.#waiting.push(execution);
    if (!this.#busy) this.#work();
  }

  /** What the reader answers a cell that asks. */
  async answerInput(message: Envelope): Promise<void> {
    if (this.#running) this.#running.asks = false;
    await this.#deno.current.send("stdin", message);
  }

  /** Passes a request on to Deno that is none to execute code; to be done between cells, for Deno answers when a cell
   * has ended. */
  async pass(request: Envelope): Promise<Envelope> {
    const deno = await this.#deno.ready();
    this.#passed.set(request.header.msg_id, (message) => this.client.publish(message));
    try {
      return await deno.request(request);
    } finally {
      // what it published comes at about the same time
      setTimeout(() => this.#passed.delete(request.header.msg_id), 1000);
    }
  }

  /** Ends the running cell; what waits behind it is not executed. */
  async interrupt(): Promise<void> {
    const running = this.#running, deno = this.#deno.current;
    if (!running) return;
    const now = performance.now();
    if (running.interruptedAt !== undefined) {
      if (now - running.interruptedAt > PATIENCE) await this.#restart();
      return;
    }
    running.interruptedAt = now;
    if (!running.sent) return running.leave(interruptedError());
    if (running.asks) await this.answerInput(deno.message("input_reply", { value: null }));
    setTimeout(() => this.#running === running && this.#sayHowToRestart(running), PATIENCE);
    await deno.interrupt(() => this.#running === running && running.stoppable);
  }

  async close(): Promise<void> {
    await this.#deno.end();
  }

  async #restart(): Promise<void> {
    const ended = this.#deno.end();
    this.#running?.leave(lostError("the cell did not end when it was interrupted"));
    await ended;
  }

  #sayHowToRestart({ header }: Running): void {
    const text =
      "[the cell does not end. Interrupt it again to start Deno anew; its variables are lost then]\n";
    this.#publish("stream", { name: "stderr", text }, header);
  }

  async #work(): Promise<void> {
    this.#busy = true;
    for (let next = this.#waiting.shift(); next; next = this.#waiting.shift()) {
      await this.#execute(next);
    }
    this.#busy = false;
  }

  async #execute({ request, reply }: Execution): Promise<void> {
    const { header, content: { code, silent = false, store_history, stop_on_error } } = request;
    if (!silent && store_history !== false) this.history.add(++this.#count, code);
    const count = this.#count, { session } = this.client, started = new Date().toISOString();
    const answer = (content: Record<string, unknown>, parent = header) =>
      reply(Envelope.of("execute_reply", content, { session, parent, metadata: { started } }));
    this.#publish("status", { execution_state: "busy" }, header);
    if (!silent) this.#publish("execute_input", { code, execution_count: count }, header);
    const cell = this.#cell(header, code, count);
    const lost = this.#deno.takeLoss();
    if (lost) cell.print(`[${lost}]\n`);
    if (!silent) this.services.beforeExecute(cell);

    const { promise: left, resolve: leave } = Promise.withResolvers<CellError>();
    const began = performance.now();
    const running: Running = {
      header,
      code,
      count,
      sent: false,
      stoppable: false,
      asks: false,
      uncaught: [],
      leave,
    };
    this.#running = running;
    const error = await Promise.race([left, this.#evaluate(running, request)])
      .catch((thrown: Error) =>
        thrown instanceof KernelDied
          ? lostError(thrown.message)
          : errorOf(thrown.name, thrown.message)
      );
    this.#running = undefined;
    if (error?.ename === LOST) this.#deno.takeLoss(); // it is said now

    if (error) this.#publish("error", { ...error }, header);
    answer(
      error
        ? { status: "error", execution_count: count, ...error }
        : { status: "ok", execution_count: count, payload: [], user_expressions: {} },
    );
    this.#publish("status", { execution_state: "idle" }, header);
    const seconds = (performance.now() - began) / 1000;
    const status = !error ? "ok" : running.interruptedAt === undefined ? "error" : "interrupted";
    if (!silent) this.services.afterExecute(cell, { status, seconds });
    if (error && stop_on_error !== false) this.#refuseWaiting();
  }

  /** Those who wait when a cell fails are not executed. */
  #refuseWaiting(): void {
    const { session } = this.client;
    for (const { request: { header }, reply } of this.#waiting.splice(0)) {
      this.#publish("status", { execution_state: "busy" }, header);
      const content = { status: "aborted", execution_count: this.#count };
      reply(Envelope.of("execute_reply", content, { session, parent: header }));
      this.#publish("status", { execution_state: "idle" }, header);
    }
  }

  /** What went wrong, if something did. */
  async #evaluate(running: Running, { content }: Envelope): Promise<CellError | undefined> {
    const deno = await this.#deno.ready(), { silent, allow_stdin } = content;
    const { code, awaitsBlindly } = await interruptible(running.code, deno.name);
    // its reader has been told that it ended: Deno must not run it behind the next cell's back
    if (running.interruptedAt !== undefined) return interruptedError();
    running.stoppable = !awaitsBlindly;
    if (!silent) this.#cells.set(running.count, { code: running.code, sent: code });
    const request = deno.execution(code, { silent, allow_stdin });
    this.#output.own(request, running);
    running.sent = true;
    const { content: reply } = await deno.request(request);
    await this.#output.drain(deno, request, reply.status === "ok" && !silent);
    await Promise.all(running.uncaught);
    if (reply.status === "ok") {
      // its value could not be shown
      if (running.error) this.#publish("error", { ...running.error }, running.header);
      return undefined;
    }
    const error = running.error ?? (reply as CellError);
    const ended = /^(Interrupted|AbortError)$/.test(error.ename) ||
      !error.traceback.join("").trim();
    if (running.interruptedAt !== undefined && ended) return interruptedError();
    return silent ? error : await this.#explained(error, running);
  }

  #onOutput(message: Envelope): void {
    const passed = this.#passed.get((message.parent as Partial<Header>).msg_id ?? "");
    if (passed) return passed(message);
    const owner = this.#output.ownerOf(message) ?? this.#running;
    if (!owner || message.type === "status" || message.type === "execute_input") return;
    if (message.type === "marker") return this.#output.marked(message);
    if (message.type === "awaits") return void (owner.stoppable = false);
    if (message.type === "error" && message.content.ename.startsWith("Uncaught ")) {
      return void owner.uncaught.push(this.#showUncaught(message, owner));
    }
    if (message.type === "error" && owner === this.#running) {
      return void (owner.error = message.content as CellError);
    }
    if (message.type !== "execute_result") {
      return this.client.publish(message.with({ parent: owner.header }));
    }
    const { data } = message.content;
    const metadata = { ...message.content.metadata, ...pictureSize(data) };
    const content = { ...message.content, metadata, execution_count: owner.count };
    this.history.addOutput(owner.count, data["text/plain"]);
    this.client.publish(message.with({ parent: owner.header, content }));
  }

  /** An error that no cell waited for, when its lines are known. */
  async #showUncaught(message: Envelope, owner: Running): Promise<void> {
    const error = await this.#explained(message.content as CellError, owner);
    this.client.publish(message.with({ parent: owner.header, content: { ...error } }));
  }

  #explained(error: CellError, { count }: Running): Promise<CellError> {
    return explainError(error, { cells: this.#cells, count, cwd: this.cwd, root: PROJECT_ROOT });
  }

  #cell(header: Header, code: string, count: number): Cell {
    return {
      code,
      count,
      print: (text, name = "stderr") => this.#publish("stream", { name, text }, header),
      display: (data, { id, replaces } = {}) => {
        const type = replaces ? "update_display_data" : "display_data";
        const transient = id === undefined ? {} : { display_id: id };
        this.#publish(type, { data, metadata: {}, transient }, header);
      },
    };
  }

  #publish(type: string, content: Record<string, unknown>, parent: Header): void {
    const { session } = this.client;
    this.client.publish(Envelope.of(type, content, { session, parent }));
  }
}
