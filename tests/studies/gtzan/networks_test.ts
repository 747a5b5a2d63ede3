import { matrix } from "../../../lib/core/matrix.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { tensor } from "../../../lib/core/tensor.ts";
import { networkClassifier } from "../../../lib/nn/mod.ts";
import { movedWeights } from "../../../lib/studies/gtzan/moved_weights.ts";
import {
  MODELS,
  pooledCnn,
  publishedNetwork,
} from "../../../lib/studies/gtzan/published_networks.ts";
import { otherOrder } from "../../../lib/studies/gtzan/shuffled.ts";
import { networkKind } from "../../../lib/nn/networks/networks.ts";
import { ready } from "../../../lib/nn/tf.ts";
import { assert, assertEquals } from "../../assert.ts";

const plan = { hidden: 256, layers: 3, dropout: .1 };

Deno.test("the published networks have PyTorch's weights, but for an LSTM's second bias", async () => {
  await ready();
  // Linear: in · out + out; BatchNorm: 2 a unit; Conv1d: 3 · in · out + out; LSTM: 4 h (in + h + 1) here, + 2 in PyTorch
  const h = 64,
    expected = {
      dense: 174 * h + h + 2 * h + h * (h / 2) + h / 2 + 2 * (h / 2) + (h / 2) * 10 + 10,
      cnn: 3 * (h / 2) + h / 2 + 3 * (h / 2) * h + h + 174 * h * (2 * h) + 2 * h + 2 * h * 10 + 10,
      rnn: 4 * h * (174 + h + 1) + 2 * 4 * h * (h + h + 1) + 2 * h + h * 10 + 10,
    };
  for (const model of MODELS) {
    const { network, ...own } = publishedNetwork(model, { ...plan, hidden: h }, 174);
    const built = networkKind(network).build({ inputs: 174, classes: 10, ...own }, new Rng(1));
    const learnt = built.trainableWeights.reduce(
      (sum, { shape }) => sum + shape.reduce((a, b) => a! * b!, 1)!,
      0,
    );
    assertEquals(learnt, expected[model], model);
    built.dispose();
  }
});

Deno.test("a pooled cnn costs less than a hundredth of the published one of the same size", () => {
  const cost = ({ network, ...own }: { network: string }) =>
    networkKind(network).cost({ inputs: 174, classes: 10, ...own });
  for (const hidden of [64, 128, 256]) {
    const settings = { ...plan, hidden };
    const times = cost(publishedNetwork("cnn", settings, 174)) / cost(pooledCnn(settings, 174));
    assert(times > 100, `${hidden}: ${times}`);
  }
});

Deno.test("what an LSTM of one step does not use stands still, and everything else moves", async () => {
  const rng = new Rng(1),
    x = matrix(60, [..."abcdef"], Float32Array.from({ length: 360 }, () => rng.normal()));
  const y = {
    classes: ["low", "high"],
    codes: Int32Array.from({ length: 60 }, (_, i) => +(x.data[6 * i] > 0)),
  };
  const after = (epochs: number) =>
    networkClassifier({
      ...publishedNetwork("rnn", { hidden: 8, layers: 2, dropout: .1 }, 6),
      ...{
        epochs,
        validationShare: .2,
        restoreBest: false,
        batchSize: 60,
        shuffle: false,
        engine: "graph",
      },
    }).fit(x, y, new Rng(2));
  const [first, last] = [await after(1), await after(8)];
  const moved = movedWeights(first.model, last.model).filter(({ weights }) =>
    weights.startsWith("lstm")
  );
  for (const { weights, moved: far } of moved) {
    const isUnread = /recurrent_kernel|forget/.test(weights);
    assertEquals(far === 0, isUnread, `${weights}: ${far}`);
  }
  assertEquals(moved.length, 2 * 3 * 4);
  first.dispose();
  last.dispose();
});

Deno.test("columns are put in one order for all rows, steps in another for every row", () => {
  const table = otherOrder(
    matrix(2, [..."abcd"], Float32Array.of(1, 2, 3, 4, 5, 6, 7, 8)),
    new Rng(3),
  );
  assertEquals(table.names.map((name) => "abcd".indexOf(name) + 1), [...table.data.subarray(0, 4)]);
  assertEquals([...table.data.subarray(4)], Array.from(table.data.subarray(0, 4), (v) => v + 4));
  const steps = Array.from({ length: 40 }, (_, i) => Math.floor(i / 2) % 10);
  const { data } = otherOrder(tensor(2, [10, 2], ["p", "q"], Float32Array.from(steps)), new Rng(3));
  const orders = [0, 1].map((row) =>
    Array.from({ length: 10 }, (_, t) => {
      assertEquals(data[20 * row + 2 * t], data[20 * row + 2 * t + 1]); // a step stays whole
      return data[20 * row + 2 * t];
    })
  );
  for (const order of orders) assertEquals(order.toSorted((a, b) => a - b), [...Array(10).keys()]);
  assert(`${orders[0]}` !== `${orders[1]}`);
});
