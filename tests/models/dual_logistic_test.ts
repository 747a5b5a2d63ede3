import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import type { Sparse } from "../../lib/features/sparse.ts";
import { fitSparseLogistic, sparseProba } from "../../lib/models/dual_logistic.ts";
import { denseDesign } from "../../lib/models/dense_design.ts";
import { fitLogistic, linearProba } from "../../lib/models/logistic.ts";
import { assert, assertAllClose, assertAlmostEquals, assertEquals } from "../assert.ts";

/** A random table, one value in `one` not zero, and labels that its first columns tell, with exceptions. */
function problem(rows: number, columns: number, classes: number, one = 5) {
  const rng = new Rng(`${rows} ${columns} ${classes}`), dense = matrix(rows, names(columns));
  const offsets = new Int32Array(rows + 1), indices: number[] = [], values: number[] = [];
  const codes = Int32Array.from({ length: rows }, (_, i) => i % classes);
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < columns; j++) {
      if (rng.int(one) && !(j === codes[i] && rng.int(3))) continue;
      dense.data[i * columns + j] = Math.fround(rng.normal() + (j === codes[i] ? 1 : 0));
      indices.push(j);
      values.push(dense.data[i * columns + j]);
    }
    offsets[i + 1] = indices.length;
  }
  const x: Sparse = {
    rows,
    columns,
    offsets,
    indices: Int32Array.from(indices),
    values: Float32Array.from(values),
  };
  return { x, dense, codes };
}

const names = (n: number) => Array.from({ length: n }, (_, j) => `${j}`);
const exact = { maxIterations: 1000, tolerance: 1e-8 };

for (const [classes, c] of [[2, 1], [2, .05], [3, 1], [9, .3], [5, 5]]) {
  Deno.test(`the dual finds the primal's optimum: ${classes} classes, c = ${c}`, () => {
    const { x, dense, codes } = problem(120, 12, classes), design = denseDesign(dense);
    const expected = fitLogistic(design, codes, classes, {
      c,
      maxIterations: 1000,
      tolerance: 1e-9,
    });
    const found = fitSparseLogistic(x, codes, classes, { ...exact, c }, new Rng(1));
    assert(found.converged, `${found.passes} passes`);
    assertAllClose(sparseProba(found, x), linearProba(expected, design, classes), {
      relative: 0,
      absolute: 1e-4,
    });
  });
}

Deno.test("unequal classes get their shares without any column that tells", () => {
  const codes = Int32Array.from({ length: 100 }, (_, i) => i < 70 ? 0 : i < 90 ? 1 : 2);
  const x: Sparse = {
    rows: 100,
    columns: 1,
    offsets: Int32Array.from({ length: 101 }, (_, i) => i),
    indices: new Int32Array(100),
    values: new Float32Array(100).fill(1),
  };
  const p = sparseProba(fitSparseLogistic(x, codes, 3, { ...exact, c: 1 }, new Rng(1)), x);
  assertAllClose(p.subarray(0, 3), [.7, .2, .1], { absolute: 1e-4 });
});

Deno.test("rows of nothing, and columns that no row has, do no harm", () => {
  const { x, codes } = problem(60, 6, 3);
  const wider = { ...x, columns: 9, rows: 62, offsets: Int32Array.from([...x.offsets, 0, 0]) };
  wider.offsets.fill(x.indices.length, 60);
  const labels = Int32Array.from([...codes, 0, 1]);
  const model = fitSparseLogistic(wider, labels, 3, { ...exact, c: 1 }, new Rng(1));
  assert(model.converged && model.weights.every(Number.isFinite));
  assertEquals(new Set(model.weights.subarray(18)), new Set([0]));
  const p = sparseProba(model, wider).subarray(180);
  assertAlmostEquals(p[0] + p[1] + p[2], 1, 1e-9);
});

Deno.test("the same stream gives the same bytes; another order the same optimum", () => {
  const { x, codes } = problem(90, 20, 4), settings = { ...exact, c: 1 };
  const once = fitSparseLogistic(x, codes, 4, settings, new Rng(1));
  assertEquals(fitSparseLogistic(x, codes, 4, settings, new Rng(1)), once);
  const other = fitSparseLogistic(x, codes, 4, settings, new Rng(2));
  assertAllClose(other.weights, once.weights, { absolute: 1e-4 });
});

Deno.test("too few passes are reported, not hidden", () => {
  const { x, codes } = problem(90, 20, 4);
  const model = fitSparseLogistic(
    x,
    codes,
    4,
    { c: 10, maxIterations: 2, tolerance: 1e-9 },
    new Rng(1),
  );
  assertEquals([model.passes, model.converged], [2, false]);
});

Deno.test("labels that a column separates, at hardly any penalty, overflow nothing", () => {
  const { x, codes } = problem(60, 8, 3);
  const model = fitSparseLogistic(
    x,
    codes,
    3,
    { c: 1e6, maxIterations: 50, tolerance: 1e-6 },
    new Rng(1),
  );
  assert(model.weights.every(Number.isFinite) && model.intercepts.every(Number.isFinite));
});
