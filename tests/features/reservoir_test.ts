/** States of reservoirs against reservoirpy's, and what stands for a sequence. */
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { matrix, takeRows } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { spectralRadius } from "../../lib/core/spectral_radius.ts";
import { tensor } from "../../lib/core/tensor.ts";
import { allRows } from "../../lib/data/mod.ts";
import { numeric } from "../../lib/features/numeric.ts";
import { Reservoir, reservoirFor } from "../../lib/features/reservoir.ts";
import { reservoirStates } from "../../lib/features/reservoir_states.ts";
import {
  drawReservoir,
  RESERVOIR_DEFAULTS,
  type ReservoirSettings,
  type ReservoirWeights,
} from "../../lib/features/reservoir_weights.ts";
import reference from "../fixtures/reservoir.json" with { type: "json" };
import { smallTracks } from "../tracks.ts";

const { W, Win, bias, x: heard, cases } = reference, units = W.length, inputs = heard[0].length;
const turned = (a: readonly (readonly number[])[]) =>
  Float32Array.from(a[0].flatMap((_, j) => a.map((row) => row[j])));
const given: ReservoirWeights = {
  ...{ units, inputs },
  input: turned(Win),
  recurrent: turned(W),
  bias: Float32Array.from(bias),
};

for (const [name, { leak, spectralRadius: radius, states }] of Object.entries(cases)) {
  Deno.test(`states are reservoirpy's: ${name}`, () => {
    const weights = radius > 0 ? given : { ...given, recurrent: undefined };
    const found = new Reservoir(weights, leak).run(Float32Array.from(heard.flat()));
    assertAllClose(found, states.flat(), { absolute: 1e-5 });
  });
}

const settings = (some: Partial<ReservoirSettings>): ReservoirSettings => ({
  ...RESERVOIR_DEFAULTS,
  units: 13,
  sparsity: .5,
  ...some,
});
const rng = new Rng(1), rows = 530, moments = 7;
const sequences = tensor(
  rows,
  [moments, 3],
  ["a", "b", "c"],
  Float32Array.from({ length: rows * moments * 3 }, () => rng.normal()),
);
const pooled = (reservoir: Reservoir, some: Partial<ReservoirSettings>, x = sequences) =>
  [...reservoir.pooled(x, settings(some))].flatMap(({ states }) => [...states]);

Deno.test("a sequence stands for the mean of the states after the washout, or for the last", () => {
  const reservoir = new Reservoir(drawReservoir(3, settings({}), new Rng(2)), .4);
  for (const row of [0, 255, 256, 529]) {
    const own = reservoir.run(sequences.data.subarray(row * 21, row * 21 + 21));
    const last = pooled(reservoir, { pool: "last" }).slice(row * 13, row * 13 + 13);
    assertAllClose(last, own.subarray(6 * 13), { absolute: 1e-6 });
    for (const washout of [0, 4]) {
      const mean = Array.from({ length: 13 }, (_, j) => {
        let sum = 0;
        for (let t = washout; t < moments; t++) sum += own[t * 13 + j];
        return sum / (moments - washout);
      });
      const found = pooled(reservoir, { washout }).slice(row * 13, row * 13 + 13);
      assertAllClose(found, mean, { absolute: 1e-6 });
    }
  }
});

Deno.test("a reservoir of a radius below 1 forgets how it began; units at leak .1 move slowly", () => {
  const echo = (radius: number, leak: number) => {
    const weights = drawReservoir(1, settings({ units: 40, spectralRadius: radius }), new Rng(3));
    const reservoir = new Reservoir({ ...weights, bias: new Float32Array(40) }, leak);
    const input = new Float32Array(300), other = input.slice();
    other[0] = 1; // one knock at the start
    const [a, b] = [reservoir.run(input), reservoir.run(other)];
    const far = (t: number) =>
      Math.hypot(...Array.from({ length: 40 }, (_, j) => a[t * 40 + j] - b[t * 40 + j]));
    return [far(0), far(299)];
  };
  const [first, last] = echo(.8, 1);
  assert(first > .1 && last < 1e-6, `${first} to ${last}`);
  assert(echo(1.5, 1)[1] > .1, "above 1 it goes round for ever");
  assert(echo(.8, .1)[0] < first / 5);
});

Deno.test("weights are drawn as the settings say, by the seed alone", () => {
  const some = settings({
    units: 80,
    spectralRadius: 1.2,
    sparsity: .75,
    bias: .4,
    inputScaling: 2,
  });
  const a = drawReservoir(5, some, new Rng(4)), b = drawReservoir(5, some, new Rng(4));
  assertEquals(a, b);
  assertAllClose([spectralRadius(a.recurrent!, 80, new Rng(9))], [1.2], { relative: 1e-5 });
  const zeros = a.recurrent!.filter((w) => w === 0).length / 6400;
  assert(Math.abs(zeros - .75) < .03, `${zeros} of the weights are 0`);
  assert(a.bias.every((value) => Math.abs(value) <= .4) && a.bias.some((v) => Math.abs(v) > .3));
  // what standardised inputs add to a unit has the standard deviation that inputScaling says
  const squares = a.input.reduce((sum, w) => sum + w * w, 0) / 80;
  assert(Math.abs(Math.sqrt(squares) - 2) < .2, `${Math.sqrt(squares)}`);
  assertEquals(drawReservoir(5, { ...some, spectralRadius: 0 }, new Rng(4)).recurrent, undefined);
  assertEquals(drawReservoir(5, { ...some, spectralRadius: 0 }, new Rng(4)).input, a.input);
});

Deno.test("standardised, columns sound the same on any scale; a constant one is not heard", () => {
  const far = { ...sequences, data: sequences.data.map((v, at) => at % 3 === 1 ? 40 + 9 * v : v) };
  const of = (x: typeof sequences, standardise: boolean) =>
    pooled(reservoirFor(x, settings({ standardise }), new Rng(5)), {}, x);
  assertAllClose(of(far, true), of(sequences, true), { absolute: 1e-4 });
  const [loud, plain] = [of(far, false), of(sequences, false)];
  assert(loud.some((value, i) => Math.abs(value - plain[i]) > .1));
  const still = { ...sequences, data: sequences.data.map((v, at) => at % 3 === 1 ? 7 : v) };
  assert(of(still, true).every((value) => Math.abs(value) < 1));
});

Deno.test("features of a table are one random layer of tanh units; rows do not depend on others", async () => {
  const tracks = smallTracks([90, 120, 150, 180].map((tempo) => ({ tempo })));
  const source = numeric({ columns: ["tempo"] });
  const made = reservoirStates(source, { units: 20, leak: 1 });
  const { train, transform } = await made.fit(tracks, allRows(tracks), new Rng(1));
  const again = await transform(tracks, Int32Array.of(2));
  assertEquals(again.data, takeRows(train, [2]).data);
  assertEquals(train.names.slice(0, 2), ["state 1", "state 2"]);
  const unconnected = reservoirStates(source, { units: 20, leak: 1, spectralRadius: 0 });
  assertEquals((await unconnected.fit(tracks, allRows(tracks), new Rng(1))).train, train);
  assertEquals(JSON.parse(JSON.stringify(made.settings)), made.settings);
});

Deno.test("features of a data set's sequences are fitted on the training rows alone", async () => {
  const tracks = smallTracks(Array.from({ length: 6 }, () => ({}))),
    learnt = Int32Array.of(0, 1, 2);
  const frames = (scale: number) => ({
    ...tracks,
    tensor(_: string, some: Int32Array) {
      const data = new Float32Array(some.length * 21);
      some.forEach((row, i) => {
        const own = sequences.data.subarray(row * 21, row * 21 + 21);
        data.set(row > 2 ? own.map((value) => scale * value) : own, i * 21);
      });
      return tensor(some.length, [moments, 3], ["a", "b", "c"], data);
    },
  });
  const features = reservoirStates("frames", settings({ washout: 2 }));
  const fitted = await features.fit(frames(1), learnt, new Rng(3));
  const other = await features.fit(frames(9), learnt, new Rng(3));
  assertEquals([fitted.train.rows, fitted.train.names.length], [3, 13]);
  assertEquals(other.train, fitted.train); // what other rows hold is not seen
  const again = await fitted.transform(frames(1), Int32Array.of(4, 1));
  assertEquals(again.data.subarray(13), takeRows(fitted.train, [1]).data);
  assertEquals(features.settings.of, "frames");
  const none = reservoirStates("waves");
  await assertFails(() => none.fit(tracks, learnt, new Rng(1)), "no waves in this file");
});

Deno.test("settings that cannot be, and sequences that do not fit, are refused by name", async () => {
  const draw = (some: Partial<ReservoirSettings>) => () =>
    drawReservoir(3, settings(some), new Rng(1));
  await assertFails(draw({ leak: 0 }), "leak", "above 0");
  await assertFails(draw({ sparsity: 1 }), "sparsity", "below 1");
  await assertFails(draw({ pool: "max" as "mean" }), "pool", "max", "mean or last");
  await assertFails(draw({ units: 2, sparsity: .999 }), "no signal goes round", "2 units");
  await assertFails(() => reservoirStates("frames", { unit: 3 } as object), "unit", "units");
  const reservoir = new Reservoir(drawReservoir(3, settings({}), new Rng(1)), 1);
  await assertFails(() => pooled(reservoir, { washout: 7 }), "washout 7 of 7 moments", "at most 6");
  const table = matrix(2, ["a", "b"]);
  await assertFails(() => [...reservoir.pooled(table, settings({}))], "table of 3 columns", "2");
});
