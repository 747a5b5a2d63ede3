/** What titles and albums say of the genre, small enough to be sent to a browser. */
import type { Rng } from "../../../core/rng.ts";
import { classesOf, type Dataset, stratifiedKFold } from "../../../data/mod.ts";
import { joinSparse, type Sparse } from "../../../features/sparse.ts";
import { type FittedTfidf, tfidf, tfidfOf } from "../../../features/tfidf.ts";
import type { Cut } from "../../../features/tokenised.ts";
import { fitSparseLogistic } from "../../../models/dual_logistic.ts";
import { hearTexts, type TextBlock, TEXTS, textsOf } from "./encoder.ts";

/** Settings of {@linkcode fitTextTower}. */
interface TextTowerSettings {
  /** How many n-grams are kept in all. */
  readonly terms: number;
  /** Inverse strength of the penalty on their weights. */
  readonly c: number;
  /** An n-gram of fewer texts is not looked at. */
  readonly minTexts: number;
}

const CUTS: readonly Cut[] = [
  { units: "words", lengths: [1, 2] },
  { units: "characters", lengths: [2, 5] },
];

/** Multinomial logistic regression on the n-grams of titles and albums: first on all of them, then on those alone
 * that had the largest weights.
 *
 * @throws {InputError} when the rows' texts have nothing in common */
export function fitTextTower(
  tracks: Dataset,
  rows: Int32Array,
  { terms, c, minTexts }: TextTowerSettings,
  rng: Rng,
): TextBlock[] {
  const { codes, classes } = classesOf(tracks, rows), k = classes.length;
  const learn = (parts: readonly Part[]) => {
    const x = joinSparse(parts.map(({ of, tfidf }) => tfidf.transform(tracks.texts(of), rows)));
    return blocksOf(parts, fit(x, codes, k, c, rng), k);
  };
  const all = TEXTS.flatMap((of) =>
    CUTS.map((cut) => ({ of, ...cut, tfidf: tfidf(tracks.texts(of), { ...cut, minTexts }, rows) }))
  );
  return learn(mostTelling(learn(all), k, terms));
}

/** What the tower hears in each row's texts, learnt from other rows: no row's genre enters its own scores, nor that
 * of the same audio elsewhere.
 *
 * @returns as `hearTexts`, in the order of `rows`
 * @throws {InputError} as `stratifiedKFold` and `fitTextTower` */
export function hearOutOfFold(
  tracks: Dataset,
  rows: Int32Array,
  { folds, ...settings }: TextTowerSettings & { readonly folds: number },
  rng: Rng,
): Float32Array {
  const k = classesOf(tracks, rows).classes.length, width = TEXTS.length * k;
  const out = new Float32Array(rows.length * width), place = new Map<number, number>();
  rows.forEach((row, i) => place.set(row, i));
  const splits = stratifiedKFold(tracks, { rows, folds, group: "audio" }, rng.fork("folds"));
  splits.forEach(({ train, validation }, fold) => {
    const blocks = fitTextTower(tracks, train, settings, rng.fork(`fold ${fold}`));
    const heard = hearTexts(blocks, k, textsOf(tracks), validation);
    validation.forEach((row, i) =>
      out.set(heard.subarray(i * width, (i + 1) * width), place.get(row)! * width)
    );
  });
  return out;
}

type Part = Omit<TextBlock, "weights">;

function fit(x: Sparse, codes: Int32Array, k: number, c: number, rng: Rng): Float32Array {
  const settings = { c, maxIterations: 100, tolerance: 1e-3 };
  return fitSparseLogistic(x, codes, k, settings, rng.fork("order")).weights;
}

/** Each part with the weights of its columns. */
function blocksOf(parts: readonly Part[], weights: Float32Array, k: number): TextBlock[] {
  let from = 0;
  return parts.map((part) => {
    const to = from + part.tfidf.terms.length * k;
    const block = { ...part, weights: weights.slice(from, to) };
    from = to;
    return block;
  });
}

/** The parts with the `count` n-grams whose weights are the longest vectors; parts left empty are left out. */
function mostTelling(blocks: readonly TextBlock[], k: number, count: number): Part[] {
  const all = blocks.flatMap(({ tfidf, weights }, b) =>
    tfidf.terms.map((_, j) => ({ b, j, length: Math.hypot(...weights.subarray(j * k, j * k + k)) }))
  );
  const kept = blocks.map(() => new Set<number>());
  for (const { b, j } of all.sort((x, y) => y.length - x.length).slice(0, count)) kept[b].add(j);
  return blocks.map(({ of, units, lengths, tfidf }, b): Part => ({
    of,
    units,
    lengths,
    tfidf: shortened(tfidf, { units, lengths }, (j) => kept[b].has(j)),
  })).filter(({ tfidf }) => tfidf.terms.length > 0);
}

function shortened(
  { terms, inverseFrequencies }: FittedTfidf,
  cut: Cut,
  isKept: (j: number) => boolean,
): FittedTfidf {
  const kept = (_: unknown, j: number) => isKept(j);
  return tfidfOf({
    ...cut,
    sublinear: true,
    terms: terms.filter(kept),
    inverseFrequencies: inverseFrequencies.filter(kept),
  });
}
