/** Class shares among the training rows that are most similar to a row. */
import { InputError } from "../core/errors.ts";
import { type Matrix, matrix, takeRows } from "../core/matrix.ts";
import { nearestOnAllCores } from "../core/nearest.ts";
import { fineLabels, stratifiedFolds } from "../data/mod.ts";
import { asRecord, chain } from "./chain.ts";
import type { Features, Scaler } from "./features.ts";
import { numeric } from "./numeric.ts";
import { standard } from "./scale.ts";
import { shareAs, type TargetSettings } from "./target_encoding.ts";

/** Where neighbours are looked for, and how many. */
export interface NeighbourTargetEncodingSettings {
  /** What makes rows alike: the columns of the space. */
  readonly space: Features;
  /** Makes a step in one column worth a step in another. */
  readonly scaling: Scaler;
  /** How many neighbours are counted. */
  readonly k: number;
  /** A training track's neighbours come from the other folds, so that it never sees its own label. */
  readonly folds: number;
  /** Shares as they are, or their logarithms, as of {@linkcode targetEncoding}. */
  readonly as: TargetSettings["as"];
  /** Whose shares, as of {@linkcode targetEncoding}. */
  readonly of: TargetSettings["of"];
  /** What the columns' names say is near. */
  readonly name: string;
}

/** For every row, the share of each class among its k nearest training rows (Euclidean, exact), and the
 * logarithm of the distance to the k-th, which tells how lonely it is.
 *
 * The training rows' own values are out of fold: a track's label never enters its own features.
 *
 * @throws {InputError} from `fit`, when the folds leave fewer than k tracks to choose from
 * @example
 * ```ts ignore
 * const features = neighbourTargetEncoding({ k: 25 }); // 5 genres + 1 columns
 * ```
 */
export function neighbourTargetEncoding(
  options: Partial<NeighbourTargetEncodingSettings> = {},
): Features {
  const { space, scaling, k, folds, as, of, name }: NeighbourTargetEncodingSettings = {
    space: numeric(),
    scaling: standard(),
    k: 25,
    folds: 10,
    as: "share",
    of: "task",
    name: "nearest",
    ...options,
  };
  return {
    name: "surroundings",
    settings: {
      space: asRecord(space),
      scaling: asRecord(scaling),
      k,
      folds,
      as,
      of,
      name,
    },
    async fit(data, rows, rng) {
      const { codes, classes } = fineLabels(data, rows, of);
      if (Math.floor(rows.length * (folds - 1) / folds) < k) {
        throw new InputError("too few training rows for so many neighbours", {
          file: data.file,
          found: `${rows.length} rows, k = ${k}, ${folds} folds`,
        });
      }
      const { train: all, transform } = await chain(space, scaling)
        .fit(data, rows, rng.fork("space"));
      const names = [...classes, "distance"].map((column) => `${k} ${name}: ${column}`);
      const fold = stratifiedFolds(codes, folds, rng.fork("folds"), data.file);
      const train = matrix(rows.length, names);
      for (let f = 0; f < folds; f++) {
        const own = positions(fold, (other) => other === f);
        const others = positions(fold, (other) => other !== f);
        const made = await look(all, others, codes, takeRows(all, own), names, { k, as });
        own.forEach((row, i) =>
          train.data.set(
            made.data.subarray(i * names.length, (i + 1) * names.length),
            row * names.length,
          )
        );
      }
      const everyone = positions(fold, () => true);
      return {
        train,
        async transform(data, rows) {
          const x = await transform(data, rows);
          return await look(all, everyone, codes, x, names, { k, as });
        },
      };
    },
  };
}

function positions(fold: Int32Array, wanted: (fold: number) => boolean): Int32Array {
  return Int32Array.from(fold.keys()).filter((i) => wanted(fold[i]));
}

/** Shares of the classes among the k of `others` nearest to each row of `x`. */
async function look(
  all: Matrix,
  others: Int32Array,
  codes: Int32Array,
  x: Matrix,
  names: readonly string[],
  { k, as }: Pick<NeighbourTargetEncodingSettings, "k" | "as">,
): Promise<Matrix> {
  const out = matrix(x.rows, names), width = names.length;
  const { rows, distances } = await nearestOnAllCores(takeRows(all, others), x, k);
  for (let i = 0; i < x.rows; i++) {
    for (let n = 0; n < k; n++) out.data[i * width + codes[others[rows[i * k + n]]]] += 1 / k;
    for (let c = 0; c < width - 1; c++) {
      out.data[i * width + c] = shareAs(as, out.data[i * width + c]);
    }
    out.data[i * width + width - 1] = Math.log1p(distances[i * k + k - 1]);
  }
  return out;
}
