/** Ridge regression in closed form, and the Cholesky factors it stands on. */
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { cholesky, solveCholesky } from "../../lib/core/cholesky.ts";
import { linearFunction, RidgeSums } from "../../lib/core/ridge.ts";
import { Rng } from "../../lib/core/rng.ts";
import reference from "../fixtures/reservoir.json" with { type: "json" };

Deno.test("a factor times its transpose is the matrix, and solves its systems", () => {
  for (const n of [1, 2, 7, 33]) {
    const rng = new Rng(n), b = Float64Array.from({ length: n * n }, () => rng.normal());
    const a = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        for (let k = 0; k < n; k++) a[i * n + j] += b[i * n + k] * b[j * n + k];
      }
      a[i * n + i] += .1;
    }
    const l = cholesky(a, n), back = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let j = 0; j < n; j++) {
        for (let k = 0; k < n; k++) back[i * n + j] += l[i * n + k] * l[j * n + k];
        if (j > i) assertEquals(l[i * n + j], 0);
      }
    }
    assertAllClose(back, a, { relative: 1e-10, absolute: 1e-12 });
    const right = Float64Array.from({ length: 3 * n }, () => rng.normal());
    const x = solveCholesky(l, n, right), product = new Float64Array(3 * n);
    for (let c = 0; c < 3; c++) {
      for (let i = 0; i < n; i++) {
        for (let k = 0; k < n; k++) product[c * n + i] += a[i * n + k] * x[c * n + k];
      }
    }
    assertAllClose(product, right, { relative: 1e-8, absolute: 1e-9 });
  }
});

Deno.test("a matrix that is not positive definite is refused, and told why", async () => {
  await assertFails(() => cholesky(Float64Array.of(1, 2, 2, 1), 2), "positive definite", "pivot 1");
  await assertFails(() => cholesky(Float64Array.of(0), 1), "pivot 0");
  const twice = new RidgeSums(2, 1, { around: [0, 0] });
  twice.add(Float32Array.of(1, 2, 2, 4, 3, 6), Float32Array.of(1, 2, 3));
  await assertFails(() => twice.solve(0), "depend on one another", "larger ridge");
  assert(twice.solve(.1).weights.every(Number.isFinite));
});

const { cases, y } = reference, outputs = y[0].length;
for (const [name, { states, readout }] of Object.entries(cases)) {
  for (const [which, one] of Object.entries(readout)) {
    Deno.test(`the readout is reservoirpy's: ${name}, ${which}`, () => {
      const { ridge, fitBias, Wout, bias, mse } = one, units = states[0].length;
      const x = Float32Array.from(states.flat()), truth = Float32Array.from(y.flat());
      const around = fitBias ? states[3] : undefined;
      const sums = new RidgeSums(units, outputs, { around });
      sums.add(x.subarray(0, 13 * units), truth.subarray(0, 13 * outputs));
      sums.add(x.subarray(13 * units), truth.subarray(13 * outputs));
      const linear = sums.solve(ridge), close = { absolute: 1e-4, relative: 1e-4 };
      const expected = Array.from({ length: outputs }, (_, c) => Wout.map((row) => row[c])).flat();
      assertAllClose(linear.weights, expected, close);
      assertAllClose(linear.intercepts, [bias].flat(2), close);
      const found = linearFunction(linear)(x);
      const error = found.reduce((sum, value, at) => sum + (value - truth[at]) ** 2, 0);
      assertAllClose([error / truth.length], [mse], { relative: 1e-4 });
    });
  }
}

/** Weights and intercepts from sums in float64, all at once. */
function plainly(x: Float32Array, d: number, y: Float32Array, k: number, ridge: number) {
  const n = x.length / d,
    mean = (data: Float32Array, width: number) => {
      const out = new Float64Array(width);
      data.forEach((value, at) => out[at % width] += value / n);
      return out;
    };
  const mx = mean(x, d), my = mean(y, k), a = new Float64Array(d * d), b = new Float64Array(k * d);
  for (let i = 0; i < n; i++) {
    for (let p = 0; p < d; p++) {
      const own = x[i * d + p] - mx[p];
      for (let q = 0; q < d; q++) a[p * d + q] += own * (x[i * d + q] - mx[q]);
      for (let c = 0; c < k; c++) b[c * d + p] += own * (y[i * k + c] - my[c]);
    }
  }
  for (let p = 0; p < d; p++) a[p * d + p] += ridge;
  const weights = solveCholesky(cholesky(a, d), d, b);
  const intercepts = my.map((m, c) =>
    m - mx.reduce((sum, value, p) => sum + value * weights[c * d + p], 0)
  );
  return { weights, intercepts };
}

Deno.test("numbers, classes and tags give what sums in float64 give, whatever is taken off first", () => {
  const rng = new Rng(2), rows = 700, d = 11, k = 13;
  const x = Float32Array.from({ length: rows * d }, (_, at) => 5 + at % d + rng.normal());
  const tags = Uint8Array.from({ length: rows * k }, () => +(rng.uniform() < .3));
  const codes = Int32Array.from({ length: rows }, () => rng.int(k));
  const classes = Array.from({ length: k }, (_, c) => `${c}`);
  const ofCodes = new Float32Array(rows * k);
  codes.forEach((code, i) => ofCodes[i * k + code] = 1);
  for (
    const [around, absolute] of [
      [Array.from({ length: d }, (_, j) => 5 + j), 2e-6],
      [new Float64Array(d), 2e-5], // far from the means: fewer digits are left
    ] as const
  ) {
    const close = { relative: 1e-5, absolute };
    for (
      const [target, numbers] of [
        [{ classes, tags }, Float32Array.from(tags)],
        [{ classes, codes }, ofCodes],
      ] as const
    ) {
      const expected = plainly(x, d, numbers, k, .5);
      const indicators = new RidgeSums(d, k, { around, of: "indicators" });
      indicators.add(x.subarray(0, 300 * d), target);
      indicators.add(x.subarray(300 * d), target, 300);
      const dense = new RidgeSums(d, k, { around });
      dense.add(x, numbers);
      for (const sums of [indicators, dense]) {
        const { weights, intercepts } = sums.solve(.5);
        assertAllClose(weights, expected.weights, close);
        assertAllClose(intercepts, expected.intercepts, { relative: 1e-3, absolute: 1e-4 });
      }
    }
  }
});

Deno.test("a linear function of many rows is that of each row", () => {
  const rng = new Rng(4), d = 5, k = 6, rows = 301;
  const linear = {
    weights: Float64Array.from({ length: d * k }, () => 1e4 * rng.normal()),
    intercepts: Float64Array.from({ length: k }, () => rng.normal()),
  };
  const x = Float32Array.from({ length: rows * d }, () => rng.normal());
  const expected = Array.from({ length: rows * k }, (_, at) => {
    const i = Math.floor(at / k), c = at % k;
    let sum = linear.intercepts[c];
    for (let j = 0; j < d; j++) sum += x[i * d + j] * linear.weights[c * d + j];
    return sum;
  });
  const predict = linearFunction(linear);
  assertAllClose(predict(x), expected, { relative: 1e-11, absolute: 1e-9 });
  assertAllClose(predict(x.subarray(7 * d, 8 * d)), expected.slice(7 * k, 8 * k), {
    relative: 1e-11,
    absolute: 1e-9,
  });
});
