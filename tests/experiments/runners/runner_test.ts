import { assert, assertEquals, assertFails } from "../../assert.ts";
import { localRunner } from "../../../lib/experiments/runners/runner.ts";
import { workerRunner } from "../../../lib/experiments/runners/worker_runner.ts";
import { toyData, toyRunner } from "../toy_runner.ts";
import * as toy from "../toy_trial.ts";

const job = (settings = {}, seed = 1) => ({ settings, seed });

Deno.test("more jobs than workers wait for their turn, and each gets its own answer", async () => {
  const runner = toyRunner(2), local = localRunner(toy, toyData);
  const jobs = Array.from({ length: 9 }, (_, i) => job({ width: 2 ** i, nap: true }, i));
  const results = await Promise.all(jobs.map((each) => runner.run(each)));
  for (const [i, { seconds, ...result }] of results.entries()) {
    const { seconds: _, ...expected } = await local.run(jobs[i]);
    assertEquals(result, expected);
    assert(seconds >= 0);
  }
  await runner.close();
});

Deno.test("a cancelled job frees its place, whether it runs or waits", async () => {
  const runner = toyRunner(1), cancel = new AbortController();
  const stuck = runner.run(job({ spin: true }), cancel.signal);
  const waits = runner.run(job(), cancel.signal), after = runner.run(job());
  setTimeout(() => cancel.abort(new Error("enough")), 50);
  await assertFails(() => stuck, "enough");
  await assertFails(() => waits, "enough");
  assertEquals(Object.keys((await after).scores), ["accuracy", "logLoss"]);
  await runner.close();
});

Deno.test("closing ends what runs and what waits; a later job starts new workers", async () => {
  const runner = toyRunner(1), stuck = runner.run(job({ spin: true })), waits = runner.run(job());
  const ended = [stuck, waits].map((each) => assertFails(() => each, "closed"));
  await runner.close();
  await Promise.all(ended);
  const { seconds: _, ...result } = await runner.run(job());
  const { seconds: __, ...expected } = await localRunner(toy, toyData).run(job());
  assertEquals(result, expected);
  await runner.close();
});

Deno.test("workers that are kept serve the next runner, on its own data", async () => {
  const module = new URL("../toy_trial.ts", import.meta.url), other = { x: Float32Array.of(7e5) };
  const asked = job({ where: true }),
    own = async (data: toy.ToyData, keep: boolean) => {
      const runner = workerRunner(module, toy, data, { workers: 1, keep });
      const { scores } = await runner.run(asked);
      await runner.close();
      return scores;
    };
  const { thread, ...first } = await own(toyData, true), second = await own(other, false);
  assertEquals([second.thread, second.thread > 0], [thread, true]);
  const there = [localRunner(toy, toyData), localRunner(toy, other)].map((each) => each.run(asked));
  const expected = (await Promise.all(there)).map(({ scores }) => scores.accuracy);
  assertEquals([first.accuracy, second.accuracy], expected);
});

Deno.test("a module that cannot be loaded fails every job with its name", async () => {
  const runner = workerRunner("file:///nowhere/trial.ts", toy, toyData, { workers: 1 });
  await assertFails(() => runner.run(job()), "nowhere/trial.ts");
  await assertFails(() => runner.run(job()), "nowhere/trial.ts");
  await runner.close();
});

Deno.test("an InputError of a worker arrives as one", async () => {
  const module = `data:text/javascript,${
    encodeURIComponent(`export function trial() {
      throw Object.assign(new Error("zero rows"), { name: "InputError" });
    }`)
  }`;
  const runner = workerRunner(module, toy, toyData, { workers: 1 });
  const error = await assertFails(() => runner.run(job()), "zero rows");
  assertEquals(error.name, "InputError");
  await runner.close();
});

Deno.test("runners of the same data have the same fingerprint, and a number of workers is needed", async () => {
  assertEquals(toyRunner(2).data, localRunner(toy, toyData).data);
  const other = localRunner(toy, { x: toyData.x.map((x) => x + 1) });
  assert(other.data.fingerprint !== localRunner(toy, toyData).data.fingerprint);
  for (const workers of [0, 1.5, NaN]) await assertFails(() => toyRunner(workers), "workers");
});

Deno.test("workers that wait do not keep the program alive", async () => {
  const script = `
    import { toyRunner } from "${new URL("../toy_runner.ts", import.meta.url)}";
    console.log((await toyRunner(1).run({ settings: {}, seed: 1 })).scores.accuracy > 0);
  `;
  const { code, stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", "--no-lock", script],
    stderr: "null",
    signal: AbortSignal.timeout(30_000),
  }).output();
  assertEquals([code, new TextDecoder().decode(stdout).trim()], [0, "true"]);
});
