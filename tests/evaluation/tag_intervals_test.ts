/** Intervals of scores of tags. */
import { assert, assertAlmostEquals, assertFails } from "../assert.ts";
import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { tagScores } from "../../lib/evaluation/metrics/tags.ts";
import { saidGain, saidInterval } from "../../lib/evaluation/tag_intervals.ts";

const ROWS = 300, rng = new Rng(3), classes = ["common", "rare", "never said"];
const tags = Uint8Array.from(
  { length: ROWS * 3 },
  (_, at) => +(rng.uniform() < [.4, .1, .2][at % 3]),
);
const y = { classes, tags };
const noisy = (share: number) =>
  tags.map((tag, at) => at % 3 === 2 ? 0 : rng.uniform() < share ? 1 - tag : tag);
const good = noisy(.05), poor = noisy(.3);

Deno.test("the scores are those of the metrics", () => {
  const expected = tagScores(y, matrix(ROWS, classes, Float32Array.from(good)));
  for (const score of ["weightedF1", "macroF1", "microF1"] as const) {
    const { value, interval: [low, high] } = saidInterval("good", y, good, new Rng(1), { score });
    assertAlmostEquals(value, expected[score], 1e-12);
    assert(low < value && value < high, `${score}: ${low} to ${high}`);
  }
});

Deno.test("the interval of a difference leaves 0 out where decisions clearly differ, and is narrower than both their own", () => {
  const { value, interval: [low, high] } = saidGain("good", y, good, poor, new Rng(1));
  assert(value > 0 && low > 0, `${value}, from ${low}`);
  const same = saidGain("same", y, good, good, new Rng(1)).interval;
  assert(same[0] === 0 && same[1] === 0, `${same}`);
  const [a, b] = [good, poor].map((said) => saidInterval("", y, said, new Rng(1)).interval);
  assert(high - low < (a[1] - a[0]) + (b[1] - b[0]));
});

Deno.test("an interval holds its score where samples lack tags that one row has", () => {
  const k = 30,
    own = Uint8Array.from({ length: k * k }, (_, at) => Number(at % k === Math.floor(at / k)));
  const once = { classes: Array.from({ length: k }, (_, tag) => `tag ${tag}`), tags: own };
  const said = own.map((tag, at) => at % 3 === 0 ? 0 : tag);
  for (const score of ["macroF1", "weightedF1"] as const) {
    const { value, interval: [low, high] } = saidInterval("", once, said, new Rng(1), { score });
    assert(low < value && value < high, `${score} ${value}: ${low} to ${high}`);
  }
});

Deno.test("95 of 100 intervals hold the score of many more rows", () => {
  const many = new Rng(8), truth = .8; // a tag of half the rows, said with so much right
  let held = 0;
  for (let t = 0; t < 100; t++) {
    const own = Uint8Array.from({ length: 200 }, () => many.int(2));
    const said = own.map((tag) => many.uniform() < truth ? tag : 1 - tag);
    const { interval: [low, high] } = saidInterval(
      "",
      { classes: ["a"], tags: own },
      said,
      many.fork(`${t}`),
    );
    if (low <= truth && truth <= high) held++; // F1 of equal shares of both errors
  }
  assert(held > 88, `${held} of 100`);
});

Deno.test("decisions on other rows are refused", async () => {
  await assertFails(
    () => saidInterval("short", y, good.subarray(3), new Rng(1)),
    "tags said of other rows",
    "897 cells",
  );
});
