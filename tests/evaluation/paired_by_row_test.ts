import { pairedByRow } from "../../lib/evaluation/paired_by_row.ts";
import { assertAlmostEquals, assertEquals, assertFails } from "../assert.ts";
import { madeEvaluated, sureOf } from "../experiments/made_evaluated.ts";

const said = (name: string, truth: number[], ...predicted: number[][]) =>
  madeEvaluated(truth, predicted.map((codes) => sureOf(codes, ["pop", "rap"])), { name });

Deno.test("a gain is the mean over rows of the seeds' shares, with the rows' own interval", () => {
  const truth = [0, 0, 1, 1];
  const a = said("a", truth, [0, 0, 1, 1], [0, 1, 1, 1]);
  const b = said("b", truth, [1, 1, 1, 0], [1, 1, 1, 0]);
  const { value, interval: [low, high] } = pairedByRow(a, b); // differences 1, .5, 0, 1
  assertAlmostEquals(value, .625);
  assertAlmostEquals(high - value, 3.182446 * Math.sqrt(.229167 / 4), 1e-4); // t of 3 degrees of freedom
  assertAlmostEquals(low + high, 2 * value);
  assertAlmostEquals(pairedByRow(b, a).value, -value);
  assertEquals(pairedByRow(a, a).interval, [0, 0]);
});

Deno.test("models of different numbers of seeds are compared, for a row has the share of its own", () => {
  const a = said("a", [0, 1], [0, 1]), b = said("b", [0, 1], [0, 1], [0, 0]);
  assertAlmostEquals(pairedByRow(a, b).value, .25);
});

Deno.test("a gain is called after its models, or as it is told", () => {
  const a = said("titles", [0, 1], [0, 1]), b = said("sound", [0, 1], [0, 0]);
  const told = { name: "reading titles", way: "new albums" };
  assertEquals([pairedByRow(a, b), pairedByRow(a, b, told)].map(({ name, way }) => [name, way]), [
    ["titles", "over sound"],
    ["reading titles", "new albums"],
  ]);
});

Deno.test("models that were judged on different rows are not compared", async () => {
  await assertFails(
    () => pairedByRow(said("a", [0, 1], [0, 1]), said("b", [1, 1], [0, 1])),
    "a and b were not judged on the same rows",
  );
  await assertFails(
    () => pairedByRow(said("a", [0, 1], [0, 1]), said("b", [0], [0])),
    "2 and 1 rows",
  );
});
