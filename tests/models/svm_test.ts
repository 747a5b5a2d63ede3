import { argmax, matrix, takeRows } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { countVotes, couple } from "../../lib/models/coupling.ts";
import { fitSigmoid, sigmoidAt } from "../../lib/models/platt.ts";
import { RowCache } from "../../lib/models/row_cache.ts";
import { solveBinary } from "../../lib/models/smo.ts";
import { svm } from "../../lib/models/svm.ts";
import {
  assert,
  assertAllClose,
  assertAlmostEquals,
  assertEquals,
  assertFails,
} from "../assert.ts";
import { accuracy, clouds, contract } from "./contract.ts";
import { facts, queries, x, y } from "./peer.ts";

contract("svm", () => svm());
contract("linear svm by votes", () => svm({ kernel: "linear", probability: false }));

for (const { c, kernel, gamma, decisions, objectives, predictions } of facts.svm) {
  for (const probability of [false, true]) {
    const name = `${kernel}, c = ${c}${probability ? ", after calibration" : ""}`;
    Deno.test(`svm agrees with scikit-learn: ${name}`, async () => {
      const model = svm({ c, kernel, gamma, probability, tolerance: 1e-5 });
      const fitted = await model.fit(x, y, new Rng(1));
      assert(fitted.pairs.every((pair) => pair.converged));
      assertAllClose(fitted.pairs.map((pair) => pair.objective), objectives, { relative: 1e-5 });
      assertAllClose(fitted.decisions(queries).data, decisions, { relative: 0, absolute: 3e-3 });
      if (!probability) {
        assertEquals([...argmax(await fitted.predictProba(queries))], predictions);
      }
    });
  }
}

Deno.test("a small kernel cache changes the time, not the answer", () => {
  const { x, y } = clouds(["a", "b"], 300, { distance: 1 });
  const problem = {
    x: x.data,
    d: 4,
    y: Int8Array.from(y.codes, (code) => code ? -1 : 1),
    c: 2,
    kernel: "rbf" as const,
    gamma: .3,
    tolerance: 1e-3,
    maxIterations: 1e5,
    heldOut: new Int32Array(0),
  };
  const small = solveBinary({ ...problem, cacheMegabytes: 1e-6 });
  assertEquals(small, solveBinary({ ...problem, cacheMegabytes: 10 }));
  assert(small.converged);
  const { converged, iterations } = solveBinary({
    ...problem,
    cacheMegabytes: 1,
    maxIterations: 3,
  });
  assertEquals({ converged, iterations }, { converged: false, iterations: 3 });
});

Deno.test("at the optimum weights stay in their box, sum to 0, and the box alone decides margins", () => {
  const { x, y } = clouds(["a", "b"], 200, { distance: 1.5 }), c = 1;
  const sign = Int8Array.from(y.codes, (code) => code ? -1 : 1), gamma = .25, d = 4;
  const { beta, bias } = solveBinary({
    x: x.data,
    d,
    y: sign,
    c,
    kernel: "rbf",
    gamma,
    tolerance: 1e-4,
    maxIterations: 1e5,
    cacheMegabytes: 10,
    heldOut: Int32Array.of(3, 50, 51),
  });
  assertAlmostEquals(beta.reduce((sum, b) => sum + b, 0), 0, 1e-9);
  for (let i = 0; i < 200; i++) {
    let f = bias;
    for (let s = 0; s < 200; s++) {
      let gap = 0;
      for (let j = 0; j < d; j++) gap += (x.data[i * d + j] - x.data[s * d + j]) ** 2;
      f += beta[s] * Math.exp(-gamma * gap);
    }
    const alpha = beta[i] * sign[i], margin = f * sign[i];
    assert(alpha >= 0 && alpha <= c);
    if (alpha === 0) assert(margin > 1 - 1e-3, `row ${i}: margin ${margin} without weight`);
    else if (alpha === c) assert(margin < 1 + 1e-3, `row ${i}: margin ${margin} at the bound`);
    else assertAlmostEquals(margin, 1, 1e-3);
  }
});

Deno.test("held-out decisions are those of a machine that never saw the rows", () => {
  const { x, y } = clouds(["a", "b"], 120, { distance: 1.5 });
  const sign = Int8Array.from(y.codes, (code) => code ? -1 : 1);
  const heldOut = Int32Array.from({ length: 24 }, (_, i) => 5 * i);
  const settings = {
    d: 4,
    c: 2,
    kernel: "rbf" as const,
    gamma: .25,
    tolerance: 1e-6,
    maxIterations: 1e6,
    cacheMegabytes: 10,
  };
  const found = solveBinary({ ...settings, x: x.data, y: sign, heldOut });
  const rest = [...sign.keys()].filter((i) => i % 5), kept = takeRows(x, rest);
  const alone = solveBinary({
    ...settings,
    x: kept.data,
    y: Int8Array.from(rest, (i) => sign[i]),
    heldOut: new Int32Array(0),
  });
  heldOut.forEach((row, at) => {
    let f = alone.bias;
    alone.beta.forEach((b, s) => {
      let gap = 0;
      for (let j = 0; j < 4; j++) gap += (x.data[4 * row + j] - kept.data[4 * s + j]) ** 2;
      f += b * Math.exp(-.25 * gap);
    });
    assertAlmostEquals(found.heldOutDecisions[at], f, 1e-4);
  });
});

Deno.test("workers and one thread give the same machine", async () => {
  const classes = ["a", "b", "c"], { x, y } = clouds(classes, 3000, { distance: 2 }); // workers
  const parallel = await svm({ probability: false }).fit(x, y, new Rng(1));
  const rows = [...y.codes.keys()].filter((i) => y.codes[i] < 2);
  const problem = {
    d: 4,
    c: 2,
    kernel: "rbf" as const,
    tolerance: 1e-3,
    maxIterations: 1e6,
    cacheMegabytes: 200,
    heldOut: new Int32Array(0),
  };
  rows.sort((a, b) => y.codes[a] - y.codes[b] || a - b); // the order within a pair: by class
  let sum = 0, squares = 0;
  for (const v of x.data) sum += v;
  for (const v of x.data) squares += (v - sum / x.data.length) ** 2;
  const alone = solveBinary({
    ...problem,
    x: takeRows(x, rows).data,
    y: Int8Array.from(rows, (i) => y.codes[i] ? -1 : 1),
    gamma: x.rows / squares,
  });
  assertEquals(parallel.pairs[0].objective, alone.objective);
  assert(accuracy(await parallel.predictProba(x), y) > .85);
});

Deno.test("probabilities are calibrated and nearly always agree with the votes", async () => {
  const classes = ["a", "b", "c"], { x, y } = clouds(classes, 900, { distance: 1.5 });
  const query = clouds(classes, 900, { distance: 1.5, seed: 2 });
  const p = await (await svm().fit(x, y, new Rng(1))).predictProba(query.x);
  const votes = await (await svm({ probability: false }).fit(x, y, new Rng(1))).predictProba(
    query.x,
  );
  const same = argmax(p).reduce((n, code, i) => n + Number(code === argmax(votes)[i]), 0) / 900;
  assert(same > .93, `agreement ${same}`);
  let confidence = 0;
  argmax(p).forEach((code, i) => confidence += p.data[3 * i + code] / 900);
  assertAlmostEquals(confidence, accuracy(p, query.y), .05);
});

Deno.test("a class of one row is learnt and calibrated all the same", async () => {
  const table = matrix(7, ["a"], Float32Array.of(-3, -2, -1, 1, 2, 3, 30));
  const labels = { codes: Int32Array.of(0, 0, 0, 1, 1, 1, 2), classes: ["pop", "rap", "rock"] };
  const p = await (await svm().fit(table, labels, new Rng(1))).predictProba(table);
  p.data.forEach((value) => assert(value >= 0 && value <= 1));
});

Deno.test("the sigmoid agrees with scikit-learn's", () => {
  const { decisions, truth, a, b } = facts.platt;
  const found = fitSigmoid(decisions, truth.map((t: number) => t ? 1 : -1));
  assertAlmostEquals(found.a, a, 1e-3);
  assertAlmostEquals(found.b, b, 1e-3);
  assertEquals([sigmoidAt({ a: -1, b: 0 }, 1e9), sigmoidAt({ a: -1, b: 0 }, -1e9)], [1, 0]);
});

Deno.test("coupled probabilities minimise what Wu, Lin and Weng say they minimise", () => {
  const rng = new Rng(4), k = 4;
  for (let round = 0; round < 20; round++) {
    const r = Array.from({ length: 6 }, () => rng.uniform());
    const cost = (p: ArrayLike<number>) => {
      let sum = 0, at = 0;
      for (let a = 0; a < k; a++) {
        for (let b = a + 1; b < k; b++, at++) sum += ((1 - r[at]) * p[a] - r[at] * p[b]) ** 2;
      }
      return sum;
    };
    const p = couple(r, k), best = cost(p);
    assertAlmostEquals(p.reduce((sum, v) => sum + v, 0), 1);
    for (let a = 0; a < k; a++) {
      for (let b = 0; b < k; b++) { // no shift of mass between two classes is better
        const moved = p.slice();
        moved[a] += 1e-3;
        moved[b] -= 1e-3;
        assert(cost(moved) >= best - 1e-12);
      }
    }
  }
  assertEquals([...countVotes([1, 1, -1], 3)], [2, 0, 1]);
});

Deno.test("a full row cache gives up what was not asked for lately, never the row in use", () => {
  const computed: number[] = [], held: number[] = [];
  const cache = new RowCache(10, 3, (row, place) => {
    computed.push(row);
    held[place] = row;
  });
  for (const row of [0, 1, 2, 0, 1]) assertEquals(held[cache.place(row)], row);
  assertEquals(computed, [0, 1, 2]);
  for (let row = 3; row < 10; row++) {
    const first = cache.place(row - 1), second = cache.place(row, first);
    assertEquals([held[first], held[second]], [row - 1, row]);
  }
});

Deno.test("values that would overflow float32 are refused, with the cure", async () => {
  const table = matrix(4, ["key", "big"], Float32Array.of(1, 1e30, 2, 2e30, 3, 0, 4, 0));
  const labels = { codes: Int32Array.of(0, 1, 0, 1), classes: ["pop", "rap"] };
  await assertFails(() => svm().fit(table, labels, new Rng(1)), "column big", "scale the column");
});

Deno.test("settings that make no sense are refused", async () => {
  await assertFails(() => svm({ c: -1 }), "svm({ c })", "found -1");
  await assertFails(() => svm({ gamma: 0 }), "svm({ gamma })");
  // deno-lint-ignore no-explicit-any
  await assertFails(() => svm({ kernel: "poly" as any }), "poly", "rbf or linear");
});
