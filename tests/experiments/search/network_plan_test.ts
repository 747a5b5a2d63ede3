import { assert, assertEquals } from "../../assert.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { ready } from "../../../lib/nn/tf.ts";
import { gradientNoise } from "../../../lib/experiments/search/gradient_noise.ts";
import { networkOfPlan } from "../../../lib/experiments/search/network_plan.ts";
import { tagged } from "../../models/tag_contract.ts";

Deno.test("a plan makes a network of tags, of one tower or of several, with noise to be measured", async () => {
  await ready();
  const { x, y } = tagged(["sad", "slow", "live"], 64);
  const towers = { one: { columns: 1, layers: [4] }, more: { columns: 3, layers: [4] } };
  for (const plan of [{ layers: [8] }, { towers, head: [4] }, { network: "rnn", units: [4] }]) {
    const model = networkOfPlan(plan, x, y.classes.length, new Rng(1), "sigmoid");
    const [small, all] = await gradientNoise(model, x, y, [8, 64], new Rng(2));
    assertEquals([small.batchSize, all.noise < .01 * all.norm], [8, true]);
    assert(small.noise > 0 && small.signal > 0);
    model.dispose();
  }
});
