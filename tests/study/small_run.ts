/** A made-up run for examples: its settings, its scores and its seed; all else is the same in each. */
import { makeRun, type Run, type Settings } from "../../lib/study/runs/record.ts";

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
