/** Work on all cores: tasks go to Deno workers, answers come back as promises. */
import { isJupyter } from "./jupyter.ts";
import { InputError } from "./errors.ts";
import { untilInterrupted } from "./interrupt.ts";
import { checkSetting } from "./settings.ts";

/** In Deno's kernel (2.9.6) a worker takes half a second to start and as long again to get its first task:
 * there, idle workers outlive their pool and serve the next one of the same module. Elsewhere they end with
 * it, so that a program ends, unless it asks for the same by {@link keepWorkers}. */
const kept = new Map<string, Worker[]>();
let isKeeping = false;

/** From now on idle workers outlive their pools, as in a kernel: for a program of many pools that is ended from outside, as
 * tests are. */
export const keepWorkers = (): void => void (isKeeping = true);

/** How many threads this machine runs at once. */
export const cores = (): number => navigator.hardwareConcurrency || 1;

type Answer = { result: unknown } | { error: { name: string; message: string; stack?: string } };

interface Job {
  readonly task: unknown;
  readonly transfer: Transferable[];
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A number of workers that run one module, each doing one task at a time, first come first served.
 *
 * The module calls `serve(work)`. Workers start when there is a task for them and end with `close()`
 * (or with the scope: `using pool = new Pool(…)`); until then they keep the program alive. A worker that
 * dies rejects its task alone, and the next task gets a new one.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const module = `import { serve } from "${new URL("./pool.ts", import.meta.url)}"; serve((n) => n * n);`;
 * using pool = new Pool(`data:text/javascript,${encodeURIComponent(module)}`, { size: 2 });
 * assertEquals(await Promise.all([2, 3, 4].map((n) => pool.run<number>(n))), [4, 9, 16]);
 * ```
 */
export class Pool implements Disposable {
  /** How many tasks run at once. */
  readonly size: number;
  readonly #module: string;
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Job>();
  readonly #waiting: Job[] = [];
  #closed = false;
  #interrupted: AbortSignal | undefined;

  /** Starts no worker yet: each is started with its first task.
   *
   * @param module the worker's module, as an absolute URL: `new URL("./x_worker.ts", import.meta.url)`
   * @throws {InputError} when `size` is not a whole number from 1 */
  constructor(module: string | URL, { size = cores() }: { size?: number } = {}) {
    checkSetting("the number of a pool's workers", size, { least: 1, whole: true });
    this.size = size;
    this.#module = String(module);
  }

  /** Gives `task` to the next free worker.
   * @param transfer buffers inside `task` that the worker may take over instead of copying
   * @returns what the worker's function returned; rejects with the message of what it threw */
  run<Result>(task: unknown, transfer: Transferable[] = []): Promise<Result> {
    if (this.#closed) return Promise.reject(new Error("the pool is closed"));
    const interrupted = untilInterrupted();
    if (interrupted.aborted) return Promise.reject(interrupted.reason);
    this.#heed(interrupted);
    return new Promise<Result>((resolve, reject) => {
      this.#waiting.push({ task, transfer, resolve: resolve as Job["resolve"], reject });
      this.#next();
    });
  }

  /** Ends all workers; tasks that have not finished are rejected. */
  close(): void {
    this.#closed = true;
    this.#interrupted?.removeEventListener("abort", this.#leave);
    for (const worker of this.#busy.keys()) worker.terminate();
    if (isKeeping || isJupyter()) {
      kept.set(this.#module, [...kept.get(this.#module) ?? [], ...this.#idle]);
    } else for (const worker of this.#idle) worker.terminate();
    const left = [...this.#busy.values(), ...this.#waiting];
    this.#idle.length = this.#waiting.length = 0;
    this.#busy.clear();
    for (const job of left) job.reject(new Error("the pool was closed before the task was done"));
  }

  /** Closes the pool at the end of a `using` block. */
  [Symbol.dispose](): void {
    this.close();
  }

  /** What is at work when the reader interrupts is left, and what waits as well. */
  #heed(interrupted: AbortSignal): void {
    if (interrupted === this.#interrupted) return;
    this.#interrupted?.removeEventListener("abort", this.#leave);
    this.#interrupted = interrupted;
    interrupted.addEventListener("abort", this.#leave);
  }

  readonly #leave = (): void => {
    const { reason } = this.#interrupted!, waiting = this.#waiting.splice(0);
    for (const worker of [...this.#busy.keys()]) this.#bury(worker, reason);
    for (const job of waiting) job.reject(reason);
  };

  #next(): void {
    while (this.#waiting.length > 0 && this.#busy.size < this.size) {
      const job = this.#waiting.shift()!, worker = this.#idle.pop() ?? this.#start();
      try {
        worker.postMessage(job.task, job.transfer);
        this.#busy.set(worker, job);
      } catch (error) { // the task cannot be copied
        this.#idle.push(worker);
        job.reject(error as Error);
      }
    }
  }

  #start(): Worker {
    const worker = kept.get(this.#module)?.pop() ?? new Worker(this.#module, { type: "module" });
    worker.onmessage = (event: MessageEvent<Answer>) => {
      const job = this.#busy.get(worker)!, answer = event.data;
      this.#busy.delete(worker);
      this.#idle.push(worker);
      if ("result" in answer) job.resolve(answer.result);
      else job.reject(revive(answer.error));
      this.#next();
    };
    worker.onerror = (event: ErrorEvent) => {
      event.preventDefault(); // it is reported through the task
      this.#bury(worker, new Error(`a worker died: ${event.message}`));
    };
    worker.onmessageerror = () => {
      this.#bury(worker, new Error("a worker died: its answer cannot be copied"));
    };
    return worker;
  }

  #bury(worker: Worker, reason: Error): void {
    worker.terminate();
    const job = this.#busy.get(worker);
    this.#busy.delete(worker);
    for (const idle of [this.#idle, kept.get(this.#module) ?? []]) {
      const at = idle.indexOf(worker);
      if (at >= 0) idle.splice(at, 1);
    }
    job?.reject(reason);
    this.#next();
  }
}

function revive({ name, message, stack }: { name: string; message: string; stack?: string }) {
  if (name === "InputError") return new InputError(message);
  return Object.assign(new Error(message), { name, stack });
}

/** The other side: answers every task of this worker with `work`. To be called once, by a worker's module.
 * @param transfer buffers of the result that need not be copied */
export function serve<Task, Result>(
  work: (task: Task) => Result | Promise<Result>,
  transfer: (result: Result) => Transferable[] = () => [],
): void {
  const scope = globalThis as unknown as Worker; // a worker's global scope has the same two members
  scope.onmessage = async (event: MessageEvent<Task>) => {
    try {
      const result = await work(event.data);
      scope.postMessage({ result }, transfer(result));
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      const { name, message, stack } = error;
      scope.postMessage({ error: { name, message, stack } });
    }
  };
}
