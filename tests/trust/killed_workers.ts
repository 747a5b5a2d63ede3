/** Workers of a queue, killed at random moments of a search. */
import type { Rng } from "../../lib/core/rng.ts";
import { openRuns } from "../../lib/experiments/runs/runs.ts";
import { grid } from "../../lib/experiments/search/space.ts";
import { essence, searchToy, toyQueue, ToyWorker } from "../experiments/runners/queue/toy_queue.ts";
import type { KillReport } from "./kills.ts";
import { halves } from "./whole.ts";

/** A job whose worker dies is tried again so often: then the job is taken for what killed them. */
const TRIES = 3;

/** Kills so many workers, one after the other, while searches go on through the queue at `url`; of each search so many
 * as a job may lose, then one is let live, and the records must be those of the same search without a queue. */
export async function killedWorkers(url: string, kills: number, rng: Rng): Promise<KillReport> {
  const start = performance.now(), faults: string[] = [];
  let finished = 0;
  for (let done = 0, first = 1; done < kills; first += 100) {
    const folder = await Deno.makeTempDir({ prefix: "workers-" }), runs = openRuns(folder);
    const width = Array.from({ length: 24 }, (_, i) => first + i);
    const space = grid({ width, sleep: [150] }), begun = () => ToyWorker.start(url, HOW);
    let isOver = false;
    const searching = searchToy(space, toyQueue(url), { runs }).finally(() => isOver = true);
    for (let n = 0; n < TRIES && done < kills && !isOver; n++) {
      await using worker = await begun();
      await new Promise((resolve) => setTimeout(resolve, 1000 * rng.uniform()));
      worker.kill();
      faults.push(...halves(folder).map((half) => `kill ${done + 1}: ${half}`));
      done++;
    }
    if (isOver) finished++;
    await using _last = await begun();
    const found = essence(await searching), expected = essence(await searchToy(space));
    for (const [i, run] of found.entries()) {
      const [one, other] = [run, expected[i]].map((of) => JSON.stringify(of));
      if (one !== other) faults.push(`another record than without a queue: ${one}, not ${other}`);
    }
    if ((await runs.all()).length !== width.length) faults.push("records are missing");
    await Deno.remove(folder, { recursive: true });
  }
  const seconds = (performance.now() - start) / 1000;
  return { name: "workers of a queue", kills, finished, seconds, faults };
}

const HOW = { slots: 2, env: { TOY_LOCK: "2" } };
