import { Rng } from "../../lib/core/rng.ts";
import { stratifiedKFold } from "../../lib/data/split.ts";
import { numeric } from "../music.ts";
import { standard } from "../../lib/features/scale.ts";
import { onFeatures } from "../../lib/models/estimator.ts";
import { logistic } from "../../lib/models/logistic.ts";
import { majority } from "../../lib/models/majority.ts";
import {
  compareCrossValidated,
  correctedResampledT,
  mcNemar,
  pairedInterval,
} from "../../lib/evaluation/compare.ts";
import { crossValidate } from "../../lib/evaluation/cross_validate.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { toyTracks } from "../experiments/toy_tracks.ts";
import study from "../fixtures/study.json" with { type: "json" };

const { a, b, mcNemar: cases, ...expected } = study.comparisons;

/** Predictions of two models on rows whose true class is 0. */
function predictions(onlyA: number, onlyB: number, both = 30) {
  const rows = onlyA + onlyB + both;
  return {
    truth: new Int32Array(rows),
    first: Int32Array.from({ length: rows }, (_, i) => Number(i >= onlyA && i < onlyA + onlyB)),
    second: Int32Array.from({ length: rows }, (_, i) => Number(i < onlyA)),
  };
}

Deno.test("McNemar's test agrees with SciPy's binomial and chi-squared", () => {
  for (const { onlyA, onlyB, p } of cases) {
    const { truth, first, second } = predictions(onlyA, onlyB);
    const found = mcNemar(truth, first, second), back = mcNemar(truth, second, first);
    assertEquals([found.onlyA, found.onlyB], [onlyA, onlyB]);
    assertEquals(found.method, onlyA + onlyB < 25 ? "exact binomial" : "chi-squared");
    assertAllClose([found.p, back.p], [p, p], { relative: 1e-9, absolute: 0 });
    assertAllClose([found.difference], [(onlyA - onlyB) / truth.length]);
    assertAllClose([back.difference], [-found.difference]);
  }
});

Deno.test("rows that both models get wrong differently decide nothing", () => {
  assertEquals(mcNemar([0, 0, 0], [1, 2, 0], [2, 1, 0]).p, 1);
});

Deno.test("the paired interval agrees with SciPy's paired t test", () => {
  const { difference, low, high, t, p, df } = pairedInterval(a, b);
  assertAllClose([low, high, t, p, df], [expected.low, expected.high, expected.t, expected.p, 4], {
    relative: 1e-9,
  });
  assertAllClose([difference], [(low + high) / 2]);
  assertAllClose([pairedInterval(b, a).low], [-high]);
});

Deno.test("the corrected resampled t test agrees with its formula", () => {
  const { train, validation, correctedT, correctedP } = expected;
  const { t, p, low, high } = correctedResampledT(a, b, { train, validation });
  assertAllClose([t, p], [correctedT, correctedP], { relative: 1e-9 });
  const plain = pairedInterval(a, b); // 1/5 + 1/4 in place of 1/5
  const wider = Math.sqrt(1 + 5 * validation / train);
  assertAllClose([high - low], [(plain.high - plain.low) * wider]);
});

Deno.test("differences that are all the same leave no doubt, and none at all no difference", () => {
  const { low, high, p } = pairedInterval([.5, .6, .7], [.4, .5, .6]);
  assertAllClose([low, high, p], [.1, .1, 0]);
  assertEquals(pairedInterval([.5, .6], [.5, .6]), {
    difference: 0,
    low: 0,
    high: 0,
    t: 0,
    df: 1,
    p: 1,
  });
});

Deno.test("differences that cancel but for rounding are no difference", () => {
  const { difference, t, p, low, high } = pairedInterval([.5, .54], [.47, .57]); // .03 and −.03, but for 6e-17
  assertEquals([difference, t, p], [0, 0, 1]);
  assert(high > .3 && low === -high);
});

Deno.test("comparisons that cannot be made are refused", async () => {
  await assertFails(() => mcNemar([0, 1], [0], [0, 1]), "2 true classes, 1 and 2 predictions");
  await assertFails(() => pairedInterval([.5], [.6]), "1 and 1 scores");
  await assertFails(() => pairedInterval([.5, .6], [.6]), "2 and 1 scores");
  await assertFails(() => correctedResampledT(a, b, { train: 0, validation: 9 }), "0 to train");
});

Deno.test("cross-validations of the same splits are compared by fold and by row", async () => {
  const tracks = toyTracks(150), rng = new Rng(1), splits = stratifiedKFold(tracks, {}, rng);
  const linear = onFeatures(numeric(), standard(), logistic());
  const good = await crossValidate(linear, tracks, splits, rng);
  const bad = await crossValidate(onFeatures(numeric(), majority()), tracks, splits, rng);
  const { folds, rows } = compareCrossValidated(good, bad);
  assertAllClose([folds.difference], [good.mean.accuracy - bad.mean.accuracy]);
  assert(folds.low > 0 && folds.p < .01 && rows.p < 1e-6 && rows.onlyA > rows.onlyB);
  assert(compareCrossValidated(good, bad, "logLoss").folds.high < 0);
  assertEquals(compareCrossValidated(good, good).rows.p, 1);
  const other = await crossValidate(linear, tracks, splits.slice(1), rng);
  await assertFails(() => compareCrossValidated(good, other), "the same splits", "120 + 30");
});
