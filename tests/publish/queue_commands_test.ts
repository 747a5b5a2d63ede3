import { assert, assertEquals, assertFails } from "../assert.ts";
import { longTests, redis as redisHere } from "../needs.ts";
import { withEnv } from "../env.ts";
import { PROJECT_ROOT } from "../../lib/core/places.ts";
import { Rng } from "../../lib/core/rng.ts";
import { ONNX_RUNTIME_FOLDER } from "../../lib/core/onnx_runtime.ts";
import { buildQueueClient } from "../../lib/experiments/runners/queue/build.ts";
import { connect } from "../../lib/experiments/runners/queue/connect.ts";
import { overviewOf } from "../../lib/experiments/runners/queue/overview.ts";
import { mlpRunner } from "../../lib/experiments/runners/mlp_runner.ts";
import { search } from "../../lib/experiments/search/search.ts";
import { grid } from "../../lib/experiments/search/space.ts";
import { trialData } from "../../lib/experiments/search/trial_data.ts";
import { numeric } from "../../lib/features/numeric.ts";
import { standard } from "../../lib/features/scale.ts";
import { readOptions } from "../../lib/publish/commands/options.ts";
import { commandOf, flags } from "../../lib/publish/commands/permissions.ts";
import { split, tracks } from "../experiments/toy_experiment.ts";
import { freePort, RedisServer } from "../experiments/runners/queue/redis_server.ts";
import { essence } from "../experiments/runners/queue/toy_queue.ts";

const PASSWORD = "correct-horse-battery";
const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

Deno.test("a worker may reach its queue alone, read the project, and load one library: no more", () => {
  const args = ["--queue", "rediss://study@queue.example.org", "--password-file", "/etc/key"];
  assertEquals(flags(commandOf("worker", args)!), [
    ...["--no-prompt", "--allow-env", "--allow-sys"],
    `--allow-read=${PROJECT_ROOT},/etc/key`,
    "--allow-net=queue.example.org:6379",
    `--allow-ffi=${ONNX_RUNTIME_FOLDER}`,
  ]);
});

Deno.test("a study without a queue may reach no more than before", () => {
  const net = (args: string[]) => withEnv({ STUDY_QUEUE: "" }, () => commandOf("study", args)!.net);
  assertEquals(net([]), ["127.0.0.1", "localhost"]);
});

Deno.test("a queue's address is checked, and no password may stand in it", async () => {
  const command = { name: "worker", does: "", options: ["queue", "workers"] } as const;
  const read = (...args: string[]) => () => readOptions(command, args);
  const error = await assertFails(read("--queue", "redis://:secret@host"), "STUDY_QUEUE_PASSWORD");
  assert(!error.message.includes("secret"));
  await assertFails(read("--queue", "http://host"), "redis://HOST:PORT", "http://host");
  await assertFails(read("--queue", "redis://host/0?x"), "redis://HOST:PORT");
  await assertFails(read("--workers", "0"), "--workers", "from 1");
});

Deno.test({
  name: "deno task worker does a study's trainings, and tells nobody the password",
  ignore: !redisHere,
}, async () => {
  await buildQueueClient();
  await using server = await RedisServer.start("--requirepass", PASSWORD);
  const file = await Deno.makeTempFile();
  await Deno.writeTextFile(file, `${PASSWORD}\n`);
  const worker = new Deno.Command(Deno.execPath(), {
    args: [
      ...["task", "worker", "--queue", server.url, "--password-file", file],
      ...["--workers", "1"],
    ],
    cwd: PROJECT_ROOT,
    env: { NO_COLOR: "1", STUDY_QUEUE: "" },
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const heard = worker.output();
  const data = await trialData(tracks, split, new Rng(1), numeric(), standard());
  const train = async (workers?: number, more = { epochs: [2] }, signal?: AbortSignal) => {
    const space = grid({ layers: [[4], [8]], batchSize: [32], ...more });
    // for no longer than that: the environment is all isolates' of a run of tests, and their searches would come here
    const runner = withEnv({ STUDY_QUEUE: server.url }, () => mlpRunner(data, { workers }));
    try {
      return await search(space, runner, { part: "03", name: "widths", signal });
    } finally {
      await runner.close();
    }
  };
  const told = { STUDY_QUEUE_PASSWORD: PASSWORD };
  const queued = await withEnv(told, () => train());
  const others = new Deno.Command("ps", { args: ["-eo", "args"], stdout: "piped" }).output();
  const processes = new TextDecoder().decode((await others).stdout);
  assert(processes.includes("commands/worker.ts") && processes.includes(file));
  // a training that would go on for hours does not hold a worker that is told to end twice
  const cancel = new AbortController();
  const endless = withEnv(told, () => train(undefined, { epochs: [1e6] }, cancel.signal));
  const ended = assertFails(() => endless, "abort");
  const redis = await connect(server.url.replace("//", `//:${PASSWORD}@`));
  while ((await overviewOf(redis)).queues.every(({ active }) => active === 0)) await delay(50);
  redis.disconnect();
  worker.kill("SIGTERM");
  await delay(500);
  worker.kill("SIGTERM");
  const { stdout, stderr, code } = await heard;
  assertEquals(code, 130);
  cancel.abort();
  await ended;
  const said = new TextDecoder().decode(stdout) + new TextDecoder().decode(stderr);
  assert(said.includes("1 at a time"), said);
  const records = JSON.stringify(queued);
  // this test's own server is the one process that was told in its command line
  const lines = processes.split("\n").filter((line) => !line.includes("redis-server"));
  for (const text of [said, records, ...lines]) assert(!text.includes(PASSWORD));
  const local = await train(1);
  assertEquals(essence(queued), essence(local));
  for (const run of queued) assert(run.versions.worker && run.versions.arithmetic);
});

Deno.test({
  name: "a queue's jobs are pages on this machine, for looking at only",
  ignore: !redisHere || !longTests,
}, async () => {
  await using server = await RedisServer.start();
  await server.say("SADD study:queues study-0123456789abcdef");
  const port = freePort(), at = `http://127.0.0.1:${port}`;
  const board = new Deno.Command(Deno.execPath(), {
    args: ["task", "queue", "--queue", server.url, "--board", "--port", String(port)],
    cwd: PROJECT_ROOT,
    env: { NO_COLOR: "1" },
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const reader = board.stdout.pipeThrough(new TextDecoderStream()).getReader();
  for (let said = ""; !said.includes("Open http");) {
    const { value, done } = await reader.read();
    assert(!done, said);
    said += value;
  }
  const { queues } = await (await fetch(`${at}/api/queues`)).json();
  assertEquals(queues.map(({ name }: { name: string }) => name), ["study-0123456789abcdef"]);
  const clean = `${at}/api/queues/study-0123456789abcdef/clean/completed`;
  const cleaned = await fetch(clean, { method: "PUT" });
  assertEquals([cleaned.status, await cleaned.json()], [405, {
    error: { key: "ERRORS.QUEUE_READ_ONLY" },
  }]);
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  await connection.write(new TextEncoder().encode("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"));
  const bytes = new Uint8Array(100);
  await connection.read(bytes);
  assert(new TextDecoder().decode(bytes).startsWith("HTTP/1.1 403"));
  board.kill("SIGTERM");
  await reader.cancel();
  await board.status;
});
