/** A plan from its start to its end, without a search. */
import { Rng } from "../../../lib/core/rng.ts";
import type { Settings } from "../../../lib/experiments/runs/record.ts";
import type { Candidate, Plan, Space } from "../../../lib/experiments/search/space.ts";

/** How a plan is played. */
export interface Played {
  readonly seed?: number;
  /** Which of so many that run ends next; the first where nothing is said. */
  readonly pick?: (running: number) => number;
}

/** The settings that a space tries, in the order of its trials.
 *
 * @param report tells the plan how a candidate did */
export function played(
  space: Space,
  report: (plan: Plan, ended: Candidate) => void,
  { seed = 1, pick = () => 0 }: Played = {},
): Settings[] {
  const plan = space.plan(new Rng(seed)), tried: Settings[] = [], running: Candidate[] = [];
  for (;;) {
    for (const candidate of plan.ready()) {
      tried[candidate.index] = candidate.settings;
      running.push(candidate);
    }
    if (running.length === 0) return tried;
    const [ended] = running.splice(pick(running.length), 1);
    report(plan, ended);
  }
}
