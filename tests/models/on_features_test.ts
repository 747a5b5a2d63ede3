import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { gaussianBayes } from "../../lib/models/bayes.ts";
import { average } from "../../lib/models/blend.ts";
import { onFeatures } from "../../lib/models/estimator.ts";
import { allRows, classesOf } from "../../lib/data/dataset.ts";
import { numeric } from "../../lib/features/numeric.ts";
import { standard } from "../../lib/features/scale.ts";
import type { Classifier } from "../../lib/models/estimator.ts";
import { toyTracks } from "../experiments/toy_tracks.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";

/** The sound tells the class, the text tells nothing. */
function table(rows = 60) {
  const rng = new Rng("table"), names = ["sound: tempo", "text: 0", "text: 1"];
  const codes = Int32Array.from({ length: rows }, (_, i) => i % 2);
  const data = Float32Array.from(
    { length: rows * 3 },
    (_, at) => rng.normal() + (at % 3 === 0 ? 4 * codes[Math.floor(at / 3)] : 0),
  );
  return { x: matrix(rows, names, data), y: { codes, classes: ["pop", "rap"] } };
}

Deno.test("a model on a block answers as if there were no other columns", async () => {
  const { x, y } = table(), rng = new Rng(1);
  const alone = matrix(x.rows, ["sound: tempo"], x.data.filter((_, at) => at % 3 === 0));
  const fitted = await onFeatures("sound", gaussianBayes()).fit(x, y, rng);
  const same = await gaussianBayes().fit(alone, y, rng);
  assertEquals((await fitted.predictProba(x)).data, (await same.predictProba(alone)).data);
});

Deno.test("members of an average each listen to a block of their own", async () => {
  const { x, y } = table();
  const members = ["sound", "text"].map((block) => onFeatures(block, gaussianBayes()));
  const p = await (await average(members).fit(x, y, new Rng(1))).predictProba(x);
  const right = y.codes.filter((code, i) => Number(p.data[i * 2 + 1] > .5) === code).length;
  assert(right > 50, `${right} of 60`);
  assertEquals(members.map(({ name }) => name), [
    "gaussianBayes on sound",
    "gaussianBayes on text",
  ]);
  assertEquals(members[1].settings.block, "text");
});

Deno.test("a table without the block is refused, when fitting and when predicting", async () => {
  const { x, y } = table();
  await assertFails(
    () => onFeatures("lyrics", gaussianBayes()).fit(x, y, new Rng(1)),
    "lyrics: tempo",
  );
  const fitted = await onFeatures("text", gaussianBayes()).fit(x, y, new Rng(1));
  await assertFails(() => fitted.predictProba(matrix(1, ["sound: tempo"])), "without the block");
});

Deno.test("features by name are told apart, each on its own scale, whether classes are learnt or finer labels", async () => {
  const tracks = toyTracks(60), rows = allRows(tracks), reads: string[][] = [];
  const spy: Classifier = {
    ...gaussianBayes(),
    fit(x, y, rng) {
      reads.push([...x.names, ...y.classes]);
      return gaussianBayes().fit(x, y, rng);
    },
  };
  const column = (name: string) => numeric({ columns: [name] });
  const sources = {
    pace: column("tempo"),
    rest: [{ energy: column("energy") }, standard()],
  } as const;
  await onFeatures(sources, spy).fit(tracks, rows, new Rng(1));
  const finer = onFeatures(sources, spy, { labels: "subgenre" });
  const { classes } = await finer.fit(tracks, rows, new Rng(1));
  const names = ["pace: tempo", "rest: energy: energy"],
    { classes: genres } = classesOf(tracks, rows);
  assertEquals(reads[0], [...names, ...genres]);
  assertEquals([reads[1].slice(0, 2), classes, finer.settings.labels], [names, genres, "subgenre"]);
});
