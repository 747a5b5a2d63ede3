import {
  binomialTwoSided,
  chiSquaredTail,
  fTail,
  tQuantile,
  tTwoSided,
} from "../../../lib/evaluation/statistics/distributions.ts";
import { logGamma } from "../../../lib/evaluation/statistics/incomplete.ts";
import { assertAllClose, assertEquals } from "../../assert.ts";
import study from "../../fixtures/study.json" with { type: "json" };
import precise from "../../fixtures/tails.json" with { type: "json" };

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

Deno.test("chi-squared and F probabilities hold twelve digits of mpmath's, also for many degrees of freedom", () => {
  const compare = (found: { p: number; log10P: number }, expected: typeof found) => {
    assertAllClose([found.p], [expected.p], { relative: 2e-12, absolute: 0 });
    assertAllClose([found.log10P], [expected.log10P], { relative: 2e-12, absolute: 1e-15 });
  };
  for (const { x, df, ...expected } of precise.chiSquared) compare(chiSquaredTail(x, df), expected);
  for (const { x, df1, df2, ...expected } of precise.f) compare(fTail(x, df1, df2), expected);
});

Deno.test("tails meet where one way of computing them takes over from the other", () => {
  const near = (tail: (x: number) => { log10P: number }, at: number) =>
    assertAllClose([tail(at * (1 - 1e-15)).log10P], [tail(at * (1 + 1e-15)).log10P], {
      relative: 1e-11,
    });
  for (const df of [1, 4, 21427]) near((x) => chiSquaredTail(x, df), df + 2);
  // x = df2 / (df2 + df1 f) is there (a + 1) / (a + b + 2)
  for (const [df1, df2] of [[1, 30], [4, 21423]]) {
    near((f) => fTail(f, df1, df2), df2 * (df1 + 2) / (df1 * (df2 + 2)));
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
  assertEquals(chiSquaredTail(Infinity, 3), { p: 0, log10P: -Infinity });
  assertEquals([fTail(1e308, 10, 5).p < 1e-300, fTail(1e-300, 10, 5).p], [true, 1]);
  close([logGamma(.5), Math.exp(logGamma(7))], [Math.log(Math.PI) / 2, 720]);
});
