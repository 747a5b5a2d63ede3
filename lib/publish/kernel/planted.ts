/** What our kernel plants in Deno's before the first cell: it mends the kernel, ends awaiting cells when the reader
 * interrupts, and marks where a cell's output ends.
 *
 * Runs on the thread of the cells. That thread must never see an uncaught error, and must not be stopped from
 * outside while a cell awaits: Deno 2.9.6 panics at either.
 *
 * @module
 */
import { Interrupted, interruptions } from "../../core/interrupt.ts";
import { mend } from "./mend.ts";

// A notebook's names hide the platform's, in modules too: these are held from the start.
const { Deno, Object, Promise, Set, Symbol, TextDecoder, TextEncoder } = globalThis;
const { clearTimeout, performance, setTimeout } = globalThis;

/** How long the library's functions may take to end by their signal before the cell is left, in milliseconds. */
const GRACE = 2000;
/** For how long a cell may keep the event loop from turning, where it awaits at all, in milliseconds. */
const BREATH = 100;

/** Plants all that our kernel calls, under a name that no notebook can declare again. */
export async function plant(
  { name, file, port, word }: { name: string; file: string; port: number; word: string },
): Promise<void> {
  const { broadcast } = Deno.jupyter;
  const flush = mend({ afterResult: () => mark() }); // its own process has no terminal, nor a pipe
  const waiting = new Set<(reason: Interrupted) => void>();
  let timer: ReturnType<typeof setTimeout> | undefined, awaited = false;
  let stopped: Interrupted | undefined; // the library's functions are ending
  let missed: Interrupted | undefined; // nothing that could be left was awaited, as in an import

  /** Waits for a value as `await` does, until it comes or the reader interrupts. */
  const wait = (value: unknown): unknown => {
    if (!awaited) { // tells before anything else: now an endless loop can no longer be stopped from outside
      awaited = true;
      broadcast("awaits", {});
    }
    if (missed) {
      const reason = missed;
      missed = undefined;
      throw reason;
    }
    const breathless = performance.now() - turned > BREATH;
    if (!isThenable(value) && !breathless) return value;
    return new Promise((resolve, reject) => {
      waiting.add(reject);
      const come = (value: unknown) => stopped ? reject(stopped) : resolve(value);
      const came = breathless ? turn().then(() => value) : Promise.resolve(value);
      came.then(come, reject).finally(() => waiting.delete(reject));
    });
  };

  /** Promises that are there already leave no turn to the event loop, which hears the reader. */
  let turned = performance.now();
  const turn = async (): Promise<void> => {
    await new Promise<void>((done) => setTimeout(done, 0));
    turned = performance.now();
  };

  /** Says that what was sent before is all of a cell's output. Deno calls it where a cell has succeeded, our kernel
   * where it has failed. */
  const mark = async (): Promise<void> => {
    flush();
    await turn(); // rejections that nobody handles are told before the marker
    clearTimeout(timer);
    awaited = false;
    stopped = missed = undefined;
    interruptions.renew();
    broadcast("marker", {});
  };

  const interrupt = (): void => {
    const reason = stopped = new Interrupted();
    const leave = () => {
      stopped = undefined; // what a `finally` awaits may come
      if (waiting.size === 0) missed = reason;
      waiting.forEach((reject) => reject(reason));
    };
    // functions of the library end by their signal: so they can finish what they write
    const busy = interruptions.observed;
    interruptions.interrupt(reason);
    clearTimeout(timer);
    if (busy) timer = setTimeout(leave, GRACE);
    else leave();
  };

  Object.defineProperty(globalThis, name, { value: Object.freeze({ wait, each, mark }) });
  const line = await Deno.connect({ hostname: "127.0.0.1", port });
  await line.write(new TextEncoder().encode(`${word}\n`));
  listen(line, interrupt, file);

  /** Iterates as `for await` does, until the reader interrupts. */
  function each(iterable: AsyncIterable<unknown> & Iterable<unknown>): AsyncIterable<unknown> {
    const isAsync = iterable[Symbol.asyncIterator] !== undefined;
    const iterator = isAsync ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
    const step = async (result: IteratorResult<unknown> | Promise<IteratorResult<unknown>>) => {
      const { done, value } = await (wait(result) as typeof result);
      return { done, value: isAsync ? value : await wait(value) };
    };
    return {
      [Symbol.asyncIterator]: () => ({
        next: () => step(iterator.next()),
        return: async (value) =>
          iterator.return ? await iterator.return(value) : { done: true, value },
      } as AsyncIterator<unknown>),
    };
  }
}

const isThenable = (value: unknown): boolean =>
  (typeof value === "object" && value !== null || typeof value === "function") &&
  typeof (value as { then?: unknown }).then === "function";

/** Obeys the line, and ends this process when our kernel has gone. */
async function listen(line: Deno.TcpConn, interrupt: () => void, file: string): Promise<void> {
  const decoder = new TextDecoder(), heard = new TextEncoder().encode("heard\n");
  const bytes = new Uint8Array(256);
  for (let n = await read(); n !== null; n = await read()) {
    if (!decoder.decode(bytes.subarray(0, n)).includes("interrupt")) continue;
    await line.write(heard).catch(() => {});
    interrupt();
  }
  await Deno.remove(file).catch(() => {}); // it is gone already where our kernel has ended properly
  Deno.exit(1);

  function read(): Promise<number | null> {
    return line.read(bytes).catch(() => null);
  }
}
