/** Several models under several ways of cross-validation: what each says of each. */
import type { Rng } from "../../core/rng.ts";
import { type Dataset, stratifiedKFold } from "../../data/mod.ts";
import type { Estimator } from "../../models/estimator.ts";
import { leftOut } from "../fitting.ts";
import { crossValidate, type CrossValidation } from "./cross_validate.ts";
import { scarcest } from "./scarce.ts";
import { type Flattery, flattery } from "./traps.ts";

/** One model under one protocol. */
export interface ProtocolScore {
  /** The model. */
  readonly name: string;
  /** "random folds", or "folds by audio" and so on. */
  readonly way: string;
  /** Mean accuracy over folds. */
  readonly value: number;
  /** 95 % interval of it. */
  readonly interval: readonly [low: number, high: number];
  /** What random folds add to it, over all rows; 0 for themselves. */
  readonly flattery: number;
  /** Of no flattery (McNemar); absent for random folds. */
  readonly p?: number;
}

/** Cross-validates every model by random folds and by folds that keep each of `groups` together.
 *
 * @param groups those that the file does not know are left out
 * @returns the rows of a table, or of the figure `intervals`
 * @throws {InputError} as {@linkcode flattery}
 * @example
 * ```ts
 * import { assert, assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * import { Rng } from "../../core/rng.ts";
 * import { lookup } from "./traps.ts";
 * const tracks = smallTracks(Array.from({ length: 20 }, (_, i) => ({
 *   album: `album ${i >> 1}`, // two tracks each, of one genre
 *   genre: i % 4 < 2 ? "pop" : "rap",
 * })));
 * const found = await protocols({ lookup: lookup("track_album_name") }, tracks, ["album"], new Rng(1));
 * assertEquals(found.map(({ way }) => way), ["random folds", "folds by album"]);
 * assert(found[1].flattery > 0);
 * ```
 */
export async function protocols(
  models: Readonly<Record<string, Estimator>>,
  tracks: Dataset,
  groups: readonly string[],
  rng: Rng,
  { folds = 5 } = {},
): Promise<ProtocolScore[]> {
  const found: ProtocolScore[] = [],
    known = groups.filter((group) => canBeDealt(tracks, group, folds));
  for (const [name, estimator] of Object.entries(models)) {
    const line = (way: string, { mean, interval }: CrossValidation, test?: Flattery["test"]) => {
      found.push({
        name,
        way,
        value: mean.accuracy,
        interval: interval.accuracy,
        flattery: test?.difference ?? 0,
        ...(test && { p: test.p }),
      });
    };
    let random: CrossValidation | undefined;
    if (known.length === 0) {
      const splits = stratifiedKFold(tracks, { folds }, rng.fork(name).fork("random"));
      line(
        "random folds",
        await crossValidate(estimator, tracks, splits, rng.fork(name).fork("model")),
      );
    }
    for (const group of known) {
      const result = await flattery(estimator, tracks, rng.fork(name), { folds, group, random });
      if (!random) line("random folds", random = result.random);
      line(`folds by ${group}`, result.grouped, result.test);
    }
  }
  return found;
}

/** Whether every genre has a group for every fold; where the file knows such groups and they are too few, it is said. */
function canBeDealt(tracks: Dataset, group: string, folds: number): boolean {
  const fewest = scarcest(tracks, group);
  if (!fewest || fewest.groups >= folds) return fewest !== undefined;
  leftOut(
    `folds by ${group}`,
    `${fewest.name} has ${fewest.groups} different ones, too few for ${folds} folds`,
  );
  return false;
}
