/** Spectral radii and eigenvalues against what is known of the matrices. */
import { assert, assertAllClose, assertAlmostEquals } from "../assert.ts";
import { hessenbergEigenvalues } from "../../lib/core/hessenberg.ts";
import { Rng } from "../../lib/core/rng.ts";
import { spectralRadius } from "../../lib/core/spectral_radius.ts";
import reference from "../fixtures/reservoir.json" with { type: "json" };

const radius = (a: readonly number[][]) => spectralRadius(a.flat(), a.length, new Rng(1));

Deno.test("the radius of a matrix with complex eigenvalues is numpy's", () => {
  const { matrix, radius: expected } = reference.spectralRadius;
  assertAllClose([radius(matrix)], [expected], { relative: 1e-8 });
});

Deno.test("known radii: turns, diagonals, a defective block, rank 1, zeros", () => {
  assertAlmostEquals(radius([[.6, -.8], [.8, .6]]), 1, 1e-12);
  assertAlmostEquals(radius([[1, 0, 0], [0, -5, 0], [0, 0, 2]]), 5, 1e-12);
  assertAlmostEquals(radius([[1, 0, 0], [0, 1, 0], [0, 0, 1]]), 1, 1e-12);
  assertAlmostEquals(radius([[2, 1], [0, 2]]), 2, 1e-7); // eigenvalues of a defective matrix are told to half the digits
  assertAlmostEquals(radius([[1, 2], [3, 6]]), 7, 1e-12);
  assertAlmostEquals(radius([[0, 0], [0, 0]]), 0);
  assertAlmostEquals(radius([[0, 1], [0, 0]]), 0, 1e-7); // nilpotent
  assertAlmostEquals(radius([[-4]]), 4);
});

/** Eigenvalues `values` in a random basis; pairs of numbers are complex conjugates. */
function withEigenvalues(values: readonly (number | [number, number])[], rng: Rng) {
  const blocks = values.map((value) =>
    typeof value === "number" ? [[value]] : [[value[0], -value[1]], [value[1], value[0]]]
  );
  const n = blocks.reduce((sum, block) => sum + block.length, 0), a = new Float64Array(n * n);
  let at = 0;
  for (const block of blocks) {
    block.forEach((row, i) => a.set(row, (at + i) * n + at));
    at += block.length;
  }
  for (let turn = 0; turn < 3 * n; turn++) { // A ← T A T⁻¹, T a shear
    const i = rng.int(n), j = (i + 1 + rng.int(n - 1)) % n, by = rng.normal() / 4;
    for (let k = 0; k < n; k++) a[i * n + k] += by * a[j * n + k];
    for (let k = 0; k < n; k++) a[k * n + j] -= by * a[k * n + i];
  }
  return { a, n };
}

Deno.test("the radius is found among many eigenvalues, real or a pair, close to the next one", () => {
  const rng = new Rng(3), small = Array.from({ length: 120 }, () => rng.uniform() * 1.9 - .95);
  for (const largest of [1, -1, [.6, .8]] as const) {
    const { a, n } = withEigenvalues([...small, largest as number | [number, number]], rng);
    assertAlmostEquals(spectralRadius(a, n, new Rng(2)), 1, 1e-6);
  }
});

Deno.test("of a large random matrix it is what its powers grow by", () => {
  const n = 150, rng = new Rng(5), a = Float64Array.from({ length: n * n }, () => rng.normal());
  // Gelfand's formula: the 2²⁴-th root of the norm of the 2²⁴-th power, by squaring
  let power = a.slice(), log = 0;
  for (let squaring = 0; squaring < 24; squaring++) {
    const next = new Float64Array(n * n);
    for (let i = 0; i < n; i++) {
      for (let k = 0; k < n; k++) {
        const value = power[i * n + k];
        for (let j = 0; j < n; j++) next[i * n + j] += value * power[k * n + j];
      }
    }
    const size = Math.sqrt(next.reduce((sum, x) => sum + x * x, 0));
    power = next.map((x) => x / size);
    log += Math.log(size) / 2 ** (squaring + 1);
  }
  assertAllClose([spectralRadius(a, n, new Rng(1))], [Math.exp(log)], { relative: 1e-5 });
});

Deno.test("eigenvalues of a Hessenberg matrix are the roots of its polynomial", () => {
  // the companion matrix of (x − 1)(x + 2)(x² + 9)
  const companion = Float64Array.of(-1, -7, -9, 18, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);
  const found = hessenbergEigenvalues(companion, 4);
  for (const [re, im] of [[1, 0], [-2, 0], [0, 3], [0, -3]]) {
    assert(found.some((z) => Math.hypot(z[0] - re, z[1] - im) < 1e-10), `${re} + ${im}i`);
  }
  const turned = Float64Array.of(0, 0, 1, 1, 0, 0, 0, 1, 0); // the usual shift turns it into itself
  for (const z of hessenbergEigenvalues(turned, 3)) assertAlmostEquals(Math.hypot(...z), 1, 1e-12);
});
