/** The other side of mutants.ts: a process that judges damaged files by their seeds. */
import process from "node:process";
import { TextLineStream } from "./lines.ts";
import type { Verdict } from "./mutants.ts";

/** A line of standard output for each seed that comes in by standard input; to be called once, by a module that is run. */
export async function judging<Ground>(
  judge: (seed: number, ground: Ground) => Promise<Verdict>,
): Promise<void> {
  const ground: Ground = JSON.parse(Deno.args[0]);
  const print = console.log;
  console.log = console.info = console.debug = () => {}; // what a library says is no verdict
  const seeds = Deno.stdin.readable.pipeThrough(new TextDecoderStream())
    .pipeThrough(new TextLineStream());
  for await (const seed of seeds) {
    const before = resident();
    const verdict = await judge(Number(seed), ground);
    const peak = resident("VmHWM");
    print(JSON.stringify({ ...verdict, megabytes: Math.round(peak - before) }));
  }
}

/** Megabytes that are resident, from now on at most where `VmHWM` is asked for; NaN where nobody tells. */
function resident(what: "VmRSS" | "VmHWM" = "VmRSS"): number {
  if (process.platform !== "linux") return NaN;
  try {
    const status = Deno.readTextFileSync("/proc/self/status");
    if (what === "VmRSS") Deno.writeTextFileSync("/proc/self/clear_refs", "5"); // the peak begins anew
    return Number(status.match(new RegExp(`${what}:\\s*(\\d+) kB`))![1]) / 1024;
  } catch {
    return NaN;
  }
}

/** Seconds that the processor has worked for this process: what else the machine does is not counted. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}
