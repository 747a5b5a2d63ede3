/** Notebooks that run side by side, each in a kernel of its own. */
import process from "node:process";
import type { Kernel } from "../kernel/client.ts";

/** A notebook that is to be run. */
export interface Waiting {
  readonly path: string;
  /** The notebooks that must have ended before: all of them begin before it. */
  readonly after: readonly string[];
  /** Runs beside no other: it takes the memory of two. */
  readonly alone: boolean;
}

/** What a run tells as it goes on. */
export interface Steps {
  readonly onCellEnd: () => void;
  readonly onCellsDone: () => void;
}

/** How notebooks are run. */
interface Running {
  /** How many at a time. */
  readonly lanes: number;
  /** Starts a kernel for one, before its turn comes. */
  readonly start: (path: string) => Promise<Kernel>;
  /** Runs one and ends its kernel. */
  readonly run: (path: string, kernel: Promise<Kernel>, steps: Steps) => Promise<void>;
}

/** Memory that a notebook of a large study takes, in bytes. */
const MEMORY = 2e9;

/** How many notebooks run at a time here: two where there are two cores and memory for both. A notebook has stretches
 * that keep one core busy alone. */
export function lanesHere(): number {
  return navigator.hardwareConcurrency > 1 && process.availableMemory() > 2 * MEMORY ? 2 : 1;
}

/** Runs notebooks in their order, some at a time. While they run, the next one's kernel starts and loads the library;
 * while the last pictures of one are drawn, the next one runs. One that runs alone waits for those before it, and those
 * behind it wait. Where one fails no other is begun, and those that run come to their end.
 *
 * @throws {Error} what the first run that failed has thrown */
export async function runSideBySide(
  notebooks: readonly Waiting[],
  { lanes, start, run }: Running,
): Promise<void> {
  const waiting = [...notebooks];
  const kernels = new Map<string, Promise<Kernel>>(), runs = new Map<string, Promise<void>>();
  let alone: Promise<void> | undefined; // until it has ended none begins
  const kernelFor = (path: string) => {
    const kernel = kernels.get(path) ?? start(path);
    kernel.catch(() => {}); // whoever runs the notebook is told
    kernels.set(path, kernel);
    return kernel;
  };
  const onCellEnd = () => {
    if (waiting.length && !alone && !waiting[0].alone) kernelFor(waiting[0].path);
  };
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { path, after } = next;
      await Promise.all(after.map((other) => runs.get(other)));
      while (alone) await alone;
      const { promise: cellsDone, resolve: onCellsDone } = Promise.withResolvers<void>();
      const begin = () => run(path, kernelFor(path), { onCellEnd, onCellsDone });
      const whole = next.alone ? Promise.all(runs.values()).then(begin) : begin();
      runs.set(path, whole);
      if (next.alone) {
        alone = whole;
        whole.then(() => alone = undefined, () => {});
      }
      await Promise.race([cellsDone, whole]);
    }
  };
  try {
    await Promise.all(Array.from({ length: lanes }, lane));
  } finally {
    waiting.length = 0; // after one that failed, those that still run begin nothing
    await Promise.allSettled(runs.values());
    for (const kernel of kernels.values()) await kernel.then((it) => it.close(), () => {});
  }
  await Promise.all(runs.values());
}
