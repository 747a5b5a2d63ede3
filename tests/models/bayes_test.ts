import { Rng } from "../../lib/core/rng.ts";
import { gaussianBayes } from "../../lib/models/bayes.ts";
import { assertAllClose, assertFails } from "../assert.ts";
import { contract } from "./contract.ts";
import { facts, queries, x, y } from "./peer.ts";

contract("gaussianBayes", () => gaussianBayes());

for (const { varianceSmoothing, probabilities } of facts.bayes) {
  Deno.test(`naive Bayes agrees with scikit-learn, smoothing ${varianceSmoothing}`, async () => {
    const fitted = await gaussianBayes({ varianceSmoothing }).fit(x, y, new Rng(1));
    const p = await fitted.predictProba(queries);
    assertAllClose(p.data, probabilities, { relative: 0, absolute: 1e-6 });
  });
}

Deno.test("naive Bayes refuses to go without smoothing", async () => {
  await assertFails(() => gaussianBayes({ varianceSmoothing: 0 }), "varianceSmoothing", "found 0");
});
