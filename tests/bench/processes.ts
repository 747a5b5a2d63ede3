/** What this process and the kernels that it starts cost, from Linux' /proc. */

/** What a process has cost so far. */
interface Cost {
  /** Seconds of processor time, all threads together. */
  readonly processor: number;
  readonly peakMegabytes: number;
}

/** Processor seconds of this process, those of ended children included; undefined where /proc does not tell. */
export function processorSeconds(): number | undefined {
  const fields = statOf("self");
  return fields && ticks(fields, 11, 15);
}

/** Processor seconds of a process, without its children; undefined where /proc does not tell. */
export function processorSecondsOf(pid: number): number | undefined {
  const fields = statOf(pid);
  return fields && ticks(fields, 11, 13);
}

const TICKS_PER_SECOND = 100; // Linux' USER_HZ, on every machine that Deno runs on

const ticks = (fields: readonly string[], from: number, to: number): number =>
  fields.slice(from, to).reduce((sum, field) => sum + Number(field), 0) / TICKS_PER_SECOND;

/** The fields of /proc/PID/stat after the program's name. */
function statOf(pid: number | "self"): string[] | undefined {
  try {
    return Deno.readTextFileSync(`/proc/${pid}/stat`).split(") ").at(-1)!.split(" ");
  } catch {
    return undefined; // it has ended, or this is not Linux
  }
}

/** Kilobytes that /proc/PID/status tells under a name, in megabytes. */
function megabytesOf(pid: number | "self", name: string): number {
  try {
    const status = Deno.readTextFileSync(`/proc/${pid}/status`);
    return Number(status.match(new RegExp(`^${name}:\\s+(\\d+)`, "m"))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Looks at this process and its children ten times a second. */
export class Processes {
  #kernels: { pid: number; cost?: Cost }[] = [];
  #peak = 0;
  #timer = setInterval(() => this.#look(), 100);

  /** What the nth kernel that started has cost. */
  kernel(n: number): Cost | undefined {
    this.#look();
    return this.#kernels[n]?.cost;
  }

  /** What everything has cost; nothing is looked at any more. */
  end(): { processor?: number; peakMegabytes?: number } {
    clearInterval(this.#timer);
    const own = processorSeconds();
    return own === undefined ? {} : { processor: own, peakMegabytes: this.#peak };
  }

  #look(): void {
    const now = this.#children();
    for (const pid of now) {
      if (!this.#kernels.some((kernel) => kernel.pid === pid)) this.#kernels.push({ pid });
    }
    for (const kernel of this.#kernels) {
      const fields = statOf(kernel.pid);
      if (fields && fields[0] !== "Z") {
        kernel.cost = {
          processor: ticks(fields, 11, 13),
          peakMegabytes: megabytesOf(kernel.pid, "VmHWM"),
        };
      }
    }
    const resident = [megabytesOf("self", "VmRSS"), ...now.map((pid) => megabytesOf(pid, "VmRSS"))];
    this.#peak = Math.max(this.#peak, resident.reduce((sum, own) => sum + own, 0));
  }

  /** The kernels that run now, the oldest first. */
  #children(): number[] {
    try {
      const text = Deno.readTextFileSync(`/proc/self/task/${Deno.pid}/children`);
      return text.trim().split(" ").filter(Boolean).map(Number)
        .filter((pid) => Deno.readTextFileSync(`/proc/${pid}/cmdline`).includes("jupyter"));
    } catch {
      return [];
    }
  }
}
