import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { extraTrees } from "../../lib/models/extra_trees.ts";
import { growRandomTree, leafOf } from "../../lib/models/extra_tree.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../assert.ts";
import { contract } from "./contract.ts";

contract("extraTrees", () => extraTrees({ trees: 25 }));

const rng = new Rng(7), n = 300, x = matrix(n, ["a", "b", "c"]);
for (let at = 0; at < x.data.length; at++) x.data[at] = rng.normal();
const codes = Int32Array.from(
  { length: n },
  (_, i) => Number(x.data[3 * i] * x.data[3 * i + 1] > 0),
);
const said = { at: Int32Array.from({ length: n + 1 }, (_, i) => i), of: codes };
const growth = { asked: 2, minSamplesLeaf: 5, maxDepth: Infinity };

Deno.test("no leaf has fewer rows than asked, and every leaf answers with the shares of its rows", () => {
  const tree = growRandomTree(x, said, 2, growth, new Rng(1)), rowsOf = new Map<number, number[]>();
  for (let i = 0; i < n; i++) {
    const leaf = leafOf(tree, x.data.subarray(3 * i, 3 * i + 3));
    rowsOf.set(leaf, [...rowsOf.get(leaf) ?? [], i]);
  }
  assertEquals(rowsOf.size, tree.shares.length / 2);
  for (const [leaf, rows] of rowsOf) {
    assert(rows.length >= 5, `${rows.length} rows in a leaf`);
    const share = rows.filter((i) => codes[i] === 1).length / rows.length;
    assertAlmostEquals(tree.shares[2 * leaf + 1], share, 1e-6);
  }
});

Deno.test("a tree is no deeper than asked", () => {
  const { column, next } = growRandomTree(x, said, 2, { ...growth, maxDepth: 3 }, new Rng(1));
  const depth = (node: number): number =>
    column[node] < 0 ? 0 : 1 + Math.max(depth(next[node]), depth(next[node] + 1));
  assertEquals(depth(0), 3);
});

Deno.test("what no single question tells, many trees learn: the sign of a product", async () => {
  const fitted = await extraTrees({ trees: 200 }).fit(
    x,
    { classes: ["minus", "plus"], codes },
    new Rng(1),
  );
  const asked = matrix(200, x.names), truth: number[] = [];
  for (let i = 0; i < 200; i++) {
    for (let j = 0; j < 3; j++) asked.data[3 * i + j] = rng.normal();
    truth.push(Number(asked.data[3 * i] * asked.data[3 * i + 1] > 0));
  }
  const { data } = await fitted.predictProba(asked);
  const right = truth.filter((code, i) => Number(data[2 * i + 1] > .5) === code).length;
  assert(right > 170, `${right} of 200`);
});

Deno.test("settings out of range are refused by name", async () => {
  await assertFails(() => extraTrees({ trees: 0 }), "extraTrees({ trees })");
  await assertFails(() => extraTrees({ maxDepth: 1.5 }), "extraTrees({ maxDepth })");
});
