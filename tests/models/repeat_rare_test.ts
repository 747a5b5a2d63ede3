/** Rows with rare tags shown more often. */
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../assert.ts";
import { type Matrix, matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { supportOf, type TagTarget, type Target } from "../../lib/core/target.ts";
import type { Classifier } from "../../lib/models/estimator.ts";
import { repeatFactors, repeatRare } from "../../lib/models/repeat_rare.ts";

const ROWS = 1000;
/** "common" of every second row, "rare" of ten, "never" of none. */
const y: TagTarget = {
  classes: ["common", "rare", "never"],
  tags: Uint8Array.from({ length: 3 * ROWS }, (_, at) => {
    const row = Math.floor(at / 3);
    return [row % 2, Number(row % 100 === 0), 0][at % 3];
  }),
};
const x = matrix(ROWS, ["row"], Float32Array.from({ length: ROWS }, (_, i) => i));

/** A model that keeps what it was shown. */
function listening() {
  const shown: { x: Matrix; y: TagTarget }[] = [];
  const model: Classifier = {
    ...{ name: "listening", settings: { depth: 2 }, learns: ["tags"] },
    fit(x: Matrix, y: Target) {
      shown.push({ x, y: y as TagTarget });
      return { predictProba: (x: Matrix) => x };
    },
  };
  return { model, shown };
}

Deno.test("a row is shown by its rarest tag, a row of common tags or of none once", () => {
  const factors = repeatFactors(y, .04);
  assertEquals([factors[0], factors[1], factors[2]], [2, 1, 1]);
  assertAlmostEquals(Math.max(...repeatFactors(y, .02)), Math.SQRT2, 1e-12);
});

Deno.test("a model sees rare tags more often, common ones as often, and each row with its own tags", async () => {
  const { model, shown } = listening();
  await repeatRare(model, { share: .0625 }).fit(x, y, new Rng(1));
  const [{ x: rows, y: own }] = shown, [common, rare] = supportOf(own);
  assertEquals([common, rows.rows], [500, ROWS - 10 + rare]);
  assert(rare >= 20 && rare <= 30, `${rare}, of 10 rows that are shown 2.5 times each`);
  rows.data.forEach((row, i) => {
    const of = ({ tags }: TagTarget, at: number) => [...tags.subarray(3 * at, 3 * at + 3)];
    assertEquals(of(own, i), of(y, row));
  });
});

Deno.test("the same seed shows the same rows; settings tell what is repeated", async () => {
  const { model, shown } = listening(), wrapped = repeatRare(model);
  for (const _ of [1, 2]) await wrapped.fit(x, y, new Rng(5));
  assertEquals(shown[0], shown[1]);
  assertEquals(wrapped.settings, { of: { name: "listening", depth: 2 }, share: .02 });
});

Deno.test("classes, and a share that is none, are refused", async () => {
  const { model } = listening(), classes = { classes: ["a", "b"], codes: new Int32Array(ROWS) };
  await assertFails(() => repeatRare(model, { share: 0 }), "share", "0");
  await assertFails(() => repeatRare(model).fit(x, classes, new Rng(1)), "repeatRare");
});
