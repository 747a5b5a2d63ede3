/** Which models answer tracks of artists never heard: chosen by leaving artists out, one after the other. */
import { type Matrix, takeRows } from "../../core/matrix.ts";
import type { Rng } from "../../core/rng.ts";
import { allRows, classesOf, type Dataset, stratifiedKFold } from "../../data/mod.ts";
import { Evaluated, scoresOf } from "../../evaluation/mod.ts";
import { standard } from "../../features/mod.ts";
import { average, type Estimator, groupDiscriminant, meanProbabilities } from "../../models/mod.ts";
import { outOfFold } from "../../models/out_of_fold.ts";
import { inputsOf, knowsArtists, type ModelBudget, modelsOn, tablesOf } from "./models.ts";
import type { Session } from "./session.ts";
import { isMeasured, steady } from "./steady.ts";

/** A set of models whose mean was tried. */
export interface Tried {
  /** Their names. */
  readonly members: readonly string[];
  /** Share of the tracks left out that it got right. */
  readonly accuracy: number;
  /** The mean over genres of the same. */
  readonly balanced: number;
}

/** What was chosen. */
export interface Recipe {
  /** The mean of its members. */
  readonly model: Estimator;
  /** How tracks were left out, in words. */
  readonly way: string;
  /** Genres whose tracks were learnt from always, and judged nothing: each is by one artist alone. */
  readonly alone: readonly string[];
  /** The chosen set, then all others, the best first. */
  readonly tried: readonly Tried[];
  /** Its answers to the tracks left out. Somewhat flattering, for it was chosen by them. */
  readonly judged: Evaluated;
}

/** Models to choose among: of several kinds, on all features that there are; and, where all was measured and artists are
 * known, discriminants that count as chance what differs from artist to artist.
 *
 * @example
 * ```ts ignore
 * const recipe = await chooseRecipe(study, candidatesOf(train, BUDGET));
 * ```
 */
export function candidatesOf(
  data: Dataset,
  budget: Partial<ModelBudget> = {},
): Readonly<Record<string, Estimator>> {
  const { discriminant, SVM, networks } = modelsOn(inputsOf(tablesOf(data)), budget);
  const found: Record<string, Estimator> = { discriminant, SVM, networks };
  if (!isMeasured(data) || !knowsArtists(data)) return found;
  const inputs = [steady(), standard()] as const, group = "artist";
  found["across artists"] = groupDiscriminant(inputs, { group });
  found["across artists, more ties"] = groupDiscriminant(inputs, { group, shrinkage: .8 });
  return found;
}

/** Leaves out artist after artist (or a fold of them, of many; or of recordings, where no artist is known) and takes the
 * set of models whose mean is right most often, all sets tried. A genre by one artist alone cannot be left out.
 *
 * @throws {InputError} from the models
 * @example
 * ```ts ignore
 * const { model, tried } = await chooseRecipe(study, candidatesOf(study.train));
 * ```
 */
export async function chooseRecipe(
  session: Session,
  candidates: Readonly<Record<string, Estimator>>,
): Promise<Recipe> {
  const { train, rng } = session, stream = rng.fork("recipe");
  const { learnt, fold, way, alone } = leftOut(session, stream.fork("folds"));
  const places = Int32Array.from(learnt.keys()).filter((i) => fold[i] !== -1);
  const rows = places.map((i) => learnt[i]);
  const names = Object.keys(candidates), answers: Matrix[] = [];
  for (const name of names) {
    const found = await outOfFold(candidates[name], train, learnt, fold, stream.fork(name));
    answers.push(takeRows(found, places));
  }
  const target = classesOf(train, rows);
  const sets = Array.from(
    { length: 2 ** names.length - 1 },
    (_, mask) => names.filter((_, i) => (mask + 1) >> i & 1),
  );
  const mixed = (members: readonly string[]) =>
    meanProbabilities(members.map((name) => answers[names.indexOf(name)]));
  const tried = sets.map((members) => {
    const { accuracy, balancedAccuracy } = scoresOf(target, mixed(members));
    return { members, accuracy, balanced: balancedAccuracy };
  })
    .sort((a, b) => b.accuracy - a.accuracy || a.members.length - b.members.length);
  const [{ members }] = tried;
  const model = average(members.map((name) => candidates[name]));
  const split = { train: rows, validation: rows, provenance: { leftOut: way } };
  const none = { fit: 0, predict: 0 };
  const judged = new Evaluated({
    ...{ name: members.join(" + "), settings: model.settings, data: train, rows, target },
    ...{ splits: [split], answers: [{ probabilities: mixed(members), seconds: none }] },
  });
  return { model, way, alone, tried, judged };
}

/** So few artists are left out one by one. */
const FEW = 30;

/** Which rows are learnt from, and in which fold each is left out, −1 in none. */
function leftOut({ train, artistFolds }: Session, rng: Rng) {
  const { complete: rows } = train, artist = train.groups("artist"), genre = train.texts("genre");
  if (artistFolds) {
    const learnt = rows.filter((row) => artistFolds[row] >= 0);
    const fold = learnt.map((row) => artistFolds[row]);
    return { learnt, fold, way: "folds of artists", alone: [] };
  }
  const alone = genresOfOne(train), judged = rows.filter((row) => !alone.includes(genre[row]));
  const known = knowsArtists(train) && new Set(Array.from(judged, (row) => genre[row])).size >= 2;
  if (known && new Set(Array.from(judged, (row) => artist[row])).size <= FEW) {
    const fold = rows.map((row) => alone.includes(genre[row]) ? -1 : artist[row]);
    return { learnt: rows, fold, way: "one artist after the other", alone };
  }
  const group = known ? "artist" : "copies", own = known ? judged : rows;
  const fold = new Int32Array(rows.length).fill(-1);
  const at = new Map(Array.from(rows, (row, i) => [row, i]));
  stratifiedKFold(train, { folds: foldsFor(train, group, 5, own), group, rows: own }, rng)
    .forEach(({ validation }, f) => validation.forEach((row) => fold[at.get(row)!] = f));
  return known
    ? { learnt: rows, fold, way: "folds of artists", alone }
    : { learnt: rows, fold, way: "folds of recordings", alone: [] };
}

/** Genres all of whose tracks are by one artist. */
const genresOfOne = (data: Dataset): string[] =>
  [...groupsByGenre(data, "artist")].filter(([, count]) => count === 1).map(([genre]) => genre);

/** So many folds, or as many as every genre of the rows has groups for: below 2 there is no such split. */
export function foldsFor(
  data: Dataset,
  group: string,
  most = 5,
  rows: Int32Array = allRows(data),
): number {
  return Math.min(most, ...groupsByGenre(data, group, rows).values());
}

/** How many groups each genre of the rows has. */
function groupsByGenre(
  data: Dataset,
  group: string,
  rows: Int32Array = allRows(data),
): Map<string, number> {
  const genres = data.texts("genre"), groups = data.groups(group);
  const own = Map.groupBy(rows, (row) => genres[row]);
  return new Map(
    own.entries().map(([genre, rows]) =>
      [genre, new Set(rows.map((row) => groups[row])).size] as const
    ),
  );
}
