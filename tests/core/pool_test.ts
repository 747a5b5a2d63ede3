import { InputError } from "../../lib/core/errors.ts";
import { Pool } from "../../lib/core/pool.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";

const library = (name: string) =>
  JSON.stringify(String(new URL(`../../lib/core/${name}`, import.meta.url)));

/** A worker's module from the text of its function. */
const module = (work: string) =>
  `data:text/javascript,${
    encodeURIComponent(
      `import { serve } from ${library("pool.ts")};
       import { InputError } from ${library("errors.ts")};
       let tasks = 0;
       serve(${work}, (result) => result?.buffer instanceof ArrayBuffer ? [result.buffer] : []);`,
    )
  }`;

Deno.test("results belong to their tasks, whichever worker is faster", async () => {
  using pool = new Pool(
    module(
      `async (n) => { await new Promise((done) => setTimeout(done, 5 * (n % 3))); return -n; }`,
    ),
    { size: 3 },
  );
  const tasks = Array.from({ length: 20 }, (_, i) => i + 1);
  assertEquals(await Promise.all(tasks.map((n) => pool.run(n))), tasks.map((n) => -n));
});

Deno.test("no more workers run than the pool's size", async () => {
  using pool = new Pool(module(`() => ++tasks`), { size: 2 });
  const counts = await Promise.all(Array.from({ length: 10 }, () => pool.run<number>(0)));
  assertEquals(counts.filter((count) => count === 1).length, 2); // two workers saw a first task
});

Deno.test("an error thrown in a worker comes back with its message and kind", async () => {
  using pool = new Pool(
    module(
      `(what) => { if (what === "input") throw new InputError("no rows", { row: 7 }); throw new TypeError(what); }`,
    ),
    { size: 1 },
  );
  const input = await assertFails(() => pool.run("input"), "row 7: no rows");
  assert(input instanceof InputError);
  assertEquals((await assertFails(() => pool.run("odd"), "odd")).name, "TypeError");
});

Deno.test("a dead worker rejects its task and is replaced", async () => {
  using pool = new Pool(
    module(
      `(die) => die ? new Promise(() => setTimeout(() => { throw new Error("out of luck"); })) : "alive"`,
    ),
    { size: 1 },
  );
  assertEquals(await pool.run(false), "alive");
  const [dead, next] = await Promise.allSettled([pool.run(true), pool.run(false)]);
  assert(dead.status === "rejected" && /worker died.*out of luck/.test(dead.reason.message));
  assertEquals(next, { status: "fulfilled", value: "alive" });
});

Deno.test("a worker that dies between two tasks gets no other", async () => {
  using pool = new Pool(
    module(
      `(die) => { if (die) setTimeout(() => { throw new Error("too late"); }); return "done"; }`,
    ),
    { size: 1 },
  );
  assertEquals(await pool.run(true), "done");
  await new Promise((resolve) => setTimeout(resolve, 300)); // it dies idle
  assertEquals(await pool.run(false), "done");
});

Deno.test("a module that cannot be loaded rejects every task instead of waiting", async () => {
  using pool = new Pool(new URL("./there_is_no_such_worker.ts", import.meta.url), { size: 2 });
  const settled = await Promise.allSettled([pool.run(1), pool.run(2), pool.run(3)]);
  assertEquals(settled.map((one) => one.status), ["rejected", "rejected", "rejected"]);
});

Deno.test("a task that cannot be copied is rejected and costs no worker", async () => {
  using pool = new Pool(module(`() => "fine"`), { size: 1 });
  await assertFails(() => pool.run(() => {}), "could not be cloned");
  assertEquals(await pool.run(0), "fine");
});

Deno.test("transferred buffers move, shared ones are seen by both sides", async () => {
  using pool = new Pool(
    module(`({ moved, shared }) => { shared[0] = 5; return moved.map((v) => v + 1); }`),
    { size: 1 },
  );
  const moved = new Float32Array([1, 2]), shared = new Int32Array(new SharedArrayBuffer(4));
  const answer = await pool.run<Float32Array>({ moved, shared }, [moved.buffer]);
  assertEquals([...answer, moved.length, shared[0]], [2, 3, 0, 5]);
});

Deno.test("closing rejects what has not finished, and later tasks", async () => {
  const pool = new Pool(module(`() => new Promise((done) => setTimeout(done, 10000))`), {
    size: 1,
  });
  const pending = Promise.allSettled([pool.run(1), pool.run(2)]);
  pool.close();
  assertEquals((await pending).map((one) => one.status), ["rejected", "rejected"]);
  await assertFails(() => pool.run(3), "closed");
});

Deno.test("a pool of no workers is refused", async () => {
  await assertFails(() => new Pool("data:,", { size: 0 }), "a whole number from 1");
});

Deno.test("workers that are kept serve the next pool of their module, but those that died meanwhile", async () => {
  const { Pool, keepWorkers } = await import("../../lib/core/pool.ts?kept"); // not the other tests' pools
  keepWorkers();
  const once = module(
    `(die) => { if (die) setTimeout(() => { throw new Error("too late"); }, 20); return ++tasks; }`,
  );
  const ask = async (die: boolean) => {
    using pool = new Pool(once, { size: 1 });
    const silence = Promise.withResolvers<never>();
    const timer = setTimeout(() => silence.reject(new Error("nobody answers")), 30_000);
    return await Promise.race([pool.run<number>(die), silence.promise]).finally(() =>
      clearTimeout(timer)
    );
  };
  assertEquals([await ask(false), await ask(false), await ask(true)], [1, 2, 3]);
  let answer = 3; // it dies between two pools, or beneath one
  while (answer > 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    answer = await ask(false).catch((error) => {
      if (String(error).includes("a worker died")) return answer;
      throw error;
    });
  }
  assertEquals(answer, 1); // of a new worker
});
