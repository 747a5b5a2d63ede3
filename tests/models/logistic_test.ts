import { matrix, takeRows } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { minimise } from "../../lib/models/lbfgs.ts";
import { denseDesign, type Design } from "../../lib/models/dense_design.ts";
import { fitLogistic, logistic } from "../../lib/models/logistic.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { contract } from "./contract.ts";
import { facts, queries, x, y } from "./peer.ts";

contract("logistic", () => logistic());

for (const { classes, c, weights, intercepts, probabilities } of facts.logistic) {
  Deno.test(`logistic agrees with scikit-learn: ${classes} classes, c = ${c}`, () => {
    const rows = [...y.codes.keys()].filter((i) => y.codes[i] < classes);
    const codes = y.codes.filter((code) => code < classes);
    const labels = { codes, classes: y.classes.slice(0, classes) };
    const fitted = logistic({ c, tolerance: 1e-8 }).fit(takeRows(x, rows), labels, new Rng(1));
    assert(fitted.converged);
    assertAllClose(fitted.weights, weights, { relative: 1e-4, absolute: 1e-5 });
    assertAllClose(fitted.intercepts, intercepts, { relative: 1e-4, absolute: 1e-5 });
    const p = fitted.predictProba(queries) as ReturnType<typeof matrix>;
    assertAllClose(p.data, probabilities, { relative: 0, absolute: 1e-5 });
  });
}

Deno.test("a default logistic regression is within 1e-3 of the exact one", async () => {
  const fitted = await logistic().fit(x, y, new Rng(1));
  const p = await fitted.predictProba(queries);
  assertAllClose(p.data, facts.logistic[0].probabilities, { relative: 0, absolute: 1e-3 });
});

Deno.test("a design that stores only what is not zero teaches the same weights", () => {
  // Column j of row i is 1 where (i + j) % 3 is 0: a sparse table, and the same one written out.
  const rows = 60, d = 7, names = Array.from({ length: d }, (_, j) => `${j}`);
  const dense = matrix(rows, names), entries: [number, number][] = [];
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < d; j++) {
      if ((i * i + j) % 3) continue;
      dense.data[i * d + j] = 1;
      entries.push([i, j]);
    }
  }
  const sparse: Design = {
    rows,
    columns: d,
    multiply(weights, k, scores) {
      for (const [i, j] of entries) {
        for (let c = 0; c < k; c++) scores[i * k + c] += weights[j * k + c];
      }
    },
    multiplyTransposed(residuals, k, gradient) {
      for (const [i, j] of entries) {
        for (let c = 0; c < k; c++) gradient[j * k + c] += residuals[i * k + c];
      }
    },
  };
  const codes = Int32Array.from({ length: rows }, (_, i) => (i >> 1) % 3);
  const settings = { c: 1, maxIterations: 200, tolerance: 1e-9 };
  const labels = { codes, classes: ["a", "b", "c"] };
  const expected = logistic(settings).fit(dense, labels, new Rng(1));
  assertAllClose(fitLogistic(sparse, codes, 3, settings).weights, expected.weights);
});

Deno.test("the products with a table are those of plain loops, to the bit", () => {
  for (const [rows, d, k] of [[1, 1, 1], [7, 5, 3], [8, 4, 4], [33, 18, 24]]) {
    const rng = new Rng(rows),
      drawn = (n: number) => Float64Array.from({ length: n }, () => rng.normal());
    const names = Array.from({ length: d }, (_, j) => `${j}`);
    const x = matrix(rows, names, Float32Array.from(drawn(rows * d)));
    const weights = drawn(d * k), scores = drawn(rows * k), design = denseDesign(x);
    const expected = scores.slice(), gradient = weights.slice(), back = weights.slice();
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < d; j++) {
        for (let c = 0; c < k; c++) expected[i * k + c] += x.data[i * d + j] * weights[j * k + c];
      }
    }
    design.multiply(weights.map(() => Infinity), k, scores.slice()); // leaves nothing behind
    design.multiply(weights, k, scores);
    assertEquals(scores, expected);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < d; j++) {
        for (let c = 0; c < k; c++) back[j * k + c] += x.data[i * d + j] * scores[i * k + c];
      }
    }
    design.multiplyTransposed(scores, k, gradient);
    assertEquals(gradient, back);
  }
});

Deno.test("too few iterations are reported, not hidden", () => {
  const { converged, iterations } = logistic({ maxIterations: 2 }).fit(x, y, new Rng(1));
  assertEquals({ converged, iterations }, { converged: false, iterations: 2 });
});

Deno.test("settings that make no sense are refused", async () => {
  await assertFails(() => logistic({ c: 0 }), "logistic({ c })", "above 0");
  await assertFails(() => logistic({ c: NaN }), "NaN");
  await assertFails(() => logistic({ maxIterations: 1.5 }), "whole number");
});

Deno.test("L-BFGS walks Rosenbrock's valley to its end, in many dimensions", () => {
  const n = 20;
  const { point, converged, evaluations } = minimise(
    (p, g) => {
      let value = 0;
      g.fill(0);
      for (let i = 0; i + 1 < n; i++) {
        const rise = p[i + 1] - p[i] * p[i];
        value += 100 * rise * rise + (1 - p[i]) ** 2;
        g[i] += -400 * p[i] * rise - 2 * (1 - p[i]);
        g[i + 1] += 200 * rise;
      }
      return value;
    },
    new Float64Array(n).fill(-1.2),
    { tolerance: 1e-9, maxIterations: 1000 },
  );
  assert(converged && evaluations < 500, `${evaluations} evaluations`);
  assertAllClose(point, new Float64Array(n).fill(1), { relative: 1e-6 });
});

Deno.test("L-BFGS ends where floating point does, at the minimum", () => {
  const start = Float64Array.of(5);
  const bowl = (p: Float64Array, g: Float64Array) => {
    g[0] = 2 * (p[0] - 3);
    return 1e9 + (p[0] - 3) ** 2; // steps too small to change the value
  };
  const { point } = minimise(bowl, start, { tolerance: 0 });
  assertAllClose(point, [3], { absolute: 1e-3 });
  assertEquals(start[0], 5);
});
