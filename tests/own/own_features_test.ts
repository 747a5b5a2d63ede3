/** Features of one's own, with the main door alone. */
import {
  allRows,
  argmax,
  blocks,
  classesOf,
  combine,
  type Features,
  hashedEncoder,
  holdOut,
  joinColumns,
  logistic,
  type Matrix,
  matrix,
  ngrams,
  numeric,
  onFeatures,
  Rng,
  scaled,
  sentences,
  standard,
  takeColumns,
  withColumns,
} from "../../lib/mod.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { flowers } from "../experiments/flowers.ts";

/** How far the hour lies from noon: what a straight line through the hours cannot tell. */
const fromNoon: Features = {
  name: "from noon",
  settings: {},
  fit(data, rows) {
    const transform = ({ numbers }: typeof data, which: Int32Array): Matrix =>
      matrix(
        which.length,
        ["from noon"],
        Float32Array.from(which, (row) => Math.abs(numbers("hour")[row] - 12)),
      );
    return { train: transform(data, rows), transform };
  },
};

/** The share of held-out flowers whose kind is told. */
async function accuracyWith(features: Features): Promise<number> {
  const data = flowers(240), split = holdOut(data, { fraction: .25 }, new Rng(1));
  const fitted = await onFeatures(features, standard(), logistic())
    .fit(data, split.train, new Rng(2));
  const said = argmax(await fitted.predictProba(data, split.validation));
  const { codes, classes } = classesOf(data, split.validation);
  const hits = said.filter((code, i) => fitted.classes[code] === classes[codes[i]]);
  return hits.length / said.length;
}

Deno.test("features of one's own stand beside the engine's", async () => {
  const hour = numeric({ columns: ["hour"] });
  const alone = await accuracyWith(numeric({ columns: ["petal"] }));
  const together = await accuracyWith(combine(numeric({ columns: ["petal"] }), fromNoon, hour));
  assert(together > alone + .1, `${alone} alone, ${together} together`);
});

Deno.test("a column of one's own is read like one of the file", async () => {
  const data = flowers(60);
  const slim = withColumns(data, {
    numbers: { stem: data.numbers("petal").map((petal, i) => petal / data.numbers("stem")[i]) },
  });
  const { train } = await numeric({ columns: ["stem"] }).fit(slim, allRows(slim), new Rng(1));
  assertEquals(train.data[3], Math.fround(data.numbers("petal")[3] / data.numbers("stem")[3]));
});

Deno.test("blocks of features keep their order, whatever each is made of", async () => {
  const data = flowers(30), rows = allRows(data), encoder = hashedEncoder({ dimensions: 16 });
  const parts = {
    size: scaled(numeric({ columns: ["petal", "stem"] }), standard()),
    note: sentences({ of: "note", encoder }),
  };
  const { train } = await blocks(parts).fit(data, rows, new Rng(1));
  const size = await parts.size.fit(data, rows, new Rng(1));
  const note = await parts.note.fit(data, rows, new Rng(1));
  assertEquals(train.data, joinColumns([size.train, note.train]).data);
  assertEquals(takeColumns(train, 0, 2).data, size.train.data);
});

Deno.test("n-grams of a text know the words that name a kind", () => {
  const data = flowers(60), { terms } = ngrams({ of: "note" }).fit(data, allRows(data));
  for (const kind of ["aster", "iris", "lily"]) {
    assert(terms.some((term) => term.includes(kind)), `${kind} is none of ${terms}`);
  }
});

Deno.test("blocks are named by words, and there is at least one", async () => {
  await assertFails(() => blocks({}), "no blocks of features", "one or more");
  const size = numeric({ columns: ["petal"] });
  await assertFails(() => blocks({ "1 x": size }), "a word as its name", "1 x");
});
