/** Something of every sound of a collection, on all cores; what was computed before is read. */
import { InputError } from "../../core/errors.ts";
import { cores, Pool } from "../../core/pool.ts";
import type { Task } from "./worker.ts";

/** Called after each sound: how many are done, of how many, and what is done with them. */
export type OnProgress = (done: number, total: number, what: string) => void;

/** An answer for each task, in their order; where a sound cannot be used, the error that says why.
 *
 * @param known answers that are there already
 * @param keep gets every new answer */
export async function computeAll<Result>(
  what: string,
  tasks: readonly Task[],
  { known, keep, onProgress }: {
    readonly known: (i: number) => Promise<Result | undefined>;
    readonly keep: (i: number, result: Result) => Promise<void>;
    readonly onProgress?: OnProgress;
  },
): Promise<(Result | InputError)[]> {
  const answers = new Array<Result | InputError>(tasks.length), workers = cores();
  let done = 0;
  using pool = new Pool(new URL("./worker.ts", import.meta.url), { size: workers });
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
      onProgress?.(++done, tasks.length, what);
    }
  }));
  return answers;
}
