import { curveOf } from "../../lib/experiments/search/curve_of.ts";
import { layerPanels } from "../../lib/show/figures/layer_panels.ts";
import { assertEquals, assertFails } from "../assert.ts";

const epoch = (epoch: number, norm: number) => ({
  epoch,
  loss: 1,
  accuracy: .5,
  learningRate: .1,
  gradientNorm: norm,
  seconds: 1,
  layers: [
    { layer: "dense1", gradientNorm: norm },
    { layer: "activation1", mean: 0, standardDeviation: 1, zeros: .5 },
    { layer: "logits", gradientNorm: 2 * norm },
  ],
});

Deno.test("what training saw of its layers is in the record's curve, and each layer is a line", () => {
  const curve = curveOf({ epochs: [epoch(1, .5), epoch(2, .25)] });
  assertEquals(curve["dense1: gradientNorm"], [.5, .25]);
  assertEquals(curve["logits: gradientNorm"], [1, .5]);
  assertEquals(curve["activation1: zeros"], [.5, .5]);
  const { data } = layerPanels(
    [{ settings: { batchNorm: true }, curve }, { settings: {}, curve }],
    {
      show: "gradientNorm",
      heading: "batchNorm",
      title: "Norms",
    },
  );
  assertEquals(data.map(({ name, xaxis, showlegend }) => [name, xaxis, showlegend]), [
    ["dense1", "x", true],
    ["logits", "x", true],
    ["dense1", "x2", false],
    ["logits", "x2", false],
  ]);
});

Deno.test("on a logarithmic axis what is zero is left out", () => {
  const curve = { "dense1: gradientNorm": [1, 0, NaN] };
  const { data } = layerPanels([{ settings: {}, curve }], {
    show: "gradientNorm",
    heading: () => "plain",
    title: "Norms",
    yLog: true,
  });
  assertEquals(data[0].y, [1, null, null]);
});

Deno.test("runs that did not look at their layers are refused, saying how to", async () => {
  const run = { settings: {}, curve: { loss: [1] } };
  await assertFails(
    () => layerPanels([run], { show: "zeros", heading: () => "", title: "" }),
    "zeros",
    "statistics: true",
  );
});
