import { matrix, takeRows } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { allRows } from "../../lib/data/dataset.ts";
import { QUANTITIES, readTracks } from "../music.ts";
import {
  type ColumnScaler,
  minMaxColumn,
  quantileNormal,
  quantileNormalColumn,
  robustColumn,
  standard,
  standardColumn,
} from "../../lib/features/scale.ts";
import { principalComponents } from "../../lib/features/pca.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { courseFile } from "../needs.ts";
import reference from "../fixtures/scaling.json" with { type: "json" };
import small from "../fixtures/scaling_small.json" with { type: "json" };

const scalers: Record<string, ColumnScaler> = {
  standard: standardColumn,
  minMax: minMaxColumn,
  robust: robustColumn,
};

/** Fits on columns of `fit`, transforms `fresh`, and compares with scikit-learn's rows. */
function compare(scaler: ColumnScaler, fit: number[][], fresh: number[][], expected: number[][]) {
  for (let j = 0; j < fit[0].length; j++) {
    const change = scaler(fit.map((row) => row[j]));
    assertAllClose(fresh.map((row) => change(row[j])), expected.map((row) => row[j]));
  }
}

Deno.test("scalers agree with scikit-learn on ties, spikes, constants and outliers", () => {
  for (const [name, scaler] of Object.entries(scalers)) {
    compare(scaler, small.fit, small.new, small.transformed[name as "standard"]);
  }
  compare(quantileNormalColumn(20), small.fit, small.new, small.transformed.quantileNormal20);
});

Deno.test({
  name: "scalers agree with scikit-learn on the course's rows",
  ignore: !courseFile("train.csv"),
  async fn() {
    const tracks = await readTracks(courseFile("train.csv")!);
    const rows = Array.from(
      allRows(tracks),
      (row) => QUANTITIES.map((name) => tracks.numbers(name)[row]),
    );
    const fit = rows.slice(...reference.fitRows), fresh = rows.slice(...reference.newRows);
    for (const [name, scaler] of Object.entries(scalers)) {
      compare(scaler, fit, fresh, reference.transformed[name as "standard"]);
    }
    compare(quantileNormalColumn(200), fit, fresh, reference.transformed.quantileNormal200);
  },
});

Deno.test("a scaler learns from the rows it is fitted on and leaves them as they are", async () => {
  const x = matrix(3, ["a"], Float32Array.of(1, 2, 3)), before = x.data.slice();
  const fitted = standard().fit(x);
  assertAllClose(fitted.transform(matrix(1, ["a"], Float32Array.of(2))).data, [0]);
  assertEquals(x.data, before);
  await assertFails(() => fitted.transform(matrix(1, ["a", "b"])), "2 columns");
});

Deno.test("quantile-normal scaling keeps the order of values and bounds them", () => {
  const values = Float32Array.from({ length: 500 }, (_, i) => Math.exp(i / 40));
  const out = quantileNormal({ quantiles: 50 }).fit(matrix(500, ["a"], values))
    .transform(matrix(500, ["a"], values)).data;
  for (let i = 1; i < out.length; i++) assertEquals(out[i] >= out[i - 1], true);
  assertEquals(out.every((value) => Math.abs(value) < 5.3), true);
});

Deno.test("principal components as a change of scale: so many, or as many as hold a share of the variance", async () => {
  const rng = new Rng(3), x = matrix(60, ["a", "b", "c"]);
  for (let i = 0; i < 60; i++) { // variances of about 9, 1 and .01
    const [u, v, w] = [3 * rng.normal(), rng.normal(), .1 * rng.normal()];
    x.data.set([u + v, u - v, w], 3 * i);
  }
  const widths = [.5, .95, 1].map((explained) =>
    principalComponents({ explained }).fit(x).transform(x).names.length
  );
  assertEquals(widths, [1, 2, 3]);
  const two = principalComponents({ components: 2 }).fit(x);
  const learnt = two.transform(x), row = takeRows(x, [7]);
  assertAllClose(two.transform(row).data, learnt.data.slice(14, 16), { absolute: 1e-6 });
  let product = 0;
  for (let i = 0; i < 60; i++) product += learnt.data[2 * i] * learnt.data[2 * i + 1];
  assert(Math.abs(product) < 1e-3, "components do not vary together");
  await assertFails(
    () => principalComponents({} as { components: number }),
    "components and explained",
  );
  await assertFails(() => principalComponents({ explained: 2 }), "explained");
  await assertFails(() => principalComponents({ components: 9 }).fit(x), "9 components");
});
