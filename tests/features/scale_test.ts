import { matrix } from "../../lib/core/matrix.ts";
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
import { assertAllClose, assertEquals, assertFails } from "../assert.ts";
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
