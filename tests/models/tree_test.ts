import { argmax, column, type Matrix, matrix, takeRows } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { growTree, type Tree } from "../../lib/models/cart.ts";
import { rankColumns, sortKeys } from "../../lib/models/ranks.ts";
import { SplitSearch } from "../../lib/models/split.ts";
import { decisionTree } from "../../lib/models/tree.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../assert.ts";
import { clouds, contract } from "./contract.ts";
import { courseAccuracy, courseRows } from "./course.ts";

contract("decisionTree", decisionTree, { missing: true });
contract("decisionTree of depth 3", () => decisionTree({ maxDepth: 3, criterion: "entropy" }), {
  missing: true,
});

/** The leaf of every row, as its row of `values`. */
function leaves(tree: Tree, x: Matrix): number[] {
  return Array.from({ length: x.rows }, (_, i) => {
    let node = 0;
    while (tree.feature[node] >= 0) {
      const value = x.data[i * x.names.length + tree.feature[node]];
      const left = Number.isNaN(value) ? tree.missingLeft[node] : value <= tree.threshold[node];
      node = tree.child[node] + (left ? 0 : 1);
    }
    return tree.child[node];
  });
}

/** Values from few, so that many are equal, a tenth of them missing if wanted, and labels at random. */
function noise(rows: number, seed: number, missing: boolean) {
  const rng = new Rng(seed), x = matrix(rows, ["a", "b", "c"]);
  for (let at = 0; at < x.data.length; at++) {
    x.data[at] = missing && rng.uniform() < 0.1 ? NaN : rng.int(12) / 4;
  }
  const codes = Int32Array.from({ length: rows }, () => rng.int(3));
  return { x, y: { codes, classes: ["p", "q", "r"] } };
}

const impurity = {
  gini: (shares: number[]) => 1 - shares.reduce((sum, p) => sum + p * p, 0),
  entropy: (shares: number[]) => -shares.reduce((sum, p) => sum + (p > 0 ? p * Math.log(p) : 0), 0),
};

/** Rows × impurity of a set of rows. */
function disorder(codes: number[], of: (shares: number[]) => number): number {
  const share = (c: number) => codes.filter((code) => code === c).length / codes.length;
  return codes.length && codes.length * of([0, 1, 2].map(share));
}

for (const criterion of ["gini", "entropy"] as const) {
  Deno.test(`a split leaves the least ${criterion} of all splits, missing values on either side`, async () => {
    for (let seed = 0; seed < 40; seed++) {
      const { x, y } = noise(30, seed, seed % 2 === 1), codes = [...y.codes];
      const { trees: [tree] } = await decisionTree({ maxDepth: 1, criterion, minSamplesLeaf: 4 })
        .fit(x, y, new Rng(seed));
      const of = impurity[criterion], whole = disorder(codes, of);
      let least = Infinity;
      for (let j = 0; j < 3; j++) {
        const values = column(x, j);
        for (const threshold of [...values, Infinity]) {
          for (const missingLeft of [false, true]) {
            const left = codes.map((_, i) =>
              Number.isNaN(values[i]) ? missingLeft : values[i] <= threshold
            );
            const sides = [true, false].map((side) => codes.filter((_, i) => left[i] === side));
            if (sides.some((side) => side.length < 4)) continue;
            least = Math.min(least, disorder(sides[0], of) + disorder(sides[1], of));
          }
        }
      }
      assertAlmostEquals(tree.gain[0], whole - least, 1e-5);
      const sides = leaves(tree, x), left = codes.filter((_, i) => sides[i] === 0);
      const right = codes.filter((_, i) => sides[i] === 1);
      assertAlmostEquals(disorder(left, of) + disorder(right, of), least, 1e-5);
    }
  });
}

Deno.test("a tree never splits below its minimum, nor deeper than its depth", async () => {
  for (let seed = 0; seed < 20; seed++) {
    const { x, y } = noise(200, seed, true), minSamplesLeaf = 1 + seed % 9;
    const { trees: [tree] } = await decisionTree({ minSamplesLeaf, maxDepth: 5 })
      .fit(x, y, new Rng(seed));
    const counts = new Int32Array(tree.values.length / 3);
    for (const leaf of leaves(tree, x)) counts[leaf]++;
    assert(counts.every((count) => count >= minSamplesLeaf), String(counts));
    assert(counts.length <= 32);
  }
});

Deno.test("a leaf holds its training rows' class shares", async () => {
  const { x, y } = noise(150, 3, true);
  const fitted = await decisionTree({ maxDepth: 3 }).fit(x, y, new Rng(1)), [tree] = fitted.trees;
  const at = leaves(tree, x), p = await fitted.predictProba(x);
  for (let i = 0; i < x.rows; i++) {
    const mates = [...at.keys()].filter((k) => at[k] === at[i]);
    const own = mates.filter((k) => y.codes[k] === y.codes[i]).length;
    assertAlmostEquals(p.data[3 * i + y.codes[i]], own / mates.length, 1e-6);
  }
});

Deno.test("without limits a tree knows every distinct training row", async () => {
  const { x, y } = clouds(["a", "b", "c"], 300, { distance: 1 });
  const p = await (await decisionTree().fit(x, y, new Rng(1))).predictProba(x);
  assertEquals(argmax(p), y.codes);
});

Deno.test("a row of weight w counts as w equal rows", () => {
  const { x, y } = noise(80, 5, true), rng = new Rng(2), one = new Int32Array(400).fill(1);
  const weights = Int32Array.from({ length: 80 }, () => rng.int(3) === 0 ? 40 : rng.int(3));
  const repeated = [...weights.keys()].flatMap((row) => Array(weights[row]).fill(row));
  const settings = {
    maxDepth: 6,
    minSamplesSplit: 2,
    minSamplesLeaf: 1,
    criterion: "gini",
  } as const;
  const grow = (x: Matrix, codes: Int32Array, weights: Int32Array) =>
    growTree(rankColumns(x), codes, 3, weights, 3, settings, new Rng(9));
  const longer = takeRows(x, repeated), codes = Int32Array.from(repeated, (row) => y.codes[row]);
  const repeats = one.length < repeated.length ? new Int32Array(repeated.length).fill(1) : one;
  const light = grow(x, y.codes, weights),
    heavy = grow(longer, codes, repeats.subarray(0, longer.rows));
  assertEquals(light.feature, heavy.feature);
  assertEquals(light.threshold, heavy.threshold);
  assertEquals(light.values, heavy.values);
});

Deno.test("values a node has not seen missing follow its larger child", async () => {
  const x = matrix(5, ["a"], Float32Array.of(1, 1, 1, 5, 5)),
    gap = matrix(1, ["a"], Float32Array.of(NaN));
  const y = { codes: Int32Array.of(0, 0, 0, 1, 1), classes: ["p", "q"] };
  const fitted = await decisionTree().fit(x, y, new Rng(1));
  assertEquals((await fitted.predictProba(gap)).data, Float32Array.of(1, 0));
});

Deno.test("importance goes to the columns that tell classes apart", async () => {
  const { x, y } = clouds(["a", "b"], 200); // two classes: column 0 and column 1
  const { importance } = await decisionTree({ maxDepth: 3 }).fit(x, y, new Rng(1));
  assertAlmostEquals(importance[0] + importance[1] + importance[2] + importance[3], 1, 1e-9);
  assert(importance[0] + importance[1] > 0.9, String(importance));
});

Deno.test("keys are sorted by their upper bits, few or many", () => {
  const rng = new Rng(4);
  for (const n of [0, 1, 2, 50, 79, 80, 500, 3000]) {
    const keys = Int32Array.from({ length: n }, () => (rng.int(5000) << 6) | rng.int(64));
    const expected = Array.from(keys, (key) => key >> 6).sort((a, b) => a - b);
    const members = [...keys].sort((a, b) => a - b);
    const sorted = sortKeys(keys.slice(), new Int32Array(n), n, 6, 13);
    assertEquals(Array.from(sorted.subarray(0, n), (key) => key >> 6), expected);
    assertEquals([...sorted.subarray(0, n)].sort((a, b) => a - b), members);
  }
});

Deno.test("more rows than a sorting key can number are refused, not mixed up", async () => {
  const table = {
    rows: 2 ** 26,
    columns: 1,
    ranks: new Int32Array(0),
    values: new Float32Array(0),
  };
  const rules = { criterion: "gini", minSamplesLeaf: 1 } as const, none = new Int32Array(0);
  const search = () =>
    new SplitSearch({ ...table, offsets: Int32Array.of(0, 0) }, none, 3, none, rules);
  await assertFails(search, "67108864 rows", "fewer than 33554432");
});

Deno.test("settings out of range are refused by name", async () => {
  await assertFails(() => decisionTree({ maxDepth: 0 }), "maxDepth", "found 0");
  await assertFails(() => decisionTree({ minSamplesLeaf: 0.5 }), "minSamplesLeaf");
  await assertFails(
    () => decisionTree({ criterion: "chance" as "gini" }),
    "chance",
    "gini or entropy",
  );
});

Deno.test({
  name: "on the course's data a tree of depth 10 is as accurate as scikit-learn's",
  ignore: courseRows === undefined,
  fn: async () => {
    const model = decisionTree({ maxDepth: 10, minSamplesLeaf: 5 });
    assertAlmostEquals(await courseAccuracy(model, { year: false }), 0.4797, 0.01);
    assertAlmostEquals(await courseAccuracy(model, { year: true }), 0.5138, 0.01);
  },
});
