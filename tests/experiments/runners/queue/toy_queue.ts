/** Toy trainings by way of a queue: real workers in processes of their own, and searches with their records. */
import { fileURLToPath } from "node:url";
import { PROJECT_ROOT } from "../../../../lib/core/places.ts";
import {
  type QueueOptions,
  queueRunner,
} from "../../../../lib/experiments/runners/queue/queue_runner.ts";
import { localRunner, type Runner } from "../../../../lib/experiments/runners/runner.ts";
import type { Run } from "../../../../lib/experiments/runs/record.ts";
import { search, type SearchOptions } from "../../../../lib/experiments/search/search.ts";
import type { Space } from "../../../../lib/experiments/search/space.ts";
import { toyData } from "../../toy_runner.ts";
import * as toy from "../../toy_trial.ts";

export const TOYS = { toy: new URL("../../toy_trial.ts", import.meta.url).href };
export const toyTrial = { ...toy, module: TOYS.toy };

interface ToyWorkerOptions {
  readonly slots?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Of Deno. */
  readonly flags?: readonly string[];
  /** What stands before its command. */
  readonly within?: readonly string[];
}

/** A worker in a process of its own. */
export class ToyWorker implements AsyncDisposable {
  said = "";
  readonly ended: Promise<number>;
  readonly #process: Deno.ChildProcess;
  #heard = () => {};

  private constructor(
    url: string,
    { slots = 1, env = {}, flags = [], within = [] }: ToyWorkerOptions,
  ) {
    const own = fileURLToPath(new URL("./toy_worker.ts", import.meta.url));
    const [program, ...args] = [
      ...within,
      Deno.execPath(),
      "run",
      "-A",
      "--no-lock",
      ...flags,
      own,
    ];
    this.#process = new Deno.Command(program, {
      args,
      cwd: PROJECT_ROOT,
      env: { TOY_QUEUE: url, TOY_SLOTS: String(slots), NO_COLOR: "1", ...env },
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    const { stdout, stderr } = this.#process;
    const heard = [stdout, stderr].map((stream) =>
      stream.pipeThrough(new TextDecoderStream()).pipeTo(
        new WritableStream({
          write: (text) => {
            this.said += text;
            this.#heard();
          },
        }),
      )
    );
    this.ended = Promise.all([this.#process.status, ...heard]).then(([{ code }]) => code);
  }

  /** Starts one; resolves when it takes jobs. */
  static async start(url: string, options: ToyWorkerOptions = {}): Promise<ToyWorker> {
    const worker = new ToyWorker(url, options);
    await worker.says("at a time");
    return worker;
  }

  get pid(): number {
    return this.#process.pid;
  }

  /** Waits until it has said this. */
  async says(text: string): Promise<void> {
    while (!this.said.includes(text)) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#heard = resolve;
      const over = await Promise.race([promise, this.ended.then((code) => ({ code }))]);
      if (over && !this.said.includes(text)) {
        throw new Error(`the worker ended with ${over.code}, saying ${this.said}`);
      }
    }
  }

  kill(signal: Deno.Signal = "SIGKILL"): void {
    this.#process.kill(signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    try {
      this.kill();
    } catch { /* it has ended */ }
    await this.ended;
  }
}

/** A runner of toy trainings by way of a queue. */
export const toyQueue = (
  url: string,
  options: Partial<QueueOptions> = {},
  data = toyData,
): Runner => queueRunner(toyTrial, data, { url, trials: TOYS, ...options });

/** A search in records that nobody keeps, on a queue or, without one, on this thread. */
export async function searchToy(
  space: Space,
  runner: Runner = localRunner(toyTrial, toyData),
  options: Partial<SearchOptions> = {},
): Promise<Run[]> {
  try {
    return await search(space, runner, { part: "03", name: "toy", ...options });
  } finally {
    await runner.close();
  }
}

/** What must be equal wherever runs are computed: all but times and machine. */
export const essence = (runs: readonly Run[]) =>
  runs.map(({ id, settings, seed, status, error, scores, curve, versions: { code } }) => ({
    ...{ id, settings, seed, status, error, scores, curve, code },
  }));
