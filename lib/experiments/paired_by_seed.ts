/** What one variant brings over another, seed by seed. */
import type { Gain } from "../evaluation/gain.ts";
import { InputError } from "../core/errors.ts";
import { mean } from "../core/statistics.ts";
import { pairedInterval } from "../evaluation/compare.ts";
import type { Run } from "./runs/record.ts";

/** What {@linkcode pairedBySeed} needs of a run's record. */
export type Trained =
  & Pick<Run, "seed" | "scores" | "label">
  & Partial<Pick<Run, "status" | "settings">>;

/** Options of {@linkcode pairedBySeed}. */
export interface PairedOptions {
  /** The variant that all others are measured against. */
  readonly against: string;
  /** Accuracy where nothing is said. */
  readonly score?: string;
  /** A setting: the variants are compared at each of its values for itself. */
  readonly by?: string;
  /** What stands as `way` in the rows, where several of these lists are shown together. */
  readonly way?: string;
}

/** The gain in a score of every variant over one of them, seed by seed: their mean difference. A pair starts from the
 * same weights and sees the same rows, so the seed has little effect on the difference.
 *
 * @returns rows for the figure `intervals`, named by variant, or with `by` by the setting's value; over the seeds that
 * ended well on both sides; without an interval where there is one, NaN where none
 * @throws {InputError} when no run is of the variant `against`, the seeds differ, or a run that ended well has no such
 * score
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * const run = (variant: string, seed: number, accuracy: number) => ({ label: { variant }, seed, scores: { accuracy } });
 * const runs = [run("scratch", 1, .4), run("scratch", 2, .5), run("copied", 1, .5), run("copied", 2, .6)];
 * const [copied] = pairedBySeed(runs, { against: "scratch" });
 * assertAlmostEquals(copied.value, .1);
 * ```
 */
export function pairedBySeed(runs: readonly Trained[], options: PairedOptions): Gain[] {
  const { against, score = "accuracy", by, way } = options;
  if (by === undefined) {
    return gains(runs, { against, score }, (name) => ({ name, way: way ?? against }));
  }
  const valueOf = ({ settings }: Trained) => settings?.[by];
  const groups = [...Map.groupBy(runs, (run) => JSON.stringify(valueOf(run))).values()];
  return groups.sort(([a], [b]) => Number(valueOf(a)) - Number(valueOf(b))).flatMap((own) => {
    const name = `${by} = ${JSON.stringify(valueOf(own[0]))}`;
    return gains(own, { against, score }, (variant) => ({ name, way: way ?? variant }));
  });
}

function gains(
  runs: readonly Trained[],
  { against, score }: Required<Pick<PairedOptions, "against" | "score">>,
  named: (variant: string) => Pick<Gain, "name" | "way">,
): Gain[] {
  return besideBaseline(runs, against).map(({ variant, own, baseline }) => {
    const of = ({ status, scores }: Trained) => status === "failed" ? NaN : scores[score];
    if ([...own, ...baseline].some((run) => of(run) === undefined)) {
      throw new InputError(`${variant} or ${against} has a run without the score`, {
        found: score,
      });
    }
    const pairs = seedPairs(own, baseline, of).filter((pair) => pair.every(Number.isFinite));
    return { ...named(variant), ...pairedDifference(pairs) };
  });
}

/** A number of runs, each beside that of the other run with the same seed; of seeds that failed on a side none. */
export function seedPairs<Own extends Pick<Run, "seed"> & Partial<Pick<Run, "status">>>(
  own: readonly Own[],
  others: readonly Own[],
  read: (run: Own) => number,
): [number, number][] {
  return own.flatMap((run): [number, number][] => {
    const other = others.find(({ seed }) => seed === run.seed);
    const ended = run.status !== "failed" && other && other.status !== "failed";
    return ended ? [[read(run), read(other)]] : [];
  });
}

/** The mean of the pairs' differences with its 95 % interval, NaN of fewer than two pairs; of none all is NaN. */
export function pairedDifference(
  pairs: readonly (readonly [number, number])[],
): Pick<Gain, "value" | "interval"> {
  if (pairs.length < 2) {
    return { value: mean(pairs.map(([a, b]) => a - b)), interval: [NaN, NaN] };
  }
  const { difference, low, high } = pairedInterval(
    pairs.map(([own]) => own),
    pairs.map(([, other]) => other),
  );
  return { value: difference, interval: [low, high] };
}

/** The runs of every variant but one, each with that one's run of the same seed. */
export function besideBaseline<Own extends Pick<Run, "seed" | "label">>(
  runs: readonly Own[],
  against: string,
): { readonly variant: string; readonly own: readonly Own[]; readonly baseline: readonly Own[] }[] {
  const groups = Map.groupBy(runs, ({ label }) => label?.variant ?? ""), all = groups.get(against);
  if (!all) {
    throw new InputError("there is no such variant to compare with", {
      found: against,
      expected: `one of ${[...groups.keys()].join(", ")}`,
    });
  }
  return [...groups].filter(([variant]) => variant !== against).map(([variant, own]) => {
    const baseline = own.flatMap(({ seed }) => all.find((run) => run.seed === seed) ?? []);
    if (own.length === all.length && baseline.length === own.length) {
      return { variant, own, baseline };
    }
    throw new InputError(`${variant} and ${against} were not trained with the same seeds`, {
      found: `seeds ${own.map(({ seed }) => seed)} and ${all.map(({ seed }) => seed)}`,
    });
  });
}
