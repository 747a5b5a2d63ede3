import { argmax, matrix } from "../../../lib/core/matrix.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { holdOut } from "../../../lib/data/split.ts";
import type { Dataset } from "../../../lib/data/dataset.ts";
import { numeric, QUANTITIES } from "../../music.ts";
import { standard } from "../../../lib/features/scale.ts";
import { type Fitted, onFeatures } from "../../../lib/models/estimator.ts";
import { logistic } from "../../../lib/models/logistic.ts";
import { exchanged, setTo } from "../../../lib/evaluation/explain/altered.ts";
import { partialDependence } from "../../../lib/evaluation/explain/dependence.ts";
import { permutationImportance } from "../../../lib/evaluation/explain/importance.ts";
import { scores } from "../../../lib/evaluation/metrics/metrics.ts";
import {
  assert,
  assertAllClose,
  assertAlmostEquals,
  assertEquals,
  assertFails,
} from "../../assert.ts";
import { toyTracks } from "../../experiments/toy_tracks.ts";

const tracks = toyTracks(200),
  { train, validation } = holdOut(tracks, { fraction: .4 }, new Rng(1));
const estimator = onFeatures(numeric({ year: true }), standard(), logistic());
const fitted = await estimator.fit(tracks, train, new Rng(1));

/** Says "pop" with the probability that a formula gives. */
const formula = (of: (tracks: Dataset, row: number) => number): Fitted => ({
  classes: ["pop", "rap", "rock"],
  predictProba: (tracks, rows) =>
    Promise.resolve(
      matrix(
        rows.length,
        ["pop", "rap", "rock"],
        Float32Array.from([...rows].flatMap((row) => [of(tracks, row), 1 - of(tracks, row), 0])),
      ),
    ),
});

Deno.test("shuffling the column that carries the genre costs most, a useless one nothing", async () => {
  const found = await permutationImportance(fitted, tracks, validation, new Rng(1));
  assertEquals(found.length, 14);
  assertEquals(found[0].column, "danceability");
  assert(found[0].drop > .3 && found[0].drops.length === 5);
  assert(Math.abs(found.find((row) => row.column === "liveness")!.drop) < .05);
});

Deno.test("a column the model never reads has importance 0 exactly", async () => {
  const model = formula((tracks, row) => Number(tracks.numbers("tempo")[row] > 100));
  const found = await permutationImportance(model, tracks, validation, new Rng(1), {
    columns: ["energy", "tempo", "date", "title", "album"],
    repeats: 2,
  });
  for (const { column, drops } of found) {
    if (column !== "tempo") assertEquals(drops, [0, 0]);
  }
});

Deno.test("importance falls by the expected share of a model that reads one column alone", async () => {
  // Right on every row; shuffled, right where the new neighbour has the same genre: 1/3 of the time.
  const model: Fitted = {
    classes: ["pop", "rap", "rock"],
    predictProba(tracks, rows) {
      const out = matrix(rows.length, ["pop", "rap", "rock"]);
      rows.forEach((row, i) =>
        out.data[3 * i + Number(tracks.texts("title")[row].slice(6)) % 3] = 1
      );
      return Promise.resolve(out);
    },
  };
  const [{ drop }] = await permutationImportance(model, tracks, validation, new Rng(1), {
    columns: ["title"],
    repeats: 40,
  });
  assertAlmostEquals(drop, 2 / 3, .04);
});

Deno.test("importance is the same for the same seed, whatever the other columns, by any metric", async () => {
  const of = async (columns: ("energy" | "tempo")[]) =>
    (await permutationImportance(fitted, tracks, validation, new Rng(7), {
      columns,
      metric: (truth, p) => -scores(truth, p).logLoss,
    })).find((row) => row.column === "energy");
  assertEquals(await of(["energy"]), await of(["tempo", "energy"]));
});

Deno.test("importance needs two rows and a repeat", async () => {
  const rows = Int32Array.of(3);
  await assertFails(() => permutationImportance(fitted, tracks, rows, new Rng(1)), "1 rows");
  await assertFails(
    () => permutationImportance(fitted, tracks, validation, new Rng(1), { repeats: 0 }),
    "0 repeats",
  );
});

Deno.test("exchanging and setting change one column of the given rows, and not the original", () => {
  const rows = Int32Array.of(5, 9), from = Int32Array.of(9, 5);
  const year = [...tracks.numbers("year")], tempo = [...tracks.numbers("tempo")];
  const date = exchanged(tracks, "date", rows, from), set = setTo(tracks, "year", rows, 1984);
  assertEquals([date.numbers("year")[5], date.numbers("month")[5]], [
    year[9],
    tracks.numbers("month")[9],
  ]);
  assertEquals(exchanged(tracks, "year", rows, from).numbers("month"), tracks.numbers("month"));
  assertEquals(exchanged(tracks, "title", rows, from).texts("title")[9], "title 5");
  assertEquals(exchanged(tracks, "tempo", rows, from).numbers("tempo")[5], tempo[9]);
  assertEquals([set.numbers("year")[4], set.numbers("year")[5], set.numbers("year")[9]], [
    year[4],
    1984,
    1984,
  ]);
  for (const name of QUANTITIES) {
    assertEquals(date.numbers(name), tracks.numbers(name));
  }
  assertEquals([[...tracks.numbers("year")], [...tracks.numbers("tempo")]], [year, tempo]);
});

Deno.test("partial dependence is the mean of the predictions with the column fixed", async () => {
  const model = formula((tracks, row) =>
    (tracks.numbers("valence")[row] ** 2 + tracks.numbers("liveness")[row]) / 2
  );
  const found = await partialDependence(model, tracks, validation, "valence", { points: 5 });
  assertEquals([found.values.length, found.probabilities.rows], [5, 5]);
  let liveness = 0;
  for (const row of validation) liveness += tracks.numbers("liveness")[row] / validation.length;
  found.values.forEach((value, v) =>
    assertAlmostEquals(found.probabilities.data[3 * v], (value ** 2 + liveness) / 2, 1e-6)
  );
});

Deno.test("partial dependence goes through the values that occur where they are few", async () => {
  const mode = await partialDependence(fitted, tracks, validation, "mode");
  assertEquals([...mode.values], [0, 1]);
  const year = await partialDependence(fitted, tracks, validation, "year", { points: 8 });
  assert(year.values.length <= 8 && year.values.every((value) => value % 1 === 0));
});

Deno.test("probabilities follow danceability from genre to genre", async () => {
  const { probabilities } = await partialDependence(fitted, tracks, validation, "danceability");
  assertEquals([...new Set(argmax(probabilities))], [0, 1, 2]);
  for (let v = 0; v < probabilities.rows; v++) {
    const row = probabilities.data.subarray(3 * v, 3 * v + 3);
    assertAllClose([row[0] + row[1] + row[2]], [1], { relative: 1e-5 });
  }
});

Deno.test("partial dependence of a column without values is refused", async () => {
  const empty = setTo(tracks, "valence", validation, NaN);
  await assertFails(() => partialDependence(fitted, empty, validation, "valence"), "0 values");
});
