/** A queue beside the pool of this process, in one sitting, as JSON lines: what a job costs besides its training, how
 * many end in a second, trainings of half a second, data on its way to a new worker. Needs redis-server. */
import { buildQueueClient } from "../../lib/experiments/runners/queue/build.ts";
import { connect } from "../../lib/experiments/runners/queue/connect.ts";
import { pack } from "../../lib/experiments/runners/queue/pack.ts";
import { getData, putData } from "../../lib/experiments/runners/queue/store.ts";
import type { Runner } from "../../lib/experiments/runners/runner.ts";
import { RedisServer } from "../experiments/runners/queue/redis_server.ts";
import { toyQueue, ToyWorker } from "../experiments/runners/queue/toy_queue.ts";
import { toyRunner } from "../experiments/toy_runner.ts";

const tell = (line: Record<string, unknown>) =>
  console.log(JSON.stringify({ bench: "queue", ...line }));
const round = (x: number) => Number(x.toPrecision(3));

/** Milliseconds of `jobs` jobs, so many in flight at a time, and the median of one. */
async function timed(runner: Runner, jobs: number, inFlight: number, settings = {}) {
  const each: number[] = [], start = performance.now();
  let next = 0;
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      while (next < jobs) {
        const seed = next++, begun = performance.now();
        await runner.run({ settings: { ...settings, inFlight }, seed });
        each.push(performance.now() - begun);
      }
    }),
  );
  return { all: performance.now() - start, median: each.sort((a, b) => a - b)[jobs >> 1] };
}

await buildQueueClient();
await using server = await RedisServer.start();
await using _one = await ToyWorker.start(server.url, { slots: 2 });
const runners = { pool: toyRunner(2), queue: toyQueue(server.url) };
for (const [name, runner] of Object.entries(runners)) {
  await timed(runner, 20, 2, { warm: true });
  for (const inFlight of [1, 2, 8, 64]) {
    const { all, median } = await timed(runner, 1000, inFlight);
    tell({
      ...{ runner: name, in_flight: inFlight, ms_per_job: round(all / 1000) },
      ...{ median_ms: round(median), jobs_per_s: round(1e6 / all) },
    });
  }
  const { all } = await timed(runner, 40, 4, { sleep: 500 });
  tell({ runner: name, sleep_ms: 500, slots: 2, seconds: round(all / 1000), ideal: 10 });
  await runner.close();
}
for (const megabytes of [1.2, 5, 100]) {
  const redis = await connect(server.url);
  const bytes = pack({ x: new Float32Array(megabytes * 250_000).fill(Math.PI) });
  const start = performance.now(), hash = await putData(redis, bytes), put = performance.now();
  await getData(redis, hash);
  const got = performance.now();
  tell({ megabytes, put_ms: round(put - start), get_ms: round(got - put) });
  redis.disconnect();
}
