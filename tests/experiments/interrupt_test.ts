import { Interrupted, interruptions, untilInterrupted } from "../../lib/core/interrupt.ts";
import { Pool } from "../../lib/core/pool.ts";
import { Rng } from "../../lib/core/rng.ts";
import { evaluate } from "../../lib/experiments/evaluate.ts";
import { openRuns } from "../../lib/experiments/runs/runs.ts";
import { grid } from "../../lib/experiments/search/space.ts";
import { search } from "../../lib/experiments/search/search.ts";
import { download } from "../../lib/features/text/download.ts";
import { embed } from "../../lib/features/text/embed.ts";
import { mlp } from "../../lib/nn/mlp.ts";
import { ready } from "../../lib/nn/tf.ts";
import { train } from "../../lib/nn/train.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { toyEncoder } from "../features/toy_encoder.ts";
import { smallJudged } from "./small_judged.ts";
import { toyRunner } from "./toy_runner.ts";

const interrupt = () => interruptions.interrupt(new Interrupted());

/** What work ends with that the reader interrupts; the next cell has a signal of its own. */
async function interrupted(work: () => Promise<unknown>): Promise<void> {
  try {
    await assertFails(work, "stopped by the reader");
    assert(untilInterrupted().aborted, "nobody has interrupted");
  } finally {
    interruptions.renew();
  }
  assert(!untilInterrupted().aborted, "the next cell is interrupted from its start");
}

Deno.test("an interrupt ends a search in the middle of a training and keeps what is finished", async () => {
  const runs = await openRuns(await Deno.makeTempDir()), runner = toyRunner(2);
  const onProgress = ({ done }: { done: number }) => void (done === 1 && setTimeout(interrupt, 50));
  const asked = { part: "03", name: "toy", runs, onProgress };
  await interrupted(() => search(grid({ width: [16], spin: [0, 1] }), runner, asked));
  assertEquals((await runs.all()).map((run) => run.settings.spin), [0]);
  // the next cell goes on from the records
  const after = await search(grid({ width: [16, 32] }), runner, { part: "03", name: "toy", runs });
  assertEquals(after.map(({ status }) => status), ["done", "done"]);
  await runner.close();
});

Deno.test("an interrupt ends a training between two steps", async () => {
  const x = {
    ...{ data: Float32Array.of(0, 1, 1, 0), rows: 2, columns: 2 },
    ...{ shape: [2], names: ["a", "b"] },
  };
  await ready();
  const model = mlp({ inputs: 2, classes: 2, layers: [4] }, new Rng(1)), steps: number[] = [];
  const onStep = ({ step }: { step: number }) => {
    steps.push(step);
    if (step === 5) interrupt();
  };
  const y = { codes: Int32Array.of(0, 1), classes: ["even", "odd"] };
  await interrupted(() => train(model, x, y, { rng: new Rng(1), epochs: 1000, onStep }));
  assertEquals(steps.length, 5);
  model.dispose();
});

Deno.test("an interrupt ends judging between two models, and those judged are kept", async () => {
  const { models, tracks, folds, rng, key } = await smallJudged();
  const runs = await openRuns(await Deno.makeTempDir());
  const onFit = (done: number) => void (done === 1 && interrupt());
  await interrupted(() => evaluate(models, tracks, folds.grouped, rng, { runs, key, onFit }));
  assertEquals((await runs.all()).map(({ name }) => name), ["album"]);
});

Deno.test("an interrupt ends the encoding of texts, and what is encoded is kept", async () => {
  const folder = await Deno.makeTempDir(), store = `${folder}/v.sqlite`;
  const texts = Array.from({ length: 10 }, (_, i) => `title ${i}`), { encoder } = toyEncoder();
  const onProgress = ({ done }: { done: number }) => void (done === 4 && interrupt());
  await interrupted(() => embed(texts, { encoder, store, onProgress }));
  const rest = toyEncoder();
  await embed(texts, { encoder: rest.encoder, store });
  assertEquals(rest.encoded, texts.slice(4));
});

Deno.test("an interrupt ends a download that hangs, and no other try is made", async () => {
  let asked = 0;
  const { promise: late, resolve } = Promise.withResolvers<Response>();
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, () => {
    if (++asked === 1) setTimeout(interrupt, 20);
    return late;
  });
  const url = `http://127.0.0.1:${server.addr.port}/model.onnx`;
  await interrupted(() => download(url, { answer: 60_000 }));
  assertEquals(asked, 1);
  resolve(new Response());
  await server.shutdown();
});

Deno.test("an interrupt leaves what a pool's workers are at, and the pool works on after", async () => {
  const serve = new URL("../../lib/core/pool.ts", import.meta.url);
  // Deno 2.9 lets a loop of an ended worker go on: it ends by itself, and keeps no core busy until then
  const code = `import { serve } from "${serve}";
    const bell = new Int32Array(new SharedArrayBuffer(4)), end = performance.now() + 10_000;
    serve((n) => { while (n < 0 && performance.now() < end) Atomics.wait(bell, 0, 0, 20); return n; });`;
  using pool = new Pool(`data:text/javascript,${encodeURIComponent(code)}`, { size: 1 });
  await interrupted(() => {
    setTimeout(interrupt, 100);
    return Promise.all([pool.run(-1), pool.run(2)]);
  });
  assertEquals(await pool.run(3), 3);
});
