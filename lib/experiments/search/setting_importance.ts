/** Which settings a score hangs on: functional analysis of variance of the runs of a search. */
import { InputError } from "../../core/errors.ts";
import type { Rng } from "../../core/rng.ts";
import { checkSetting } from "../../core/settings.ts";
import { mean, standardDeviation } from "../../core/statistics.ts";
import { canonicalJson } from "../runs/canonical.ts";
import type { Run } from "../runs/record.ts";
import { scoreOf, variedSettings } from "../runs/standings.ts";
import { type Axis, axisOf, axisOfValues } from "./axes.ts";
import { type Distribution, isDistribution } from "./distributions.ts";
import { growTree, treeVariance } from "./variance_tree.ts";

/** How much of a score's variance one setting, or two together, explain. */
export interface SettingImportance {
  /** One setting by itself; two: what they do together, beyond what each does by itself. */
  readonly settings: readonly string[];
  /** 0 to 1, the mean over trees. */
  readonly share: number;
  /** Standard deviation over trees. */
  readonly spread: number;
}

/** Options of {@linkcode settingImportance}. */
export interface SettingImportanceOptions {
  /** What runs are judged by; accuracy where nothing is said. */
  readonly score?: string;
  /** What the search drew from, as given to `random` or `tpe`: shares are of all these settings. Where it is left out,
   * of the values that the runs have, each counting the same. */
  readonly space?: Readonly<Record<string, unknown>>;
  /** Pairs of settings, too. */
  readonly pairs?: boolean;
  /** Trees of the forest. */
  readonly trees?: number;
}

/** Shares of the variance over all settings of a space that each setting explains, largest first: a forest of regression
 * trees is fitted to the runs, and the variance of what it predicts is divided exactly. What is missing to 1 is explained
 * by settings together. Settings that all runs share are left out; failed runs are not looked at.
 *
 * @throws {InputError} on fewer than 4 runs, and where no setting, or never the score, changes
 * @see Hutter, F., Hoos, H. & Leyton-Brown, K. (2014). An efficient approach for assessing hyperparameter importance.
 * @example
 * ```ts
 * import { assert, assertEquals } from "../../../tests/assert.ts";
 * import { smallRun } from "../../../tests/experiments/small_run.ts";
 * import { Rng } from "../../core/rng.ts";
 * const runs = [1, 2, 3, 4].flatMap((layers) =>
 *   ["relu", "tanh"].map((activation) => smallRun({ layers, activation }, { accuracy: layers / 5 }))
 * );
 * const [first, second] = settingImportance(runs, new Rng(1));
 * assertEquals(first.settings, ["layers"]);
 * assert(second.share < .01); // the activation changes nothing
 * ```
 */
export function settingImportance(
  runs: readonly Run[],
  rng: Rng,
  { score = "accuracy", space, pairs = false, trees = 64 }: SettingImportanceOptions = {},
): SettingImportance[] {
  checkSetting("settingImportance: trees", trees, { least: 1, whole: true });
  const done = runs.filter(({ status }) => status === "done");
  const y = Float64Array.from(done, (run) => scoreOf(run, score)), n = done.length;
  if (n < 4 || y.every((value) => value === y[0]) || !y.every(Number.isFinite)) {
    throw new InputError("settings' importance cannot be told from these runs", {
      found: `${n} that are done, ${score} from ${Math.min(...y)} to ${Math.max(...y)}`,
      expected: "4 or more, and a finite score that changes",
    });
  }
  const axes = axesOf(done, space);
  const points = done.map(({ settings }) =>
    axes.map((axis) => axis.place(settings[axis.name] ?? null))
  );
  const pairsOf = axes.flatMap((_, a) =>
    axes.slice(a + 1).map((_, k): [number, number] => [a, a + 1 + k])
  );
  const groups = [...axes.map((_, a) => [a]), ...pairs ? pairsOf : []];
  const shares: number[][] = groups.map(() => []);
  for (let t = 0; t < trees; t++) {
    const draw = rng.fork(`tree ${t}`), own = Int32Array.from(points, () => draw.int(n));
    const found = treeVariance(axes, growTree(axes, points, y, own, draw));
    if (!(found.total > 0)) continue; // all draws of one score
    const alone = axes.map((_, a) => found.of(a));
    groups.forEach(([a, b], g) => {
      const part = b === undefined ? alone[a] : Math.max(0, found.of(a, b) - alone[a] - alone[b]);
      shares[g].push(part / found.total);
    });
  }
  return groups.map((group, g) => ({
    settings: group.map((a) => axes[a].name),
    share: mean(shares[g]),
    spread: standardDeviation(shares[g], 0),
  })).sort((a, b) => b.share - a.share);
}

/** The settings that change, as axes. */
function axesOf(runs: readonly Run[], space?: Readonly<Record<string, unknown>>): Axis[] {
  const axes = space
    ? Object.entries(space).filter(([, value]) => isDistribution(value)).map(([name, value]) => {
      const { domain } = value as Distribution;
      return domain ? axisOf(name, domain) : axisOfValues(name, valuesOf(runs, name));
    })
    : variedSettings(runs).map((name) => axisOfValues(name, valuesOf(runs, name)));
  if (axes.length > 0) return axes;
  throw new InputError("all runs have the same settings", { expected: "one that changes" });
}

/** The different values of a setting; of a run that has it not, null. */
function valuesOf(runs: readonly Run[], name: string): unknown[] {
  const values = runs.map(({ settings }) => settings[name] ?? null);
  return [...new Map(values.map((value) => [canonicalJson(value, name), value])).values()];
}
