import { matrix } from "../../../lib/core/matrix.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { standard } from "../../../lib/features/scale.ts";
import { symmetricEigen } from "../../../lib/core/eigen.ts";
import { purity } from "../../../lib/evaluation/statistics/purity.ts";
import { pca } from "../../../lib/features/pca.ts";
import { umap } from "../../../lib/evaluation/statistics/umap.ts";
import {
  assert,
  assertAllClose,
  assertAlmostEquals,
  assertEquals,
  assertFails,
} from "../../assert.ts";
import scaling from "../../fixtures/scaling.json" with { type: "json" };
import study from "../../fixtures/study.json" with { type: "json" };
import { clouds } from "../../models/contract.ts";
import { courseFile } from "../../needs.ts";

const gtzan = courseFile("../gtzan/features_30_sec.csv");
const columns = Object.values(study.pairs.columns) as (number | null)[][];
const table = matrix(50, [..."abcde"], new Float32Array(250));
for (let at = 0; at < 250; at++) table.data[at] = columns[at % 5][Math.floor(at / 5)] ?? 0;

Deno.test("eigenvectors turn a matrix into its eigenvalues", () => {
  const rng = new Rng(1), n = 9, a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) a[i * n + j] = a[j * n + i] = rng.normal();
  }
  const { values, vectors } = symmetricEigen(a, n);
  for (let k = 0; k < n; k++) {
    const v = vectors.subarray(k * n, k * n + n);
    assert(k === 0 || values[k] <= values[k - 1]);
    for (let i = 0; i < n; i++) {
      let sum = 0;
      for (let j = 0; j < n; j++) sum += a[i * n + j] * v[j];
      assertAllClose([sum], [values[k] * v[i]], { absolute: 1e-12 });
    }
    for (let other = 0; other <= k; other++) {
      let dot = 0;
      for (let j = 0; j < n; j++) dot += v[j] * vectors[other * n + j];
      assertAllClose([dot], [Number(other === k)], { absolute: 1e-12 });
    }
  }
});

Deno.test("principal components agree with scikit-learn's", () => {
  const fitted = pca(table), { explainedVariance, ratio, absProjection } = study.pairs.pca;
  assertAllClose(fitted.explainedVariance, explainedVariance, { relative: 1e-6 });
  assertAllClose(fitted.explainedVarianceRatio, ratio, { relative: 1e-6 });
  const found = fitted.transform(table).data.subarray(0, 20).map(Math.abs);
  assertAllClose(found, absProjection.flat(), { relative: 1e-6, absolute: 1e-6 });
});

Deno.test("few components are the first of all, each pointing up", () => {
  const two = pca(table, { components: 2 }), all = pca(table);
  assertEquals(two.components.data, all.components.data.slice(0, 10));
  assertEquals(two.transform(table).names, ["component 1", "component 2"]);
  for (let k = 0; k < 2; k++) {
    const weights = [...two.components.data.subarray(5 * k, 5 * k + 5)];
    assert(Math.max(...weights) >= -Math.min(...weights));
  }
});

Deno.test("principal components refuse what they cannot read", async () => {
  await assertFails(() => pca(matrix(1, ["a"])), "1 rows");
  await assertFails(() => pca(table, { components: 6 }), "6 components", "1 to 5");
  await assertFails(() => pca(matrix(2, ["a", "b"], Float32Array.of(1, 2, NaN, 4))), "column a");
  await assertFails(() => pca(table).transform(matrix(3, ["a"])), "1 columns");
});

Deno.test("UMAP draws the same map for the same seed, and keeps clouds apart", async () => {
  const { x, y } = clouds(["a", "b"], 120, { distance: 12 });
  const settings = { neighbours: 10, epochs: 100 };
  const map = umap(x, new Rng(1), settings);
  assertEquals([map.rows, map.names], [120, ["umap 1", "umap 2"]]);
  assertEquals(umap(x, new Rng(1), settings).data, map.data);
  assert(umap(x, new Rng(2), settings).data.some((value, i) => value !== map.data[i]));
  const distance = (i: number, j: number) =>
    Math.hypot(map.data[2 * i] - map.data[2 * j], map.data[2 * i + 1] - map.data[2 * j + 1]);
  for (let i = 0; i < 120; i++) {
    const others = [...Array(120).keys()].filter((j) => j !== i);
    const nearest = others.reduce((best, j) => distance(i, j) < distance(i, best) ? j : best);
    assertEquals(y.codes[nearest], y.codes[i]);
  }
  await assertFails(
    () => umap(matrix(3, ["a", "b"], Float32Array.of(1, 2, 3, NaN, 5, 6)), new Rng(1)),
    "column b",
    "NaN",
  );
  await assertFails(
    () => umap(matrix(5, ["a"]), new Rng(1), { neighbours: 15 }),
    "5 rows, 15 neighbours",
  );
});

Deno.test("of few rows all others are neighbours, on the map and in its purity", () => {
  const { x, y } = clouds(["a", "b"], 8, { distance: 12 });
  assertEquals(umap(x, new Rng(1), { epochs: 10 }).rows, 8);
  assertAlmostEquals(purity(y.codes, x), purity(y.codes));
});

Deno.test({
  name: "principal components of GTZAN agree with scikit-learn's",
  ignore: !gtzan,
  async fn() {
    const [header, ...lines] = (await Deno.readTextFile(gtzan!)).trim().split(/\r?\n/)
      .map((line) => line.split(","));
    const kept = [...header.keys()].filter((j) =>
      !["filename", "length", "label"].includes(header[j])
    );
    const raw = matrix(
      lines.length,
      kept.map((j) => header[j]),
      Float32Array.from(lines.flatMap((cells) => kept.map((j) => Number(cells[j])))),
    );
    const x = standard().fit(raw).transform(raw), fitted = pca(x, { components: 10 });
    const { explainedVarianceRatio, absProjectionFirst5Rows } = scaling.pca;
    assertAllClose(fitted.explainedVarianceRatio, explainedVarianceRatio, { relative: 1e-6 });
    const found = fitted.transform(x).data.subarray(0, 50).map(Math.abs);
    assertAllClose(found, absProjectionFirst5Rows.flat(), { relative: 1e-6, absolute: 2e-6 });
  },
});
