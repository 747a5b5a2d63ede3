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
import { Waits } from "./waits.ts";

// A notebook's names hide the platform's, in modules too: these are held from the start.
const { Deno, Object, TextDecoder, TextEncoder, clearTimeout, setTimeout } = globalThis;

/** How long the library's functions may take to end by their signal before the cell is left, in milliseconds. */
const GRACE = 2000;

/** Plants all that our kernel calls, under a name that no notebook can declare again. */
export async function plant(
  { name, file, port, word }: { name: string; file: string; port: number; word: string },
): Promise<void> {
  const { broadcast } = Deno.jupyter;
  const flush = mend({ afterResult: () => mark() }); // its own process has no terminal, nor a pipe
  // tells before anything else: now an endless loop can no longer be stopped from outside
  const waits = new Waits(() => broadcast("awaits", {})), { wait, each } = waits;
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** Says that what was sent before is all of a cell's output. Deno calls it where a cell has succeeded, our kernel
   * where it has failed. */
  const mark = async (): Promise<void> => {
    flush();
    await waits.turn(); // rejections that nobody handles are told before the marker
    clearTimeout(timer);
    waits.renew();
    interruptions.renew();
    broadcast("marker", {});
  };

  const interrupt = (): void => {
    const reason = new Interrupted(), leave = () => waits.leave(reason);
    waits.stop(reason);
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
}

/** Obeys the line, and ends this process when our kernel has gone. */
async function listen(line: Deno.TcpConn, interrupt: () => void, file: string): Promise<void> {
  const decoder = new TextDecoder(), heard = new TextEncoder().encode("heard\n");
  const bytes = new Uint8Array(256);
  for (let n = await read(); n !== null; n = await read()) {
    const said = decoder.decode(bytes.subarray(0, n));
    await line.write(heard).catch(() => {});
    if (said.includes("interrupt")) interrupt();
  }
  await Deno.remove(file).catch(() => {}); // it is gone already where our kernel has ended properly
  Deno.exit(1);

  function read(): Promise<number | null> {
    return line.read(bytes).catch(() => null);
  }
}
