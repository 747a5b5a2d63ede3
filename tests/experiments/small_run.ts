/** A made-up run for examples: its settings, its scores and its seed; all else is the same in each. */
import { Rng } from "../../lib/core/rng.ts";
import { ablation } from "../../lib/experiments/search/ablation.ts";
import { makeRun, type Run, type Settings } from "../../lib/experiments/runs/record.ts";

export function smallRun(
  settings: Settings,
  scores: Readonly<Record<string, number>>,
  seed = 1,
): Run {
  const data = { fingerprint: "small", rows: 9 };
  return makeRun({ part: "00", name: "small", settings, seed, data, split: null }, {
    scores,
    seconds: 1,
  });
}

/** The runs of an ablation with two seeds: an accuracy of .5 without any trick, and of so much more with each.
 * @param gains by trick, which is also the setting that it changes */
export function smallAblation(gains: Readonly<Record<string, number>>): Run[] {
  const tricks = Object.fromEntries(Object.keys(gains).map((name) => [name, { [name]: .3 }]));
  return ablation(tricks).plan(new Rng(1)).ready().flatMap(({ settings, label }) =>
    [1, 2].map((seed) => {
      const used = Object.keys(settings).reduce((sum, name) => sum + gains[name], 0);
      return { ...smallRun(settings, { accuracy: .5 + used, gap: .1 }, seed), label };
    })
  );
}
