/** How optimistic random folds are: every model evaluated under several ways of splitting. */
import { argmax } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import { type Dataset, stratifiedKFold } from "../data/mod.ts";
import type { Estimator } from "../models/estimator.ts";
import { leftOut } from "./fitting.ts";
import { accuracyOf } from "./metrics/accuracy.ts";
import { mcNemar } from "./compare.ts";
import { crossValidate, type CrossValidation } from "./cross_validate.ts";
import { scarcest } from "./scarce.ts";

/** One model under one way of splitting. */
export interface Optimism {
  /** Name of the model. */
  readonly name: string;
  /** "random folds", or "folds by audio" and so on. */
  readonly way: string;
  /** Mean accuracy over folds. */
  readonly value: number;
  /** 95 % interval of it. */
  readonly interval: readonly [low: number, high: number];
  /** What random folds add to it, over all rows; 0 for themselves. */
  readonly optimism: number;
  /** Of no optimism, row by row (McNemar); absent for random folds. */
  readonly p?: number;
  /** Accuracy where it happens, on the rows that share the group with another row: in random folds, and here. */
  readonly duplicates?: {
    readonly rows: number;
    readonly random: number;
    readonly grouped: number;
  };
}

/** Cross-validates every model by random folds and by folds that keep each of `groups` together. Under random folds a
 * model meets in validation what it has met in training, and scores higher for it.
 *
 * How much depends on the model (one that learns by heart, most) and on whether twins agree: under one class they help,
 * under several they mislead. On the course's file folds by audio cost one nearest neighbour .015 and a forest nothing,
 * but folds by playlist, which ask about playlists never seen, cost the forest .038.
 *
 * @param groups those that the file does not know are left out; those too few for the folds as well, which is said
 * @returns the rows of a table, or of the figure `intervals`
 * @throws {InputError} when a class has fewer rows than folds
 * @example
 * ```ts
 * import { assert, assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * import { Rng } from "../core/rng.ts";
 * import { lookupByColumn } from "./leakage.ts";
 * const tracks = smallTracks(Array.from({ length: 20 }, (_, i) => ({
 *   album: `album ${i >> 1}`, // two tracks each, of one genre
 *   genre: i % 4 < 2 ? "pop" : "rap",
 * })));
 * const models = { lookup: lookupByColumn("track_album_name") };
 * const found = await optimism(models, tracks, ["album"], new Rng(1));
 * assertEquals(found.map(({ way }) => way), ["random folds", "folds by album"]);
 * assert(found[1].optimism > 0);
 * ```
 */
export async function optimism(
  models: Readonly<Record<string, Estimator>>,
  data: Dataset,
  groups: readonly string[],
  rng: Rng,
  { folds = 5 }: { readonly folds?: number } = {},
): Promise<Optimism[]> {
  const found: Optimism[] = [], known = groups.filter((group) => canBeDealt(data, group, folds));
  for (const [name, estimator] of Object.entries(models)) {
    const stream = rng.fork(name);
    const random = await crossValidate(
      estimator,
      data,
      stratifiedKFold(data, { folds }, stream.fork("random")),
      stream.fork("model"),
    );
    found.push({ name, way: "random folds", ...accuracyIn(random), optimism: 0 });
    for (const group of known) {
      const splits = stratifiedKFold(data, { folds, group }, stream.fork("grouped"));
      const grouped = await crossValidate(estimator, data, splits, stream.fork("model"));
      found.push({
        ...{ name, way: `folds by ${group}`, ...accuracyIn(grouped) },
        ...compared(random, grouped, data.groups(group)),
      });
    }
  }
  return found;
}

const accuracyIn = ({ mean, interval }: CrossValidation) => ({
  value: mean.accuracy,
  interval: interval.accuracy,
});

/** Random folds against grouped ones, row by row. */
function compared(random: CrossValidation, grouped: CrossValidation, groups: Int32Array) {
  const { rows, truth } = random, sizes = new Map<number, number>();
  for (const row of rows) sizes.set(groups[row], (sizes.get(groups[row]) ?? 0) + 1);
  const isRepeat = (i: number) => sizes.get(groups[rows[i]])! > 1;
  const a = argmax(random.probabilities), b = argmax(grouped.probabilities);
  const { difference, p } = mcNemar(truth, a, b);
  return {
    optimism: difference,
    p,
    duplicates: {
      rows: truth.filter((_, i) => isRepeat(i)).length,
      random: accuracyOf(truth, a, isRepeat),
      grouped: accuracyOf(truth, b, isRepeat),
    },
  };
}

/** Whether every class has a group for every fold; where the file knows such groups and they are too few, it is said. */
function canBeDealt(data: Dataset, group: string, folds: number): boolean {
  const fewest = scarcest(data, group);
  if (!fewest || fewest.groups >= folds) return fewest !== undefined;
  leftOut(
    `folds by ${group}`,
    `${fewest.name} has ${fewest.groups} different ones, too few for ${folds} folds`,
  );
  return false;
}
