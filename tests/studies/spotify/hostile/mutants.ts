/** Many damaged files, one after the other, with an eye on the clock. */
import { Worker } from "node:worker_threads";
import type { Verdict } from "./hostile.ts";

/** The verdicts on the files of seeds `first` … `first + count − 1`. One that takes longer than `limit` seconds is
 * ended and its verdict is that fault; the next begins in a new thread.
 *
 * @param options.from the folder of the intact files
 * @param options.rows how many rows of a file are damaged at a time
 */
export async function* mutants(
  { from, rows, first, count, limit }: {
    from: string;
    rows: number;
    first: number;
    count: number;
    limit: number;
  },
): AsyncGenerator<Verdict> {
  const folder = await Deno.makeTempDir();
  const start = () => new Worker(new URL("./hostile_worker.ts", import.meta.url));
  let worker = start(), fresh = true;
  try {
    for (let seed = first; seed < first + count; seed++) {
      const { promise, resolve, reject } = Promise.withResolvers<Verdict | undefined>();
      worker.once("message", resolve);
      worker.once("error", reject);
      // a new thread reads the intact files first
      const clock = setTimeout(() => resolve(undefined), 1000 * (limit + (fresh ? 60 : 0)));
      worker.postMessage({ from, folder, seed, rows });
      const verdict = await promise.finally(() => {
        clearTimeout(clock);
        worker.removeAllListeners();
      });
      fresh = verdict === undefined;
      if (verdict) yield verdict;
      else {
        await worker.terminate();
        worker = start();
        const fault = `no answer within ${limit} s`;
        yield { seed, file: "?", mutations: [], answer: "refused", fault, seconds: limit };
      }
    }
  } finally {
    await worker.terminate();
    await Deno.remove(folder, { recursive: true });
  }
}

/** A verdict's fault in a line, with what is needed to see it again. */
export const told = ({ seed, file, mutations, fault }: Verdict, rows: number): string =>
  `seed ${seed}, ${rows} rows of ${file}, ${mutations.join(" + ")}: ${fault}`;
