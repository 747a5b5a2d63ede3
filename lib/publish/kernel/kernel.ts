/** Mends a kernel of Deno's that is not behind ours (proxy.ts). `lib/mod.ts` imports this first, so that a notebook's
 * first import does it; outside Jupyter, and in a kernel that is mended, it does nothing. What it mends, mend.ts says;
 * that all output is sent before a cell's end is said, drain.ts sees to.
 *
 * @module
 */
import process from "node:process";
import { connectionFile, drain } from "./drain.ts";
import { canMend, mend } from "./mend.ts";

// A notebook's names hide the platform's, in modules too: these are held from the start.
const { Deno, setInterval } = globalThis;

if (canMend()) mend({ afterResult: drain, node: process });

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
