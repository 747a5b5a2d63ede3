/** Kills by SIGKILL, one JSON line for each kind of work: 50 over the course's study (search, embedding, export, study),
 * 50 over the other parts (features, grid, tags, queue: search and workers). Faults end it with code 1.
 *
 * deno task bench kills [features|grid|tags|queue|workers|search|embedding|export|study|all] [seed] [kills] */
import { Rng } from "../../lib/core/rng.ts";
import { buildQueueClient } from "../../lib/experiments/runners/queue/build.ts";
import { RedisServer } from "../experiments/runners/queue/redis_server.ts";
import { ToyWorker } from "../experiments/runners/queue/toy_queue.ts";
import { killed, type KillReport } from "../trust/kills.ts";
import { killedWorkers } from "../trust/killed_workers.ts";
import * as victims from "../trust/victims.ts";

/** Runs `work` beside a server of its own. */
async function withServer<T>(work: (url: string) => Promise<T>): Promise<T> {
  await buildQueueClient();
  await using server = await RedisServer.start();
  return await work(server.url);
}

const VICTIMS = {
  search: [victims.search, 14],
  embedding: [victims.embedding, 12],
  export: [victims.exporting, 12],
  study: [victims.study, 12],
  features: [victims.features, 12],
  grid: [victims.gtzanGrid, 12],
  tags: [victims.tags, 10],
} as const;

const WORKS: Record<string, (rng: Rng, kills?: number) => Promise<KillReport>> = {
  ...Object.fromEntries(
    Object.entries(VICTIMS).map(([name, [victim, usual]]) => [
      name,
      (rng: Rng, kills: number = usual) => killed(victim, kills, rng),
    ]),
  ),
  queue: (rng, kills = 8) =>
    withServer(async (url) => {
      await using _worker = await ToyWorker.start(url, { slots: 2, env: { TOY_LOCK: "2" } });
      return await killed(victims.queued(url), kills, rng);
    }),
  workers: (rng, kills = 8) => withServer((url) => killedWorkers(url, kills, rng)),
};

const [name = "all", seed = "1", kills] = Deno.args, rng = new Rng(Number(seed));
for (const work of name === "all" ? Object.keys(WORKS) : [name]) {
  const report = await WORKS[work](rng.fork(work), kills === undefined ? undefined : Number(kills));
  console.log(JSON.stringify(report));
  if (report.faults.length) Deno.exitCode = 1;
}
