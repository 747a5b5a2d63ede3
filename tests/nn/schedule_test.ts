import { assertAllClose, assertEquals } from "../assert.ts";
import { schedule } from "../../lib/nn/schedule.ts";
import { trainSettings } from "../../lib/nn/settings.ts";

/** The rates of all steps: 10 epochs of 10 steps. */
const rates = (settings: Parameters<typeof trainSettings>[0]) => {
  const plan = schedule(trainSettings({ epochs: 10, learningRate: 1, ...settings }), 10);
  return Array.from({ length: 100 }, (_, step) => plan.rate(step));
};

Deno.test("a constant rate is constant, and a warm-up rises to it in equal steps", () => {
  assertEquals(new Set(rates({})), new Set([1]));
  const warm = rates({ warmup: 2 });
  assertAllClose(warm.slice(0, 22), [...Array.from({ length: 20 }, (_, i) => (i + 1) / 20), 1, 1]);
});

Deno.test("steps fall by the factor every so many epochs", () => {
  const all = rates({ schedule: "step", every: 4, factor: 0.5 });
  assertEquals([all[0], all[39], all[40], all[79], all[80]], [1, 1, 0.5, 0.5, 0.25]);
});

Deno.test("the cosine goes from the rate to the minimum", () => {
  const all = rates({ schedule: "cosine", minimumRate: 0.1 });
  assertAllClose([all[0], all[50]], [1, 0.55]);
  assertEquals(all.every((rate, i) => i === 0 || rate < all[i - 1]), true);
});

Deno.test("one cycle rises, peaks at 30 % and falls, at the rates of PyTorch's OneCycleLR", () => {
  const all = rates({ schedule: "oneCycle" });
  // torch.optim.lr_scheduler.OneCycleLR(max_lr=1, total_steps=100): steps 0, 10, 29, 60, 99
  const expected = [0.04, 0.29516394846410077, 1, 0.5892800902855287, 4e-6];
  assertAllClose([0, 10, 29, 60, 99].map((i) => all[i]), expected, { relative: 1e-6 });
});

Deno.test("a plateau lowers the rate after so many epochs without improvement", () => {
  const settings = trainSettings({
    schedule: "reduceOnPlateau",
    learningRate: 1,
    every: 2,
    factor: 0.1,
    minimumRate: 0.05,
  });
  const plan = schedule(settings, 10);
  const seen = [true, false, false, true, false, false].map((improved) => {
    plan.endOfEpoch(improved);
    return plan.rate(0);
  });
  assertAllClose(seen, [1, 1, 0.1, 0.1, 0.1, 0.05]);
});
