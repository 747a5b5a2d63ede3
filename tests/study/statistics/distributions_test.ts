import {
  binomialTwoSided,
  chiSquaredTail,
  fTail,
  logGamma,
  tQuantile,
  tTwoSided,
} from "../../../lib/study/statistics/distributions.ts";
import { assertAllClose, assertEquals } from "../../assert.ts";
import study from "../../fixtures/study.json" with { type: "json" };

const { tails } = study;
const close = (found: number[], expected: number[]) =>
  assertAllClose(found, expected, { relative: 1e-9, absolute: 0 });

Deno.test("chi-squared, F and t probabilities agree with SciPy, far out in logarithms", () => {
  for (const { x, df, p, log10P } of tails.chiSquared) {
    const found = chiSquaredTail(x, df);
    close([found.p, found.log10P], [p, log10P]);
  }
  for (const { x, df1, df2, p, log10P } of tails.f) {
    const found = fTail(x, df1, df2);
    close([found.p, found.log10P], [p, log10P]);
  }
  for (const { x, df, p } of tails.t) close([tTwoSided(x, df).p], [p]);
});

Deno.test("the chi-squared and F tails meet where the continued fraction takes over", () => {
  for (const tail of [(x: number) => chiSquaredTail(x, 4), (x: number) => fTail(x, 4, 21423)]) {
    let low = 1, high = 10_000; // the largest x whose p is still taken as it is
    for (let i = 0; i < 60; i++) {
      const middle = (low + high) / 2;
      if (tail(middle).p > 1e-290) low = middle;
      else high = middle;
    }
    close([tail(low).log10P], [tail(high).log10P]);
  }
});

Deno.test("quantiles of t and the binomial test agree with SciPy", () => {
  for (const { confidence, df, t } of tails.tQuantile) close([tQuantile(confidence, df)], [t]);
  for (const { k, n, p } of tails.binomial) close([binomialTwoSided(k, n)], [p]);
});

Deno.test("probabilities at the edges", () => {
  assertEquals([chiSquaredTail(0, 3).p, fTail(0, 2, 5).p, tTwoSided(0, 4).p], [1, 1, 1]);
  assertEquals([chiSquaredTail(NaN, 3).p, fTail(NaN, 2, 5).p], [NaN, NaN]);
  assertEquals(tTwoSided(Infinity, 4), { p: 0, log10P: -Infinity });
  close([logGamma(.5), Math.exp(logGamma(7))], [Math.log(Math.PI) / 2, 720]);
});
