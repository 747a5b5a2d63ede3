/** Whose output it is that Deno's kernel sends, and when all of it has come. */
import type { DenoKernel } from "./deno_kernel.ts";
import type { Envelope } from "./envelope.ts";

/** How long all may be silent before a cell's last output is no longer waited for, in milliseconds. */
const SILENCE = 2000;
/** Output of a cell may come while the next ones are already asked for. */
const REMEMBERED = 4;

/** Output by the requests that cause it. */
export class CellOutput<Cell> {
  #owners = new Map<string, Cell>();
  #marks = new Map<string, () => void>();
  #heardAt = 0;

  /** What answers this request is the cell's. */
  own({ header }: Envelope, owner: Cell): void {
    this.#owners.set(header.msg_id, owner);
    if (this.#owners.size > REMEMBERED) this.#owners.delete(this.#owners.keys().next().value!);
  }

  /** The cell that a message belongs to. */
  ownerOf(message: Envelope): Cell | undefined {
    this.#heardAt = performance.now();
    return this.#owners.get((message.parent as { msg_id?: string }).msg_id ?? "");
  }

  /** A marker has come. */
  marked({ content }: Envelope): void {
    this.#marks.get(content.id)?.();
  }

  /** Resolves when a cell's output has come. Deno says that a cell has ended before it has sent all of it, but its
   * output is one queue: so another, silent request queues a marker. What comes before it belongs to the cell. */
  async drain(deno: DenoKernel, owner: Cell): Promise<void> {
    const { promise: marked, resolve } = Promise.withResolvers<void>();
    const request = deno.execution("", { silent: true }), id = request.header.msg_id;
    const content = { ...request.content, code: `await ${deno.name}.mark("${id}")` };
    this.own(request, owner);
    this.#marks.set(id, resolve);
    this.#heardAt = performance.now();
    const { promise: silence, resolve: giveUp } = Promise.withResolvers<void>();
    const check = () => performance.now() - this.#heardAt > SILENCE && giveUp();
    const timer = setInterval(check, SILENCE / 10);
    // a marker that is refused was interrupted itself
    const end = deno.request(request.with({ content }))
      .then((reply) => reply.content.status === "ok" ? marked : undefined);
    await Promise.race([end, silence]).finally(() => clearInterval(timer));
    this.#marks.delete(id);
  }
}
