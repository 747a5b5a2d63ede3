import { correctedResampledT, mcNemar, pairedInterval } from "../../lib/study/compare.ts";
import { assertAllClose, assertEquals, assertFails } from "../assert.ts";
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

Deno.test("comparisons that cannot be made are refused", async () => {
  await assertFails(() => mcNemar([0, 1], [0], [0, 1]), "2 true classes, 1 and 2 predictions");
  await assertFails(() => pairedInterval([.5], [.6]), "1 and 1 scores");
  await assertFails(() => pairedInterval([.5, .6], [.6]), "2 and 1 scores");
  await assertFails(() => correctedResampledT(a, b, { train: 0, validation: 9 }), "0 to train");
});
