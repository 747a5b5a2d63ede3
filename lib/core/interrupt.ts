/** The reader's wish that the running cell shall end. */

// A notebook's names hide the platform's, in modules too: these are held from the start.
const { AbortController, AbortSignal: Signal, Promise: Later, Symbol } = globalThis;
const { performance, setTimeout } = globalThis;

/** Why a cell ended that the reader interrupted. */
export class Interrupted extends Error {
  /** By which a cell's error is known. */
  override readonly name = "Interrupted";
  /** The reason is always the same. */
  constructor() {
    super("stopped by the reader; variables are kept");
  }
}

/** What our Jupyter kernel holds: the signal of the running cell. One per process, however often this module is
 * loaded. */
interface Interruptions {
  /** Whether something has asked for the signal since it was renewed. */
  readonly observed: boolean;
  signal(): AbortSignal;
  interrupt(reason: Interrupted): void;
  /** Gives the next cell a signal of its own. */
  renew(): void;
}

const key = Symbol.for("lib.core.interruptions");
const holder = globalThis as { [key]?: Interruptions };

/** For our kernel alone (planted.ts). */
export const interruptions: Interruptions = holder[key] ??= makeInterruptions();

function makeInterruptions(): Interruptions {
  let controller = new AbortController(), observed = false;
  return {
    get observed() {
      return observed;
    },
    signal() {
      observed = true;
      return controller.signal;
    },
    interrupt: (reason) => controller.abort(reason),
    renew() {
      if (controller.signal.aborted) controller = new AbortController();
      observed = false;
    },
  };
}

/** A signal that is aborted when the reader interrupts the running cell, with {@linkcode Interrupted} as its reason,
 * or when `signal` is. For whatever runs longer than a second: it ends as soon as it can, keeps what is finished, and
 * throws the signal's reason. Where no kernel of ours runs it, nobody interrupts.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const stop = new AbortController(), signal = untilInterrupted(stop.signal);
 * assertEquals(signal.aborted, false);
 * stop.abort();
 * assertEquals(signal.aborted, true);
 * ```
 */
export function untilInterrupted(signal?: AbortSignal): AbortSignal {
  const interrupted = interruptions.signal();
  return signal ? Signal.any([signal, interrupted]) : interrupted;
}

/** For how long work may keep everything else from its turn, in milliseconds. */
const BREATH = 50;
let breathed = 0;

/** Lets what waits have its turn where work on this thread takes long: progress that is drawn, the reader's wish to
 * interrupt. To be called between two pieces of the work; it costs nothing where it was called a moment ago.
 *
 * @throws {Interrupted} when the reader has interrupted the running cell
 * @example
 * ```ts
 * let drawn = false;
 * setTimeout(() => drawn = true, 0);
 * while (!drawn) await breathe();
 * ```
 */
export async function breathe(): Promise<void> {
  const interrupted = interruptions.signal();
  if (performance.now() - breathed > BREATH) {
    await new Later<void>((resume) => setTimeout(resume, 0));
    breathed = performance.now();
  }
  interrupted.throwIfAborted();
}
