/** Something of every sound, on all cores; what was computed before is read. */
import { InputError } from "../../core/errors.ts";
import { cores, Pool } from "../../core/pool.ts";
import type { Task } from "./worker.ts";

/** Called after each sound: how many are done, of how many, and what is done with them. */
export type OnProgress = (done: number, total: number, what: string) => void;

/** An answer for each sound of a collection, in their order; where one cannot be used, the error that says why.
 *
 * @param known answers that are there already
 * @param keep gets every new answer */
export function computeAll<Result>(
  what: string,
  tasks: readonly Task[],
  { onProgress, ...kept }: Kept<Result> & { readonly onProgress?: OnProgress },
): Promise<(Result | InputError)[]> {
  return computeOn<Task, Result>(new URL("./worker.ts", import.meta.url), tasks, {
    ...kept,
    onDone: (done) => onProgress?.(done, tasks.length, what),
  });
}

/** What was computed before, by the tasks' places. */
interface Kept<Result> {
  readonly known: (i: number) => Promise<Result | undefined>;
  readonly keep: (i: number, result: Result) => Promise<void>;
}

/** The same of any tasks.
 *
 * @param worker the module that answers a task
 * @param onDone called after each: how many are done, and which this was */
export async function computeOn<Task, Result>(
  worker: URL,
  tasks: readonly Task[],
  { known, keep, workers = cores(), onDone }: Kept<Result> & {
    readonly workers?: number;
    readonly onDone: (done: number, i: number) => void;
  },
): Promise<(Result | InputError)[]> {
  const answers = new Array<Result | InputError>(tasks.length);
  let done = 0;
  using pool = new Pool(worker, { size: workers });
  const answer = async (i: number): Promise<Result | InputError> => {
    const before = await known(i);
    if (before !== undefined) return before;
    let result: Result;
    try {
      result = await pool.run<Result>(tasks[i]);
    } catch (error) {
      if (error instanceof InputError) return error;
      throw error;
    }
    await keep(i, result);
    return result;
  };
  // a few more than there are workers, so that none waits while a kept one is read
  const waiting = tasks.keys();
  await Promise.all(Array.from({ length: 2 * workers }, async () => {
    for (const i of waiting) {
      answers[i] = await answer(i);
      onDone(++done, i);
    }
  }));
  return answers;
}
