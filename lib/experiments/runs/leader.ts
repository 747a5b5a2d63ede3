/** The best settings so far, kept up to date as runs end. */
import { mean } from "../../core/statistics.ts";
import { direction } from "../../evaluation/metrics/registry.ts";
import type { Run } from "./record.ts";
import { scoreOf } from "./standings.ts";

interface Entry {
  readonly run: Run;
  /** Where the run stands in the order of all. */
  readonly place: number;
  /** Its score, turned so that larger is better. */
  readonly value: number;
}

/** The runs of one set of settings. */
interface Group {
  /** Of its first run, failed ones too. */
  place: number;
  /** Those that did not fail, by place. */
  readonly entries: Entry[];
  /** Of their values. */
  mean: number;
}

/** What `best` finds among the runs given so far, kept up to date as they come, in any order. It takes a look at the
 * settings of one run, not at all of them; only where the best settings lose by another seed are the others' means
 * compared anew.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallRun } from "../../../tests/experiments/small_run.ts";
 * const leader = new Leader("accuracy");
 * [[64, .7], [128, .65], [64, .5]].forEach(([width, accuracy], i) =>
 *   leader.add(smallRun({ width }, { accuracy }, i), `${width}`, i)
 * );
 * assertEquals(leader.best?.settings, { width: 128 }); // the luckiest seed alone wins nothing
 * ```
 */
export class Leader {
  readonly #score: string;
  readonly #sign: 1 | -1;
  readonly #groups = new Map<string, Group>();
  #first: Group | undefined;

  /** @throws {InputError} on a score whose direction nobody knows */
  constructor(score: string) {
    this.#score = score;
    this.#sign = direction(score);
  }

  /** Takes in a run that has ended.
   * @param settings equal for runs of equal settings
   * @param place where it stands among all runs: of equals the earlier is ahead, whichever ended first
   * @throws {InputError} when it ended well and has no such score */
  add(run: Run, settings: string, place: number): void {
    let group = this.#groups.get(settings);
    if (!group) this.#groups.set(settings, group = { place, entries: [], mean: NaN });
    const before = group.mean;
    group.place = Math.min(group.place, place);
    if (run.status === "done") {
      const { entries } = group, value = this.#sign * scoreOf(run, this.#score);
      const after = entries.findIndex((other) => other.place > place);
      entries.splice(after < 0 ? entries.length : after, 0, { run, place, value });
      group.mean = mean(entries.map((entry) => entry.value));
    }
    if (group === this.#first && !(group.mean >= before)) this.#first = this.#ahead();
    else if (this.#first === undefined ? !Number.isNaN(group.mean) : ahead(group, this.#first)) {
      this.#first = group;
    }
  }

  /** The best run of the settings whose mean is best; undefined until a run has ended with a number. */
  get best(): Run | undefined {
    return this.#first?.entries.reduce((best, entry) => entry.value > best.value ? entry : best)
      .run;
  }

  #ahead(): Group | undefined {
    let first: Group | undefined;
    for (const group of this.#groups.values()) {
      if (!Number.isNaN(group.mean) && (!first || ahead(group, first))) first = group;
    }
    return first;
  }
}

/** Neither a group without a number, nor one as good that came later, is ahead. */
const ahead = (a: Group, b: Group): boolean =>
  a.mean > b.mean || (a.mean === b.mean && a.place < b.place);
