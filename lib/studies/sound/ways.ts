/** Ways to split sounds: whatever was recorded together stays together, or not. */
import type { Rng } from "../../core/rng.ts";
import { supportOf } from "../../core/target.ts";
import { classesOf, type Dataset, type Split, stratifiedKFold } from "../../data/mod.ts";
import type { EvaluatedScore } from "../../evaluation/answers.ts";
import type { Evaluated } from "../../evaluation/evaluated.ts";
import { scarcest } from "../../evaluation/scarce.ts";
import { shareInterval } from "../../evaluation/share_interval.ts";

/** Folds at random, folds that keep an album (or the excerpts of one track) together, and folds that keep an artist
 * together. Where a class has fewer artists than there are folds, it stands in some of the folds alone, but always among
 * what is learnt from, too, if it has two. A way that the data do not know is left out.
 *
 * @param folds how many; fewer where a class has not as many rows
 * @returns folds by the names of the ways
 * @throws {InputError} when a class has a single row
 * @example
 * ```ts ignore
 * for (const [way, split] of Object.entries(waysToSplit(train, rng))) { … }
 * ```
 */
export function waysToSplit(data: Dataset, rng: Rng, folds = 5): Record<string, Split[]> {
  const y = classesOf(data, data.complete), sizes = supportOf(y).filter((rows) => rows > 0);
  const atRandom = Math.max(2, Math.min(folds, ...sizes));
  const grouped = ["album", "artist"].flatMap((group): [string, Split[]][] => {
    const fewest = scarcest(data, group), different = new Set(data.groups(group)).size;
    if (!fewest || different === data.rows || different < 2) return [];
    const split = fewest.groups < folds
      ? spreadGroups(data, group, Math.min(folds, different))
      : stratifiedKFold(data, { folds, group }, rng.fork(group));
    return [[`same ${group} together`, split]];
  });
  const random = stratifiedKFold(data, { folds: atRandom }, rng.fork("random"));
  return { "at random": random, ...Object.fromEntries(grouped) };
}

/** Whole groups over folds: the largest first, each to the fold that has the fewest rows of its class, then the fewest rows;
 * so groups of one class go to different folds. */
function spreadGroups(data: Dataset, group: string, folds: number): Split[] {
  const numbers = data.groups(group), labels = data.texts(data.schema.task), rows = data.complete;
  const groups = [...Map.groupBy(rows, (row) => numbers[row]).values()];
  const filled = Array.from({ length: folds }, () => new Map<string, number>());
  const foldOf = new Map<number, number>();
  for (const own of groups.sort((a, b) => b.length - a.length || a[0] - b[0])) {
    const label = labels[own[0]], all = (fold: Map<string, number>) => sum(fold.values());
    const [to] = filled.map((fold, k) => ({ k, same: fold.get(label) ?? 0, all: all(fold) }))
      .sort((a, b) => a.same - b.same || a.all - b.all || a.k - b.k);
    filled[to.k].set(label, to.same + own.length);
    for (const row of own) foldOf.set(row, to.k);
  }
  return filled.map((_, fold) => ({
    train: rows.filter((row) => foldOf.get(row) !== fold),
    validation: rows.filter((row) => foldOf.get(row) === fold),
    provenance: { folds, group, fold },
  }));
}

const sum = (numbers: Iterable<number>): number => [...numbers].reduce((a, b) => a + b, 0);

/** A model's accuracy over all rows that it was judged on, with the 95 % interval of other artists: artists are drawn anew,
 * with all their sounds.
 *
 * @param way what the splits are called
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
  const artists = [...Map.groupBy(rows.keys(), (i) => numbers[rows[i]]).values()];
  const right = (of: readonly number[]) => of.filter((i) => predicted[i] === truth[i]).length;
  const interval = shareInterval(artists.map((own) => [right(own), own.length]), rng);
  return { name, way, value: right([...rows.keys()]) / rows.length, interval };
}
