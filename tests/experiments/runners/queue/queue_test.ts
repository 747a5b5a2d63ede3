/** Searches by way of a real redis-server, with workers in processes of their own. */
import { assert, assertEquals, assertFails } from "../../../assert.ts";
import { buildQueueClient } from "../../../../lib/experiments/runners/queue/build.ts";
import { examineQueue } from "../../../../lib/experiments/runners/queue/examine.ts";
import { overviewOf } from "../../../../lib/experiments/runners/queue/overview.ts";
import { connect } from "../../../../lib/experiments/runners/queue/connect.ts";
import { Lane } from "../../../../lib/experiments/runners/queue/lane.ts";
import { pack } from "../../../../lib/experiments/runners/queue/pack.ts";
import { queueNames, release } from "../../../../lib/experiments/runners/queue/release.ts";
import { putData } from "../../../../lib/experiments/runners/queue/store.ts";
import { openRuns } from "../../../../lib/experiments/runs/runs.ts";
import { logUniform } from "../../../../lib/experiments/search/distributions.ts";
import { halving } from "../../../../lib/experiments/search/halving.ts";
import type { SearchProgress } from "../../../../lib/experiments/search/search.ts";
import { grid, random } from "../../../../lib/experiments/search/space.ts";
import type { Runner } from "../../../../lib/experiments/runners/runner.ts";
import type { Settings } from "../../../../lib/experiments/runs/record.ts";
import { redis as redisHere } from "../../../needs.ts";
import { killParts } from "./kills.ts";
import { freePort } from "./redis_server.ts";
import { PASSWORD, secureServer } from "./secure_server.ts";
import { essence, searchToy, toyQueue, TOYS, ToyWorker } from "./toy_queue.ts";

const delay = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

Deno.test("a machine without ONNX Runtime shares the queue of engines that round alike, and no other", () => {
  const one = queueNames({ code: "a", plain: "p", every: "with the addon" });
  const bare = queueNames({ code: "a", plain: "p", every: "no addon" });
  assertEquals([one.plain === bare.plain, one.every === bare.every], [true, false]);
  const rounds = queueNames({ code: "a", plain: "q", every: "other" });
  assertEquals(new Set([one.plain, one.every, bare.every, rounds.plain, rounds.every]).size, 5);
});

Deno.test({ name: "trainings go by way of a queue", ignore: !redisHere }, async (t) => {
  await buildQueueClient();
  const started = await secureServer(), { url, secure, certificate } = started;
  await using server = started.server;
  const redis = await connect(url), names = queueNames(await release(TOYS));
  const eventsOf = async (event: string) => {
    const all = await redis.xrange(`bull:${names.every}:events`, "-", "+");
    return all.filter(([, [, name]]) => name === event)
      .map(([, fields]) => fields[fields.indexOf("jobId") + 1]);
  };
  const count = async (event: string) => (await eventsOf(event)).length;
  await using workers = new AsyncDisposableStack();
  const start = async (url: string, options = {}) =>
    workers.use(await ToyWorker.start(url, options));

  let waiting: SearchProgress | undefined;
  const early = searchToy(grid({ width: [16, 32] }), toyQueue(url), {
    onProgress: (told) => waiting ??= told.workers?.trouble ? told : undefined,
  });
  const env = { DENO_CERT: certificate, STUDY_QUEUE_PASSWORD: PASSWORD, TOY_LOCK: "10" };
  const [first, , rounding] = await Promise.all([
    start(secure, { slots: 2, env }),
    start(url, { env: { TOY_MORE: "1" } }), // other code
    start(url, { flags: ["--v8-flags=--no-enable-fma3"] }),
  ]);

  await t.step("a search without a worker waits, says so, and goes on when one joins", async () => {
    assertEquals((await early).map(({ status }) => status), ["done", "done"]);
    assert(waiting!.workers!.trouble!.includes("no worker takes these jobs"));
  });

  await t.step(
    "records are those of this thread but for times and machine, of a worker by TLS",
    async () => {
      for (
        const space of [
          grid({ width: [16, 32, 64], fail: [0, 7], nan: [true] }),
          halving(random({ learningRate: logUniform(1e-4, .1) }, { trials: 9 }), {
            ...{ minimum: 1, maximum: 9 },
          }),
        ]
      ) {
        const options = { seeds: 2, base: { nap: true } };
        const local = await searchToy(space, undefined, options);
        const queued = await searchToy(space, toyQueue(url), options);
        assertEquals(essence(queued), essence(local));
        const done = queued.filter(({ status }) => status === "done");
        assert(done.every(({ versions }) => versions.worker!.endsWith(`-${first.pid}`)));
        assert(local.every(({ versions }) => versions.worker === undefined));
      }
    },
  );

  await t.step("a training that throws is not tried again by the same search", async () => {
    const before = await count("failed");
    await searchToy(grid({ fail: [11, 12, 13] }), toyQueue(url));
    assertEquals(await count("failed") - before, 3);
  });

  await t.step(
    "workers of other code, or that round in another way, get no job and are named",
    async () => {
      let told: SearchProgress | undefined;
      await searchToy(grid({ sleep: [2500] }), toyQueue(url), { onProgress: (it) => told = it });
      const { workers, slots, trouble } = told!.workers!;
      assertEquals([workers, slots], [1, 2]);
      assert(/\S+-\d+ has other code; \S+-\d+ rounds in another way/.test(trouble!), trouble);
    },
  );

  await t.step("a kept result serves an equal training, unless it shall be fresh", async () => {
    const space = grid({ width: [77, 78] });
    const before = await count("completed");
    await searchToy(space, toyQueue(url));
    await searchToy(space, toyQueue(url));
    assertEquals(await count("completed") - before, 2);
    await searchToy(space, toyQueue(url), { fresh: true });
    assertEquals(await count("completed") - before, 4);
  });

  await t.step("data of several searches is told apart, and sent once", async () => {
    const space = grid({ width: [5, 6, 7], nap: [true] });
    const sets = [1, 2, 3].map((n) => ({ x: new Float32Array(50).fill(n) }));
    const found = await Promise.all(
      sets.map((data) => searchToy(space, toyQueue(url, {}, data))),
    );
    const sums = found.map((runs) => runs[0].scores.accuracy - found[0][0].scores.accuracy);
    for (const [i, sum] of sums.entries()) assert(Math.abs(sum - i * 50 / 1e6) < 1e-9);
    await searchToy(grid({ width: [9] }), toyQueue(url, {}, sets[0]));
    const loads = [...first.said.matchAll(/data ([0-9a-f]{8})/g)].map(([, hash]) => hash);
    assertEquals(new Set(loads).size, 4); // these, and the toy data
  });

  await t.step("of what waits, the first priority is done first", async () => {
    const [any, last, soon] = [undefined, 9, 1].map((priority) => toyQueue(url, { priority }));
    const order: string[] = [], both = [1, 2], signs = await Deno.makeTempDir();
    const run = (name: string, runner: Runner, settings: Settings) =>
      both.map((seed) =>
        runner.run({ settings: { ...settings, name }, seed }).then(() => order.push(name))
      );
    await Promise.all([any, last, soon].flatMap((runner, i) => run(`warm ${i}`, runner, {})));
    const are = async (what: "active" | "waiting", count: number) => {
      while (!(await overviewOf(redis)).queues.some(({ [what]: now }) => now === count)) {
        await delay(20);
      }
    };
    const busy = run("busy", any, { until: `${signs}/queued` });
    await are("active", 2);
    const later = run("last", last, { sleep: 300 });
    await are("waiting", 2);
    const sooner = run("soon", soon, { until: `${signs}/idle` });
    await are("waiting", 4);
    await Deno.writeTextFile(`${signs}/queued`, "");
    await Promise.all(busy);
    await Deno.writeTextFile(`${signs}/idle`, "");
    await Promise.all([...later, ...sooner]);
    assertEquals(order.slice(6), ["busy", "busy", "soon", "soon", "last", "last"]);
    await Promise.all([any, last, soon].map((runner) => runner.close()));
  });

  await t.step("a training that takes longer than its limit has failed", async () => {
    const [run] = await searchToy(grid({ sleep: [20_000] }), toyQueue(url, { limit: .3 }));
    assertEquals(run.error, "took longer than 0.3 s");
  });

  await t.step(
    "cancelling ends a training that never ends, and its slots are free again",
    async () => {
      const cancel = new AbortController(), { signal } = cancel;
      const stuck = searchToy(grid({ spin: [1, 2] }), toyQueue(url), { signal });
      const ended = assertFails(() => stuck, "abort");
      await delay(800);
      cancel.abort();
      await ended;
      const after = await searchToy(grid({ width: [201, 202, 203] }), toyQueue(url));
      assertEquals(after.map(({ status }) => status), ["done", "done", "done"]);
    },
  );

  await t.step(
    "two searches share equal trainings; when one is cancelled, the other ends well",
    async () => {
      const before = await count("completed"),
        space = grid({ width: [301, 302, 303], sleep: [300] });
      const both = await Promise.all([1, 2].map(() => searchToy(space, toyQueue(url))));
      assertEquals(essence(both[0]), essence(both[1]));
      assertEquals(await count("completed") - before, 3);
      const cancel = new AbortController(), long = grid({ width: [304], sleep: [3000] });
      const one = searchToy(long, toyQueue(url), { signal: cancel.signal });
      const other = searchToy(long, toyQueue(url));
      const ended = assertFails(() => one, "abort");
      await delay(600);
      cancel.abort();
      await ended;
      assertEquals((await other).map(({ status }) => status), ["done"]);
    },
  );

  await t.step("a job that asks for code, or is no ticket, is refused", async () => {
    const lane = await Lane.open(redis, names.every), { signal } = new AbortController();
    const data = await putData(redis, pack({ x: [] })), ticket = { data, settings: {}, seed: 1 };
    for (const trial of ["file:///tmp/evil.ts", "__proto__", "constructor"]) {
      const end = await lane.done({ ...ticket, trial }, signal);
      assert(typeof end === "object" && "failed" in end && end.failed.kind === "Refused");
      assert(end.failed.message.includes(trial));
    }
    for (const wrong of [{ data: "../x" }, { seed: .5 }, { settings: [] as unknown as object }]) {
      const end = await lane.done({ ...ticket, trial: "toy", ...wrong } as never, signal);
      assert(typeof end === "object" && "failed" in end && end.failed.kind === "Refused");
    }
    lane.close();
  });

  await t.step(
    "data that was altered in the store ends the search, and stands in no record",
    async () => {
      const data = { x: new Float32Array(50).fill(4) }, hash = await putData(redis, pack(data));
      await server.say(`SETRANGE study:data:${hash}:0 100 X`);
      const runs = openRuns(await Deno.makeTempDir());
      const search = searchToy(grid({ width: [1, 2] }), toyQueue(url, {}, data), { runs });
      await assertFails(() => search, "altered");
      assertEquals(await runs.all(), []);
    },
  );

  await t.step(
    "a server that is not there, or refuses us, ends the search before any record",
    async () => {
      const runs = openRuns(await Deno.makeTempDir()), nowhere = `redis://127.0.0.1:${freePort()}`;
      const at = (url: string) => searchToy(grid({ width: [1] }), toyQueue(url), { runs });
      await assertFails(() => at(nowhere), nowhere, "ECONNREFUSED");
      await assertFails(() => at(secure), "cannot be used", "ertificate"); // nobody trusts it here
      const wrong = server.url.replace("//", "//nobody:secret@");
      const error = await assertFails(() => at(wrong), "cannot be used", "WRONGPASS");
      assert(!error.message.includes("secret"));
      assertEquals(await runs.all(), []);
    },
  );

  await t.step("a training that failed is tried again when it is asked for again", async () => {
    const failed = async () => (await eventsOf("failed")).length;
    const ask = () => searchToy(grid({ width: [5555], fail: [3] }), toyQueue(url));
    await ask();
    const once = await failed();
    await ask();
    assertEquals(await failed(), once + 1);
  });

  await t.step("an overview counts jobs, and trainings of the last minute by worker", async () => {
    await searchToy(grid({ width: [7777] }), toyQueue(url));
    const { queues, workers, perMinute } = await overviewOf(redis);
    const own = queues.find(({ queue }) => queue === names.every)!;
    assertEquals([own.waiting, own.active], [0, 0]);
    assert(own.completed > 20 && own.failed > 5);
    assertEquals(workers.length, 3);
    const paces = Object.entries(perMinute), [[name, pace]] = paces;
    assert(paces.length === 1 && name.endsWith(`-${first.pid}`) && pace >= 1);
  });

  await t.step("a doctor names what would lose jobs, and who takes them", async () => {
    const found = async () =>
      Object.fromEntries((await examineQueue(server.url)).map(({ name, found }) => [name, found]));
    const good = await found();
    assert(Object.values(good).slice(0, 4).every((it) => it !== undefined), JSON.stringify(good));
    for (const setting of ["maxmemory-policy allkeys-lru", "appendonly no"]) {
      await server.say(`CONFIG SET ${setting}`);
    }
    const few = url.replace("study", "few").replace(PASSWORD, "sesame");
    await server.say("ACL SETUSER few on >sesame ~other:* +@all");
    const [rights] = await examineQueue(few);
    assertEquals(rights.found, undefined);
    assert(rights.without.includes("NOPERM"), rights.without);
    const bad = await found();
    assertEquals([bad["what is full"], bad["a restart"]], [undefined, undefined]);
    for (const setting of ["maxmemory-policy noeviction", "appendonly yes"]) {
      await server.say(`CONFIG SET ${setting}`);
    }
  });

  await killParts(t, started, first, eventsOf);

  await t.step("SIGTERM ends a worker after the training under way", async () => {
    const last = searchToy(grid({ sleep: [1000] }), toyQueue(url));
    await delay(400);
    first.kill("SIGTERM");
    assertEquals((await last).map(({ status }) => status), ["done"]);
    assertEquals(await first.ended, 0);
  });
  redis.disconnect();

  await t.step("a worker whose server is gone ends all the same", async () => {
    await server.kill();
    rounding.kill("SIGTERM");
    assertEquals(await rounding.ended, 0);
  });
});
