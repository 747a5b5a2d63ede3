import { Rng } from "../../lib/core/rng.ts";
import { argmax } from "../../lib/core/matrix.ts";
import { holdOut } from "../../lib/data/split.ts";
import { allRows, classesOf } from "../../lib/data/dataset.ts";
import { numeric, parseTracks, QUANTITIES } from "../music.ts";
import { standard } from "../../lib/features/scale.ts";
import { boosting } from "../../lib/models/boosting.ts";
import { onFeatures } from "../../lib/models/estimator.ts";
import { gaussianBayes } from "../../lib/models/bayes.ts";
import { logistic } from "../../lib/models/logistic.ts";
import { assert, assertAllClose, assertAlmostEquals, assertEquals } from "../assert.ts";
import { toyTracks } from "../experiments/toy_tracks.ts";
import type { Dataset } from "../../lib/data/dataset.ts";

/** Two genres of two subgenres each, which alternate along tempo: no straight line parts the genres, but
 * each subgenre is one cloud. */
function alternating(rows: number, role: "train" | "test" = "train"): Dataset {
  const rng = new Rng(`alternating ${role}`);
  const header = ["track_name", "track_album_name", "track_album_release_date"];
  const labels = role === "train" ? ["playlist_genre", "playlist_subgenre"] : [];
  const lines = Array.from({ length: rows }, (_, i) => {
    const cloud = i % 4, cells = [`t ${i}`, `a ${i}`, "2001-02-03"];
    const own = [cloud % 2 ? "rap" : "rock", `cloud ${cloud}`].slice(0, labels.length);
    const values = QUANTITIES.map((name) => name === "tempo" ? 3 * cloud + .5 * rng.normal() : 0);
    return [...cells, ...own, ...values].join("\t");
  });
  const names = [...header, ...labels, ...QUANTITIES].join("\t");
  return parseTracks([names, ...lines].join("\n"), `${role}.csv`, { as: role });
}

const tempo = numeric({ quantities: ["tempo"] });

Deno.test("a straight line cannot part genres that alternate, but can when it learns their parts", async () => {
  const train = alternating(400), rows = allRows(train), { codes } = classesOf(train, rows);
  const right = async (by: "genre" | "subgenre") => {
    const fitted = await onFeatures(tempo, standard(), logistic(), { labels: by }).fit(
      train,
      rows,
      new Rng(1),
    );
    const found = argmax(await fitted.predictProba(train, rows));
    return found.reduce((sum, code, i) => sum + Number(code === codes[i]), 0) / rows.length;
  };
  assert(await right("genre") < .7);
  assert(await right("subgenre") > .9);
});

Deno.test("rows to predict need no finer labels, and get one column per genre that adds up to 1", async () => {
  const train = alternating(200), test = alternating(40, "test");
  const fitted = await onFeatures(tempo, gaussianBayes(), { labels: "subgenre" })
    .fit(train, allRows(train), new Rng(1));
  const p = await fitted.predictProba(test, allRows(test));
  assertEquals(p.names, ["rap", "rock"]);
  assertEquals(fitted.classes, ["rap", "rock"]);
  for (let i = 0; i < test.rows; i++) {
    assertAlmostEquals(p.data[2 * i] + p.data[2 * i + 1], 1, 1e-5);
  }
});

Deno.test("labels that are the classes change nothing, and the settings say what is learnt", async () => {
  const tracks = toyTracks(120), split = holdOut(tracks, {}, new Rng(1));
  const classifier = boosting({ rounds: 5, minSamplesLeaf: 5 });
  const [plain, finer] = [
    onFeatures(numeric(), classifier),
    onFeatures(numeric(), classifier, { labels: "genre" }),
  ];
  const probabilities = async (estimator: typeof plain) =>
    (await (await estimator.fit(tracks, split.train, new Rng(2))).predictProba(
      tracks,
      split.validation,
    )).data;
  assertAllClose(await probabilities(finer), await probabilities(plain));
  assertEquals(finer.settings, { ...plain.settings, labels: "genre" });
});
