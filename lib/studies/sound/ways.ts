/** Ways to split sounds: whatever was recorded together stays together, or not. */
import type { Rng } from "../../core/rng.ts";
import { quantileSorted } from "../../core/statistics.ts";
import { type Dataset, leaveOneGroupOut, type Split, stratifiedKFold } from "../../data/mod.ts";
import type { EvaluatedScore } from "../../evaluation/answers.ts";
import type { Evaluated } from "../../evaluation/evaluated.ts";
import { scarcest } from "../../evaluation/scarce.ts";

/** Folds at random, folds that keep an album (or the excerpts of one track) together, and folds that keep an artist
 * together; where a class has fewer than three of these, each is held out by itself. A way that the data do not know is
 * left out.
 *
 * @param folds how many, where there are enough
 * @returns folds by the names of the ways
 * @throws {InputError} when a class has fewer rows than folds
 * @example
 * ```ts ignore
 * for (const [way, split] of Object.entries(waysToSplit(train, rng))) { … }
 * ```
 */
export function waysToSplit(data: Dataset, rng: Rng, folds = 5): Record<string, Split[]> {
  const grouped = ["album", "artist"].flatMap((group): [string, Split[]][] => {
    const fewest = scarcest(data, group), different = new Set(data.groups(group)).size;
    if (!fewest || different === data.rows || different < 2) return [];
    const count = Math.min(folds, fewest.groups);
    if (count < 3) return [[`each ${group} by itself`, leaveOneGroupOut(data, group)]];
    const stream = rng.fork(group);
    return [[`same ${group} together`, stratifiedKFold(data, { folds: count, group }, stream)]];
  });
  const random = stratifiedKFold(data, { folds }, rng.fork("random"));
  return { "at random": random, ...Object.fromEntries(grouped) };
}

/** A model's accuracy over all rows that it was judged on, with the 95 % interval of other artists: artists are drawn anew,
 * with all their sounds, a thousand times. Sounds of one artist are right or wrong together, so that an interval over single
 * sounds would be too narrow.
 *
 * @param way what the splits are called
 * @see Field, C. A. & Welsh, A. H. (2007). Bootstrapping clustered data.
 * @example
 * ```ts ignore
 * intervals(judged.map((model) => overArtists(model, train, "at random", rng)), { title, unit: "accuracy" });
 * ```
 */
export function overArtists(
  { name, rows, truth, predicted }: Evaluated,
  data: Dataset,
  way: string,
  rng: Rng,
): EvaluatedScore {
  const numbers = data.groups("artist");
  const of = [...Map.groupBy(rows.keys(), (i) => numbers[rows[i]]).values()];
  const counts = of.map((own) => own.filter((i) => predicted[i] === truth[i]).length);
  const share = (artists: Iterable<number>) => {
    let right = 0, all = 0;
    for (const artist of artists) {
      right += counts[artist];
      all += of[artist].length;
    }
    return right / all;
  };
  const draws = Float64Array.from(
    { length: 1000 },
    () => share(Array.from(of, () => rng.int(of.length))),
  ).sort();
  const interval = [quantileSorted(draws, .025), quantileSorted(draws, .975)] as const;
  return { name, way, value: share(of.keys()), interval };
}
