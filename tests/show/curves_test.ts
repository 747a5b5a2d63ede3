import { assert, assertEquals, assertFails } from "../assert.ts";
import {
  type Curve,
  learningCurve,
  learningCurves,
  toCurve,
} from "../../lib/show/figures/learning_curves.ts";

const epochs = [1, 2, 3].map((epoch) => ({
  epoch,
  loss: 2 / epoch,
  accuracy: epoch / 4,
  validationLoss: 2.2 / epoch,
  validationAccuracy: epoch / 5,
  seconds: .1,
}));
// deno-lint-ignore no-explicit-any -- Plotly's parts are read as a browser would
type Part = any;

Deno.test("a learning curve has loss beside accuracy, training dashed and validation solid", () => {
  const { data, layout } = learningCurve({ epochs, bestEpoch: 2 });
  const lines = data.map(({ name, y, line, xaxis }: Part) => [name, y, line.dash, xaxis]);
  assertEquals(lines, [
    ["training", [2, 1, 2 / 3], "dash", "x"],
    ["validation", [2.2, 1.1, 2.2 / 3], "solid", "x"],
    ["training", [.25, .5, .75], "dash", "x2"],
    ["validation", [.2, .4, .6], "solid", "x2"],
  ]);
  const titles = [layout.xaxis, layout.yaxis, layout.yaxis2].map((axis: Part) => axis.title.text);
  assertEquals(titles, ["epoch", "loss (cross-entropy, nats)", "accuracy (share right)"]);
});

Deno.test("the best epoch is a dotted line in both panels, and absent when it is not known", () => {
  const { shapes, annotations } = learningCurve({ epochs, bestEpoch: 2 }).layout as Part;
  assertEquals(shapes.map(({ x0, line }: Part) => [x0, line.dash]), [[2, "dot"], [2, "dot"]]);
  assertEquals(annotations.map(({ text }: Part) => text), ["best epoch 2"]);
  assertEquals(learningCurve({ epochs }).layout.shapes, undefined);
});

Deno.test("a training without validation has two lines", () => {
  const alone = epochs.map(({ epoch, loss, accuracy, seconds }) => ({
    epoch,
    loss,
    accuracy,
    seconds,
  }));
  assertEquals(learningCurve({ epochs: alone }).data.length, 2);
});

Deno.test("the columns of a run's record make the same curve as its epochs", () => {
  const columns = Object.fromEntries(
    (Object.keys(epochs[0]) as (keyof typeof epochs[0])[])
      .map((name) => [name, epochs.map((epoch) => epoch[name])]),
  );
  assertEquals(learningCurve(columns).data, learningCurve({ epochs }).data);
  assertEquals(toCurve({ loss: [1] }, 1).bestEpoch, 1);
});

const run = (batchSize: number, seed: number, length = 4, bestEpoch?: number) => ({
  settings: { batchSize },
  seed,
  curve: {
    bestEpoch,
    epochs: Array.from({ length }, (_, i) => ({
      epoch: i + 1,
      loss: 1 + seed / 10,
      accuracy: .5,
      validationLoss: 2 + seed / 10,
      validationAccuracy: .4,
      seconds: 1,
    })),
  } satisfies Curve,
});

Deno.test("learning curves have a panel per value in order, on shared axes", () => {
  const runs = [run(256, 1), run(16, 1), run(64, 1)];
  const { data, layout } = learningCurves(runs, { by: "batchSize" }) as Part;
  assertEquals(layout.annotations.map(({ text }: Part) => text), [
    "batchSize = 16",
    "batchSize = 64",
    "batchSize = 256",
  ]);
  assertEquals(data.length, 3 * 4);
  assertEquals([layout.yaxis2.matches, layout.xaxis3.matches], ["y", "x"]);
  assertEquals(data.filter(({ showlegend }: Part) => showlegend).length, 2);
});

Deno.test("a panel's line is the mean over seeds, its band from the lowest to the highest", () => {
  const runs = [run(16, 1, 4, 2), run(16, 2, 4, 3), run(16, 6, 4, 4)];
  const { data, layout } = learningCurves(runs, { by: "batchSize" }) as Part;
  const [band, line] = data;
  assertEquals(line.y.map((y: number) => y.toFixed(3)), ["1.300", "1.300", "1.300", "1.300"]);
  assertEquals([Math.min(...band.y), Math.max(...band.y)], [1.1, 1.6]);
  assertEquals(layout.shapes.map(({ x0 }: Part) => x0), [3]);
});

Deno.test("a line ends where fewer than half of the seeds went on", () => {
  const runs = [run(16, 1, 2), run(16, 2, 5), run(16, 3, 9)];
  const { data } = learningCurves(runs, { by: "batchSize" }) as Part;
  assertEquals(data[1].x, [1, 2, 3, 4, 5]);
});

Deno.test("a training that diverged is cut where the others can still be read, and the axis says so", () => {
  const curve = { loss: [1.2, 90, 400], validationLoss: [1.3, NaN, 1e9] };
  const runs = [run(16, 1), run(64, 1), { settings: { batchSize: 256 }, curve }];
  const { layout } = learningCurves(runs, { by: "batchSize" }) as Part;
  assertEquals([layout.yaxis.range, layout.yaxis3.range], [[0, 3 * 1.1], [0, 3 * 1.1]]);
  assert(/^loss.*, cut at 3\.3$/.test(layout.yaxis.title.text), layout.yaxis.title.text);
  const near = learningCurves(runs.slice(0, 2), { by: "batchSize" }) as Part;
  assertEquals([near.layout.yaxis.range, near.layout.yaxis.title.text], [
    undefined,
    "loss (cross-entropy, nats)",
  ]);
});

Deno.test("accuracy can be shown instead, and runs without a curve are left out", async () => {
  const runs = [run(16, 1), { settings: { batchSize: 32 } }];
  const { data, layout } = learningCurves(runs, { by: "batchSize", show: "accuracy" }) as Part;
  assertEquals(data[1].y, [.5, .5, .5, .5]);
  assert(layout.yaxis.title.text.startsWith("accuracy"));
  await assertFails(() => learningCurves(runs, { by: "depth" }), "depth", "2 runs, 1 with a curve");
});

Deno.test("a setting that no run has is answered with those there are", async () => {
  const { curve } = run(16, 1), settings = { layers: [8], optimiser: "adam" };
  const runs = [run(16, 1), { settings, curve }];
  await assertFails(
    () => learningCurves(runs, { by: "layer" }),
    "the setting layer",
    "expected one of batchSize, layers, optimiser",
  );
});

Deno.test("a seed whose loss is not a number leaves the mean of the others", () => {
  const diverged = run(16, 9);
  const epochs = diverged.curve.epochs.map((epoch) => ({ ...epoch, loss: NaN }));
  const runs = [run(16, 1), { ...diverged, curve: { ...diverged.curve, epochs } }];
  const { data } = learningCurves(runs, { by: "batchSize" }) as Part;
  assertEquals(data[1].y, [1.1, 1.1, 1.1, 1.1]);
});
