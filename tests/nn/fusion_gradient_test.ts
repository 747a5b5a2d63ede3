/** Fusion networks: both engines against each other and against differences of the loss. */
import { Rng } from "../../lib/core/rng.ts";
import { fusionMlp } from "../../lib/nn/fusion.ts";
import { CLASSES, eleven, gradientTests } from "./gradients.ts";

type Plan = Parameters<typeof fusionMlp>[0];
const two = (tower: object) => ({
  sound: { columns: 5, ...tower },
  text: { columns: 6, ...tower },
});
const embedding = { kind: "periodic", frequencies: 4, size: 4, sigma: .5 } as const;

const cases: Record<string, Omit<Plan, "classes">> = {
  "two towers side by side": { towers: two({ layers: [8] }), head: [8] },
  "three towers of odd widths": {
    towers: {
      sound: { columns: 5, layers: [7, 3] },
      title: { columns: 2, layers: [5], activation: "tanh" },
      album: { columns: 4, layers: [3], activation: "gelu" },
    },
    head: [6],
    activation: "selu",
  },
  "an embedding beside text that passes through": {
    towers: { sound: { columns: 5, layers: [], embedding }, text: { columns: 6, layers: [] } },
    head: [8],
    activation: "tanh",
  },
  "text that passes through before a tower": {
    towers: { text: { columns: 6, layers: [] }, sound: { columns: 5, layers: [8], embedding } },
    head: [8],
  },
  "nothing but blocks": { towers: two({ layers: [] }), head: [8] },
  "a gate for each unit": { towers: two({ layers: [8] }), join: "gated", head: [8] },
  "a gate for each tower": {
    towers: two({ layers: [8] }),
    join: "gated",
    gates: "tower",
    activation: "tanh",
    head: [],
  },
  "gates over three towers": {
    towers: {
      sound: { columns: 5, layers: [8], embedding },
      title: { columns: 2, layers: [8], activation: "gelu" },
      album: { columns: 4, layers: [8, 8] },
    },
    join: "gated",
    activation: "tanh",
    head: [8],
  },
  "one gate for each of three towers": {
    towers: {
      sound: { columns: 5, layers: [12] },
      title: { columns: 2, layers: [12] },
      album: { columns: 4, layers: [12] },
    },
    join: "gated",
    gates: "tower",
    activation: "tanh",
    head: [8],
  },
  "batch norm in towers and head": { towers: two({ layers: [8] }), batchNorm: true, head: [8] },
  "an ensemble above the join": { towers: two({ layers: [6] }), head: [8, 4], members: 3 },
  "towers that read the same columns": {
    towers: { deep: { columns: 11, layers: [8] }, wide: { from: 0, columns: 11, layers: [] } },
    head: [8],
  },
  "one tower": { towers: { sound: { columns: 11, layers: [8] } }, head: [] },
};

for (const [name, plan] of Object.entries(cases)) {
  const build = () => fusionMlp({ ...plan, inputs: 11, classes: CLASSES }, new Rng(4));
  gradientTests(`fusion, ${name}`, build, {}, eleven);
}
