import { gini, lorenz, topShare } from "../../../lib/evaluation/statistics/inequality.ts";
import { assertAllClose, assertAlmostEquals, assertFails } from "../../assert.ts";
import reference from "../../fixtures/inequality.json" with { type: "json" };

for (const [name, { values, gini: expected, lorenz: curve }] of Object.entries(reference.cases)) {
  Deno.test(`the Lorenz curve and Gini's coefficient of the case ${name} are the reference's`, () => {
    const { share, cumulative } = lorenz(values);
    assertAllClose(share, curve.share, { absolute: 1e-9 });
    assertAllClose(cumulative, curve.cumulative, { absolute: 1e-9 });
    assertAlmostEquals(gini(values), expected, 1e-9);
  });
}

Deno.test("Gini's coefficient of the cells of a 0/1 table is 1 less its density", () => {
  const cells = Uint8Array.from({ length: 500 }, (_, i) => Number(i % 25 === 0));
  assertAlmostEquals(gini(cells), 1 - .04, 1e-12);
});

Deno.test("the largest hold what the Lorenz curve leaves", () => {
  assertAlmostEquals(topShare([1, 2, 3, 4, 10], .4), .7, 1e-12);
  assertAlmostEquals(topShare([1, 2, 3, 4, 10], .01), .5, 1e-12); // one at least
});

Deno.test("amounts that cannot be compared are refused", async () => {
  await assertFails(() => gini([]), "none");
  await assertFails(() => gini([0, 0]), "one at least above 0");
  await assertFails(() => lorenz([1, -1]), "-1");
  await assertFails(() => lorenz([1, NaN]), "NaN");
});
