/** Networks that begin with another one's weights, and those that are trained elsewhere. */
import { Rng } from "../../lib/core/rng.ts";
import { networkClassifier } from "../../lib/nn/network_classifier.ts";
import { copyWeights } from "../../lib/nn/transfer.ts";
import { assert, assertEquals } from "../assert.ts";
import { matrix } from "../../lib/core/matrix.ts";

Deno.test("a network that begins with a trained one's weights knows after one small step what that one knew", async () => {
  const rng = new Rng("begin"), x = matrix(80, ["a", "b"]), codes = new Int32Array(80);
  for (let row = 0; row < 80; row++) {
    const [a, b] = [rng.normal(), rng.normal()];
    x.data.set([a, b], 2 * row);
    codes[row] = Number(a * b > 0);
  }
  const y = { codes, classes: ["differ", "agree"] };
  const plan = { layers: [16], validationShare: 0, batchSize: 80, learningRate: .05 };
  const old = await networkClassifier({ ...plan, epochs: 60 }).fit(x, y, new Rng(1));
  const little = { ...plan, epochs: 1, learningRate: 1e-4 };
  const own = await networkClassifier(little).fit(x, y, new Rng(2));
  const begin = (model: Parameters<typeof copyWeights>[1]) => void copyWeights(old.model, model);
  const copied = await networkClassifier(little, { begin }).fit(x, y, new Rng(2));
  const [from, scratch] = [copied, own].map(({ history }) => history.epochs[0].accuracy);
  assert(from > .9 && scratch < .8, `copied ${from}, from scratch ${scratch}`);
  for (const { model } of [old, own, copied]) model.dispose();
});

Deno.test("trained in workers, side by side, networks are the same bits as trained here", async () => {
  const rng = new Rng("elsewhere"), x = matrix(30, ["a", "b"]);
  x.data.set(x.data.map(() => rng.normal()));
  const y = {
    classes: ["sad", "slow"],
    tags: Uint8Array.from(x.data, (value) => Number(value > 0)),
  };
  const plan = { layers: [4], dropout: .2, epochs: 2, validationShare: .2 };
  const trained = async (inWorker: boolean, seed: number) => {
    const fit = await networkClassifier(plan, { inWorker }).fit(x, y, new Rng(seed));
    const { data } = await fit.predictProba(x), { epochs } = fit.history;
    fit.dispose();
    return [data, epochs.map(({ loss, validationLoss }) => [loss, validationLoss])];
  };
  const elsewhere = await Promise.all([1, 2].map((seed) => trained(true, seed)));
  assertEquals(elsewhere, [await trained(false, 1), await trained(false, 2)]);
});
