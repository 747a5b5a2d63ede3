/** GTZAN's grid by two workers on machines of their own (network namespaces), one of which is killed on the way, beside
 * the same trainings in this process: JSON lines, and code 1 where records differ by more than times and machine.
 *
 * deno task bench hosts [dense rnn cnn] [--epochs 200] [--seeds 5] [--quick]
 *
 * GTZAN_DATA names the tables. Needs root, ip and redis-server.
 */
import { parseArgs } from "node:util";
import { assert, assertEquals } from "../assert.ts";
import { withEnv } from "../env.ts";
import { PROJECT_ROOT } from "../../lib/core/places.ts";
import type { Run } from "../../lib/experiments/mod.ts";
import { buildQueueClient } from "../../lib/experiments/runners/queue/build.ts";
import { standard } from "../../lib/mod.ts";
import {
  gridRunner,
  gridValues,
  heard,
  openStudy,
  publishedHoldOut,
  scaledOnAll,
} from "../../lib/studies/gtzan/mod.ts";
import { canMakeHosts, Host } from "../experiments/runners/queue/hosts.ts";
import { RedisServer } from "../experiments/runners/queue/redis_server.ts";

const PASSWORD = "correct-horse-battery";
const { values: { epochs, quick, seeds }, positionals: named } = parseArgs({
  options: { epochs: { type: "string" }, seeds: { type: "string" }, quick: { type: "boolean" } },
  allowPositionals: true,
});
const models = named.length > 0 ? named : ["dense"];

/** Notebook 04's searches, into a new folder of records. */
async function train(onDone: (done: number) => void): Promise<{ runs: Run[]; seconds: number }> {
  const study = await openStudy({ seed: 1, out: await Deno.makeTempDir() });
  const { layers, ...values } = gridValues(quick), start = performance.now();
  const grid = await study.experiment("04", {
    ...{ data: study.train, split: publishedHoldOut(study.train) },
    ...{ inputs: [heard({ tables: "means" }), standard()] as const, prepare: scaledOnAll },
    runner: (data) => {
      const runner = gridRunner(data);
      let done = 0;
      const run: typeof runner.run = (...args) => runner.run(...args).finally(() => onDone(++done));
      return Object.create(runner, { run: { value: run } });
    },
    network: { epochs: Number(epochs ?? (quick ? 40 : 200)) },
  });
  const runs: Run[] = [];
  for (const model of models) {
    const tried = { model: [model], ...values, ...(model === "rnn" && { layers }) };
    const most = model === "dense" ? layers.length : 1; // seeds in place of layers, which it does not read
    runs.push(...await grid.search(model, tried, { seeds: Math.min(most, Number(seeds ?? most)) }));
  }
  await grid.close();
  await Deno.remove(study.out, { recursive: true });
  return { runs, seconds: (performance.now() - start) / 1000 };
}

/** A record without times and machine. */
const timeless = ({ seconds: _, created: __, versions: { code, study }, ...run }: Run) => ({
  ...{ ...run, code, study },
  scores: untimed(run.scores),
  curve: untimed(run.curve ?? {}),
});

const untimed = (numbers: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(numbers).filter(([name]) => !/seconds$/i.test(name)));

/** `deno task worker` in a namespace, as a user starts it. */
async function startWorker(host: Host, port: number, file: string) {
  const url = `redis://${host.here}:${port}`, [program, ...within] = host.within;
  const process = new Deno.Command(program, {
    args: [
      ...[...within, Deno.execPath(), "task", "--quiet", "worker", "--queue", url],
      ...["--password-file", file, "--workers", "1"],
    ],
    cwd: PROJECT_ROOT,
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "inherit",
  }).spawn();
  const lines = process.stdout.pipeThrough(new TextDecoderStream()).values();
  let said = "";
  for await (const text of lines) {
    said += text;
    const name = /^worker (\S+-(\d+)):/m.exec(said);
    if (!name) continue;
    void lines.return?.();
    return { process, name: name[1], pid: Number(name[2]) };
  }
  throw new Error(`a worker has ended: ${said}`);
}

assert(canMakeHosts, "network namespaces need root and ip");
await buildQueueClient();
const file = await Deno.makeTempFile();
await Deno.writeTextFile(file, PASSWORD);
using one = new Host();
using other = new Host();
await using server = await RedisServer.start(
  ...["--bind", "127.0.0.1", one.here, other.here, "--requirepass", PASSWORD],
);
const workers = await Promise.all([one, other].map((at) => startWorker(at, server.port, file)));
const [killed, left] = workers;
const queued = await withEnv(
  { STUDY_QUEUE: server.url, STUDY_QUEUE_PASSWORD: PASSWORD },
  () =>
    train((done) => {
      if (done === 5) Deno.kill(killed.pid, "SIGKILL");
    }),
);
Deno.kill(left.pid, "SIGTERM");
await Promise.all(workers.map(({ process }) => process.status));
await Deno.remove(file);
const by = (name: string) => queued.runs.filter(({ versions }) => versions.worker === name).length;
const tell = (line: Record<string, unknown>) =>
  console.log(JSON.stringify({ bench: "hosts", models, ...line }));
tell({
  ...{ seconds: Math.round(queued.seconds), runs: queued.runs.length },
  ...{ by_the_killed: by(killed.name), by_the_other: by(left.name) },
});
const local = await withEnv({ STUDY_QUEUE: "" }, () => train(() => {}));
tell({ runner: "this process", seconds: Math.round(local.seconds), runs: local.runs.length });
assertEquals(queued.runs.map(timeless), local.runs.map(timeless));
assert(by(killed.name) > 0 && by(killed.name) + by(left.name) === queued.runs.length);
tell({ equal: true, records: local.runs.length });
