/** A queue beside the pool of this process, in one sitting, as JSON lines: what a job costs besides its training, how
 * many end in a second, trainings of half a second; how soon a killed worker's job runs again, how soon a cancelled one's
 * slot is free, data on its way to a new worker. Processor time beside wall clocks, for a machine that others use too.
 * Needs redis-server. */
import process from "node:process";
import { buildQueueClient } from "../../lib/experiments/runners/queue/build.ts";
import { connect } from "../../lib/experiments/runners/queue/connect.ts";
import { pack } from "../../lib/experiments/runners/queue/pack.ts";
import { getData, putData } from "../../lib/experiments/runners/queue/store.ts";
import type { Runner } from "../../lib/experiments/runners/runner.ts";
import { RedisServer } from "../experiments/runners/queue/redis_server.ts";
import { toyQueue, ToyWorker } from "../experiments/runners/queue/toy_queue.ts";
import { toyRunner } from "../experiments/toy_runner.ts";
import { processorSecondsOf } from "./processes.ts";

const tell = (line: Record<string, unknown>) =>
  console.log(JSON.stringify({ bench: "queue", ...line }));
const round = (x: number) => Number(x.toPrecision(3));

/** Milliseconds that processes have spent on all cores; NaN where /proc does not tell. */
const cpuOf = (pids: readonly number[]): number =>
  pids.reduce((sum, pid) => sum + 1000 * (processorSecondsOf(pid) ?? NaN), 0);

/** Milliseconds of `jobs` jobs, so many in flight at a time, and the median of one. */
async function timed(runner: Runner, jobs: number, inFlight: number, settings = {}) {
  const each: number[] = [], start = performance.now(), before = cpuOf(processes);
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
  const all = performance.now() - start, cpu = cpuOf(processes) - before;
  return { all, cpu, median: each.sort((a, b) => a - b)[jobs >> 1] };
}

/** Milliseconds until a job whose worker is killed is under way at another one. */
async function againAfterKill(url: string): Promise<number> {
  const sleep = 1000, runner = toyQueue(url), job = { settings: { sleep }, seed: 1 };
  await using killed = await ToyWorker.start(url);
  const result = runner.run(job);
  await new Promise((resolve) => setTimeout(resolve, sleep / 2));
  killed.kill();
  const start = performance.now();
  await using _other = await ToyWorker.start(url);
  await result;
  await runner.close();
  return performance.now() - start - sleep;
}

/** Milliseconds until the only slot is free after the endless job in it is cancelled. */
async function freeAfterCancel(url: string): Promise<number> {
  await using _worker = await ToyWorker.start(url);
  const runner = toyQueue(url), cancel = new AbortController();
  const endless = runner.run({ settings: { spin: 1 }, seed: 1 }, cancel.signal).catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 1500));
  cancel.abort();
  const start = performance.now();
  await endless;
  await runner.run({ settings: {}, seed: 1 });
  await runner.close();
  return performance.now() - start;
}

await buildQueueClient();
await using server = await RedisServer.start();
const processes = [process.pid, server.pid];
{
  await using worker = await ToyWorker.start(server.url, { slots: 2 });
  processes.push(worker.pid);
  const runners = { pool: toyRunner(2), queue: toyQueue(server.url) };
  for (const [name, runner] of Object.entries(runners)) {
    await timed(runner, 100, 8, { warm: true });
    for (const inFlight of [1, 2, 8, 64]) {
      const jobs = 1000, { all, cpu, median } = await timed(runner, jobs, inFlight);
      tell({
        ...{ runner: name, in_flight: inFlight, ms_per_job: round(all / jobs) },
        ...{ median_ms: round(median), jobs_per_s: round(1000 * jobs / all) },
        cpu_ms_per_job: round(cpu / jobs),
      });
    }
    const { all } = await timed(runner, 40, 4, { sleep: 500 });
    tell({ runner: name, sleep_ms: 500, slots: 2, seconds: round(all / 1000), ideal: 10 });
    await runner.close();
  }
}
tell({ killed_job_again_s: round(await againAfterKill(server.url) / 1000) });
tell({ cancelled_slot_free_s: round(await freeAfterCancel(server.url) / 1000) });
for (const megabytes of [1.2, 5, 100]) {
  const redis = await connect(server.url);
  const bytes = pack({ x: new Float32Array(megabytes * 250_000).fill(Math.PI) });
  const start = performance.now(), hash = await putData(redis, bytes), put = performance.now();
  await getData(redis, hash);
  const got = performance.now();
  tell({ megabytes, put_ms: round(put - start), get_ms: round(got - put) });
  redis.disconnect();
}
