/** Whose output it is that Deno's kernel sends, and when all of it has come. */
import type { DenoKernel } from "./deno_kernel.ts";
import type { Envelope } from "./envelope.ts";

/** How long all may be silent before a cell's last output is no longer waited for, in milliseconds. */
const SILENCE = 2000;
/** How long after a cell's end the marker may take that Deno sends where a cell has succeeded. */
const SOON = 50;
/** Output of a cell may come while the next ones are already asked for. */
const REMEMBERED = 4;

/** A cell, and the promise that all of its output has come. */
interface Owned<Cell> {
  readonly cell: Cell;
  readonly marked: Promise<void>;
  mark(): void;
}

/** Output by the requests that cause it. */
export class CellOutput<Cell> {
  #owners = new Map<string, Owned<Cell>>();
  #heardAt = 0;

  /** What answers this request is the cell's. */
  own({ header }: Envelope, cell: Cell): void {
    const { promise: marked, resolve: mark } = Promise.withResolvers<void>();
    this.#owners.set(header.msg_id, { cell, marked, mark });
    if (this.#owners.size > REMEMBERED) this.#owners.delete(this.#owners.keys().next().value!);
  }

  /** The cell that a message belongs to. */
  ownerOf(message: Envelope): Cell | undefined {
    this.#heardAt = performance.now();
    return this.#owned(message)?.cell;
  }

  /** A marker has come: what came before it was all. */
  marked(message: Envelope): void {
    this.#owned(message)?.mark();
  }

  /** Resolves when a cell's output has come. Deno says that a cell has ended before it has sent all of it, but its
   * output is one queue: what comes before a marker belongs to the cell. Where a cell succeeds, a marker follows its
   * value (planted.ts); where it fails, or hides what Deno needs for that, another request asks for one. */
  async drain(deno: DenoKernel, request: Envelope, succeeded: boolean): Promise<void> {
    const { cell, marked } = this.#owners.get(request.header.msg_id)!;
    if (succeeded && await Promise.race([marked.then(() => true), after(SOON)])) return;
    const asked = deno.execution(`await ${deno.name}.mark()`, { silent: true });
    this.own(asked, cell);
    const { marked: markedThen } = this.#owners.get(asked.header.msg_id)!;
    this.#heardAt = performance.now();
    const { promise: silence, resolve: giveUp } = Promise.withResolvers<void>();
    const check = () => performance.now() - this.#heardAt > SILENCE && giveUp();
    const timer = setInterval(check, SILENCE / 10);
    // a marker that is refused was interrupted itself
    const end = deno.request(asked)
      .then((reply) => reply.content.status === "ok" ? markedThen : undefined);
    await Promise.race([end, silence]).finally(() => clearInterval(timer));
  }

  #owned(message: Envelope): Owned<Cell> | undefined {
    return this.#owners.get((message.parent as { msg_id?: string }).msg_id ?? "");
  }
}

const after = (milliseconds: number) =>
  new Promise<false>((done) => setTimeout(done, milliseconds, false));
