/** Mends Deno's Jupyter kernel. `lib/mod.ts` imports this first, so that a notebook's first import
 * does it; outside Jupyter it does nothing.
 *
 * What is amiss in Deno 2.8.2 to 2.9.6 (cli/js/40_jupyter.js, cli/js/41_jupyter_kernel.js):
 *
 * 1. Cells run on one thread; their output waits in a queue for another, which sends it on. At a
 *    cell's end that other thread says "idle" without looking whether the queue is empty: short
 *    cells lose their output, or it appears under the next one. See drain.ts.
 * 2. Nobody sees an unhandled rejection, and an error thrown by a timer stalls the kernel.
 * 3. `process.stdout`, on which many npm packages write, is not captured.
 *
 * @module
 */
import process from "node:process";
import { connectionFile, drain } from "./drain.ts";

// deno-lint-ignore no-explicit-any -- Deno's internals have no types
const internal = (Deno as any)[(Deno as any).internal]?.jupyter;
const jupyter: typeof Deno.jupyter | undefined = internal?.broadcastResult && Deno.jupyter;

if (jupyter && !internal.mended) {
  internal.mended = true;
  holdCellsUntilDrained();
  showUncaughtErrors(jupyter);
  captureProcessStreams(jupyter);
}

function holdCellsUntilDrained(): void {
  const broadcastResult = internal.broadcastResult;
  internal.broadcastResult = async (count: number, result: unknown) => {
    await broadcastResult(count, result);
    await drain();
  };
}

function showUncaughtErrors({ broadcast }: typeof Deno.jupyter): void {
  const show = (kind: string, reason: unknown) => {
    const isError = reason instanceof Error;
    const ename = `${kind} ${isError ? reason.name : "value"}`;
    const evalue = isError ? reason.message : String(reason);
    const traceback = (isError && reason.stack || `${ename}: ${evalue}`).split("\n");
    broadcast("error", { ename, evalue, traceback });
  };
  globalThis.addEventListener("error", (event) => {
    event.preventDefault();
    show("Uncaught", event.error ?? event.message);
  });
  globalThis.addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    show("Uncaught (in promise)", event.reason);
  });
}

function captureProcessStreams({ broadcast }: typeof Deno.jupyter): void {
  const decoder = new TextDecoder();
  for (const name of ["stdout", "stderr"] as const) {
    const write = (chunk: string | Uint8Array, ...rest: unknown[]): boolean => {
      const text = typeof chunk === "string" ? chunk : decoder.decode(chunk);
      broadcast("stream", { name, text });
      const done = rest.at(-1); // (chunk, encoding?, callback?)
      if (typeof done === "function") queueMicrotask(() => done());
      return true;
    };
    process[name].write = write as typeof process.stdout.write;
  }
}

/** Ends this kernel when the process that started it has ended without saying so. */
export function endWith(parent: number): void {
  const watch = async () => {
    if (Deno.ppid === parent) return;
    const file = await connectionFile().catch(() => undefined);
    if (file) await Deno.remove(file).catch(() => {});
    Deno.exit(1);
  };
  Deno.unrefTimer(setInterval(watch, 500));
}
