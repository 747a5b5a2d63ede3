/** What mends Deno's Jupyter kernel from within, by whomever it is called (kernel.ts, planted.ts).
 *
 * What is amiss in Deno 2.8.2 to 2.9.6 (cli/js/40_jupyter.js, cli/js/41_jupyter_kernel.js):
 *
 * 1. Cells run on one thread; their output waits in a queue for another, which sends it on. At a
 *    cell's end that other thread says "idle" without looking whether the queue is empty: short
 *    cells lose their output, or it appears under the next one.
 * 2. Nobody sees an unhandled rejection, and an error thrown by a timer ends the thread of the cells.
 * 3. What is written to `Deno.stdout` or `process.stdout` is not captured. See kernel_streams.ts.
 * 4. A value that breaks the search for a picture or table in it is not shown at all.
 *
 * What a cell's last value was when it is a BigInt, null, NaN, -0 or infinite, the kernel does not
 * hand on; a string in which half a character stands it cannot read: neither can be mended here.
 *
 * @module
 */
import { Interrupted } from "../../core/interrupt.ts";
import { captureStreams } from "./kernel_streams.ts";

// A notebook's names hide the platform's, in modules too: these are held from the start.
const { Deno, Error, String } = globalThis;
const display = Symbol.for("Jupyter.display");

// deno-lint-ignore no-explicit-any -- Deno's internals have no types
const internals = (Deno as any)[(Deno as any).internal];

/** Whether this is a kernel, and not yet mended. */
export function canMend(): boolean {
  const internal = internals?.jupyter;
  return internal?.broadcastResult !== undefined && !internal.mended;
}

/** Mends everything but the order of messages.
 * @param options.afterResult is awaited after a cell's value has been sent
 * @param options.node Node's streams (kernel_streams.ts)
 * @returns shows the first bytes of a character whose last ones have not come */
export function mend(
  { afterResult, node }: {
    afterResult: () => Promise<void>;
    node?: Parameters<typeof captureStreams>[1];
  },
): () => void {
  const { jupyter } = Deno;
  internals.jupyter.mended = true;
  const flush = captureStreams(jupyter, node);
  internals.jupyter.broadcastResult = async (count: number, result: unknown) => {
    flush();
    await showResult(jupyter, count, result);
    await afterResult();
  };
  showUncaughtErrors(jupyter);
  return flush;
}

/** Shows a cell's value. Must not throw: the kernel could then not say that the cell has ended. */
async function showResult(
  { broadcast, format }: typeof Deno.jupyter,
  execution_count: number,
  result: unknown,
): Promise<void> {
  if (result === undefined) return;
  try {
    const data = await bundleOf(format, result);
    await broadcast("execute_result", { execution_count, data, metadata: {}, transient: {} });
  } catch (error) {
    await broadcast("error", told(error));
  }
}

/** What a value looks like. The kernel looks for tables and pictures in it, and a getter may throw at
 * that, or a notebook's name hide what the kernel needs: then it is shown as any other value. */
async function bundleOf(format: typeof Deno.jupyter.format, value: unknown) {
  try {
    return await format(value);
  } catch (error) {
    if (showsItself(value)) throw error;
    const colors = !Deno.noColor;
    return { "text/plain": internals.inspectArgs(["%o", value], { colors }) as string };
  }
}

function showsItself(value: unknown): boolean {
  try {
    return typeof (value as { [display]?: unknown })[display] === "function";
  } catch {
    return false;
  }
}

/** An error, or whatever was thrown, as Jupyter's message has it. */
function told(reason: unknown, prefix = "") {
  const isError = reason instanceof Error;
  const ename = `${prefix}${isError ? reason.name : prefix ? "value" : "Error"}`;
  const evalue = isError ? reason.message : inWords(reason);
  const traceback = (isError && reason.stack ? prefix + reason.stack : `${ename}: ${evalue}`)
    .split("\n");
  return { ename, evalue, traceback };
}

function inWords(value: unknown): string {
  try {
    return String(value);
  } catch {
    return "a value that cannot be told in words";
  }
}

function showUncaughtErrors({ broadcast }: typeof Deno.jupyter): void {
  globalThis.addEventListener("error", (event) => {
    event.preventDefault();
    broadcast("error", told(event.error ?? event.message, "Uncaught "));
  });
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    if (event.reason instanceof Interrupted) return; // work in the background that was interrupted as well
    broadcast("error", told(event.reason, "Uncaught (in promise) "));
  });
}
