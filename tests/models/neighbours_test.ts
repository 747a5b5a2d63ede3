import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { nearest, nearestOnAllCores } from "../../lib/core/nearest.ts";
import { neighbours } from "../../lib/models/neighbours.ts";
import { assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { clouds, contract } from "./contract.ts";
import { facts, queries, x, y } from "./peer.ts";

contract("neighbours", () => neighbours());
contract("neighbours, by distance", () => neighbours({ k: 5, weights: "distance" }));

for (const { k, weights, probabilities, rows, distances } of facts.neighbours) {
  Deno.test(`${k} neighbours agree with scikit-learn, weights ${weights}`, async () => {
    const fitted = await neighbours({ k, weights }).fit(x, y, new Rng(1));
    assertAllClose((await fitted.predictProba(queries)).data, probabilities, { absolute: 1e-7 });
    if (rows) {
      const found = await fitted.nearest(queries);
      assertEquals([...found.rows], rows);
      assertAllClose(found.distances, distances, { relative: 1e-8 });
    }
  });
}

/** All distances in float64, sorted by distance and then by row. */
function byHand(train: typeof x, query: Float32Array, k: number) {
  const d = query.length;
  const all = Array.from({ length: train.rows }, (_, row) => {
    let sum = 0;
    for (let j = 0; j < d; j++) sum += (train.data[row * d + j] - query[j]) ** 2;
    return { row, distance: Math.sqrt(sum) };
  });
  return all.sort((a, b) => a.distance - b.distance || a.row - b.row).slice(0, k);
}

for (const [rows, columns, k] of [[9, 1, 9], [64, 3, 5], [501, 17, 40], [2000, 2, 25]]) {
  Deno.test(`nearest rows are exact: ${rows} rows × ${columns} columns, k = ${k}`, () => {
    // Rounded values: many distances are equal, and many others differ by less than float32 shows.
    const { x: train } = clouds(["a", "b"], rows, { columns, distance: 1 });
    const offset = columns === 2 ? 1e6 : 0, unit = columns === 17 ? 2 ** 90 : 1 / 8;
    train.data.forEach((v, at) => train.data[at] = Math.round(v * 8) * unit + offset);
    const query = clouds(["a", "b"], 1030, { columns, distance: 1, seed: 2 }).x;
    query.data.forEach((v, at) => query.data[at] = Math.round(v * 8) * unit + offset);
    const found = nearest(train, query, k);
    for (const i of [0, 1, 2, 3, 4, 1023, 1024, 1029]) {
      const expected = byHand(train, query.data.subarray(i * columns, (i + 1) * columns), k);
      const at = { from: i * k, to: (i + 1) * k };
      assertEquals([...found.rows.subarray(at.from, at.to)], expected.map((e) => e.row));
      assertEquals([...found.distances.subarray(at.from, at.to)], expected.map((e) => e.distance));
    }
  });
}

Deno.test("any number of workers find the same neighbours", async () => {
  const { x } = clouds(["a", "b"], 300), query = clouds(["a", "b"], 50, { seed: 2 }).x;
  for (const workers of [2, 3]) {
    const found = await nearestOnAllCores(x, query, 7, { workers, small: 0 });
    assertEquals(found, nearest(x, query, 7));
  }
});

Deno.test("a copy of a training row is decided by that row alone when weights are distances", async () => {
  const table = matrix(4, ["a"], Float32Array.of(0, .1, .1, 5));
  const labels = { codes: Int32Array.of(0, 1, 1, 1), classes: ["pop", "rock"] };
  const fitted = await neighbours({ k: 4, weights: "distance" }).fit(table, labels, new Rng(1));
  assertEquals([...(await fitted.predictProba(matrix(1, ["a"]))).data], [1, 0]);
});

Deno.test("more neighbours than rows, and settings that do not exist, are refused", async () => {
  await assertFails(() => neighbours({ k: 181 }).fit(x, y, new Rng(1)), "k = 181", "180 rows");
  await assertFails(() => neighbours({ k: 0 }), "neighbours({ k })", "found 0");
  // deno-lint-ignore no-explicit-any
  await assertFails(() => neighbours({ weights: "near" as any }), "near", "uniform or distance");
});
