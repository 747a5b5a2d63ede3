import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { stratifiedKFold } from "../../lib/data/split.ts";
import { allRows } from "../../lib/data/dataset.ts";
import type { Estimator } from "../../lib/models/estimator.ts";
import { checkProbabilities, meanProbabilities } from "../../lib/models/probabilities.ts";
import { evaluateOn } from "../../lib/evaluation/cross_validate.ts";
import { predictAll } from "../../lib/experiments/kept.ts";
import { toyTracks } from "../experiments/toy_tracks.ts";
import { assert, assertEquals } from "../assert.ts";
import { assertInputError } from "./contract.ts";

/** Answers the same row always. */
const constant = (answer: readonly number[]): Estimator => ({
  name: "constant",
  settings: {},
  fit: (tracks) => {
    const classes = [...new Set(tracks.texts("genre"))].sort();
    const predictProba = (_: unknown, rows: Int32Array) =>
      Promise.resolve(
        matrix(rows.length, classes, Float32Array.from(Array(rows.length).fill(answer).flat())),
      );
    return Promise.resolve({ classes, predictProba });
  },
});

Deno.test("NaN, a negative number and a sum other than 1 are told with their row", async () => {
  for (const odd of [[NaN, NaN], [NaN, 1], [-.5, 1.5], [.5, .4], [Infinity, 0]]) {
    const answers = matrix(2, ["pop", "rap"], Float32Array.of(.5, .5, ...odd));
    await assertInputError(() => checkProbabilities(answers), "in row 1", "pop, rap");
  }
  checkProbabilities(matrix(2, ["pop", "rap"], Float32Array.of(1, 0, .3334, .6667)));
});

Deno.test("a model whose answers are no probabilities is neither judged nor does it predict", async () => {
  const tracks = toyTracks(120), rows = allRows(tracks);
  const genres = new Set(tracks.texts("genre")).size, rng = new Rng(1);
  const [{ train, validation }] = stratifiedKFold(tracks, {}, rng);
  const good = constant(Array(genres).fill(1 / genres)), bad = constant(Array(genres).fill(NaN));
  await evaluateOn(good, tracks, train, validation, rng);
  await predictAll(good, tracks, rows, tracks, rng);
  await assertInputError(() => evaluateOn(bad, tracks, train, validation, rng), "NaN");
  await assertInputError(() => predictAll(bad, tracks, rows, tracks, rng), "NaN");
});

Deno.test("a mean is the same to the last bit as its formula, in double and in single precision", () => {
  const rng = new Rng(7), names = ["pop", "rap", "rock"], weights = [3, .1, 2, .7];
  const tables = weights.map(() =>
    matrix(500, names, new Float32Array(1500).map(() => rng.uniform()))
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const [plain, once, often] = [0, 1, 2].map(() => new Float32Array(1500));
  for (let at = 0; at < 1500; at++) {
    let sum = 0, weighted = 0;
    for (const { data } of tables) sum += data[at];
    for (const [i, { data }] of tables.entries()) weighted += (weights[i] / total) * data[at];
    for (const [i, { data }] of tables.entries()) often[at] += (weights[i] / total) * data[at];
    [plain[at], once[at]] = [sum / tables.length, weighted];
  }
  assertEquals(meanProbabilities(tables), matrix(500, names, plain));
  assertEquals(meanProbabilities(tables, weights), matrix(500, names, once));
  assertEquals(meanProbabilities(tables, weights, "single"), matrix(500, names, often));
  assert(once.some((p, at) => p !== often[at]), "else there would be one way of adding up");
});
