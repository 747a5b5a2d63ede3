import { assert, assertAllClose, assertEquals } from "../assert.ts";
import { ONNX_RUNTIME_FOLDER } from "../../lib/core/onnx_runtime.ts";
import { Rng } from "../../lib/core/rng.ts";
import { Arena } from "../../lib/nn/arena.ts";
import { Batches } from "../../lib/nn/batches.ts";
import { graphEngine } from "../../lib/nn/graph/engine.ts";
import { mlp } from "../../lib/nn/mlp.ts";
import { networkOf } from "../../lib/nn/network.ts";
import { Parameters } from "../../lib/nn/parameters.ts";
import { trainSettings } from "../../lib/nn/settings.ts";
import { COLUMNS, learn, tidyTest, watch } from "./rows.ts";

tidyTest(
  "the addon and WebAssembly give the same numbers, and both leave the platform's Worker to pools",
  async () => {
    const found = [], { Worker } = globalThis;
    for (const build of ["auto", "wasm"] as const) {
      const model = mlp(
          { inputs: COLUMNS, classes: 3, layers: [16, 8], batchNorm: true, dropout: .2 },
          new Rng(1),
        ),
        arena = Arena.acquire();
      const parameters = new Parameters(model, arena), all = trainSettings({ batchSize: 600 });
      const batches = new Batches(learn.x, learn.y, all, new Rng(1), arena, 600);
      const engine = await graphEngine(networkOf(model), parameters, arena, new Rng(2), build);
      assert(typeof engine === "object");
      const { loss } = await engine.gradient(batches.take(0));
      const gradient = parameters.trainable.flatMap(({ gradient, rows, columns }) =>
        Array.from(arena.readRows(gradient, rows, columns))
      );
      const p = await engine.probabilities(watch.x.data, watch.x.rows);
      found.push({ loss, gradient, p });
      engine.release!();
      model.dispose();
      arena.release();
    }
    assert(globalThis.Worker === Worker);
    const [native, wasm] = found;
    assertAllClose([native.loss], [wasm.loss], { relative: 1e-5 });
    assertAllClose(native.gradient, wasm.gradient, { relative: 1e-4, absolute: 1e-6 });
    assertAllClose(native.p, wasm.p, { relative: 1e-4, absolute: 1e-6 });
  },
);

/** What the program graph_worker.ts prints with these permissions besides reading. */
async function trainedWith(...permissions: string[]) {
  const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--no-prompt", "--no-check", "--allow-read", "--allow-env", "--allow-sys"],
      ...permissions,
      new URL("./graph_worker.ts", import.meta.url).pathname,
    ],
  }).output();
  assert(success, new TextDecoder().decode(stderr));
  return JSON.parse(new TextDecoder().decode(stdout)) as {
    weights: number[];
    engine: string;
    reason?: string;
  };
}

Deno.test("native code runs where its own folder is allowed; elsewhere WebAssembly does the same, and says so", async () => {
  const native = await trainedWith(`--allow-ffi=${ONNX_RUNTIME_FOLDER}`);
  assertEquals([native.engine, native.reason], ["graph", undefined]);
  const wasm = await trainedWith();
  assertEquals(wasm.engine, "graph");
  assert(/WebAssembly, for want of native code: .*ffi/.test(wasm.reason!), wasm.reason);
  assertAllClose(wasm.weights, native.weights, { absolute: 1e-3 });
});
