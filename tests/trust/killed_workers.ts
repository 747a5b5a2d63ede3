/** Workers of a queue, killed at random moments of one long search. */
import type { Rng } from "../../lib/core/rng.ts";
import { openRuns } from "../../lib/experiments/runs/runs.ts";
import { grid } from "../../lib/experiments/search/space.ts";
import { essence, searchToy, toyQueue, ToyWorker } from "../experiments/runners/queue/toy_queue.ts";
import type { KillReport } from "./kills.ts";
import { halves } from "./whole.ts";

/** Kills so many workers, one after the other, while a search goes on through the queue at `url`; the last one is let
 * live, and the records must be those of the same search without a queue. */
export async function killedWorkers(url: string, kills: number, rng: Rng): Promise<KillReport> {
  const start = performance.now(), folder = await Deno.makeTempDir({ prefix: "workers-" });
  const width = Array.from({ length: 12 * kills }, (_, i) => i + 1),
    space = grid({ width, sleep: [150] });
  const runs = openRuns(folder), faults: string[] = [];
  let over = false, done = 0;
  const searching = searchToy(space, toyQueue(url), { runs }).finally(() => over = true);
  while (done < kills && !over) {
    await using worker = await ToyWorker.start(url, { slots: 2, env: { TOY_LOCK: "2" } });
    await new Promise((resolve) => setTimeout(resolve, 1000 * rng.uniform()));
    worker.kill();
    faults.push(...halves(folder).map((half) => `kill ${done + 1}: ${half}`));
    done++;
  }
  if (over) faults.push(`the search was over after ${done} kills`);
  await using _last = await ToyWorker.start(url, { slots: 2, env: { TOY_LOCK: "2" } });
  const found = essence(await searching), expected = essence(await searchToy(space));
  if (JSON.stringify(found) !== JSON.stringify(expected)) {
    faults.push("other records than without a queue");
  }
  if ((await runs.all()).length !== width.length) faults.push("records are missing");
  await Deno.remove(folder, { recursive: true });
  const seconds = (performance.now() - start) / 1000;
  return { name: "workers of a queue", kills: done, finished: 0, seconds, faults };
}
