/** k nearest neighbours: the class shares among the most similar training rows. */
import { InputError } from "../core/errors.ts";
import { type Matrix, matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import { type ClassTarget, isTags, type TagTarget, type Target } from "../core/target.ts";
import type { Classifier, FittedClassifier } from "./estimator.ts";
import { checkQuery, checkTags, checkTraining } from "./inputs.ts";
import { type Nearest, nearestOnAllCores } from "../core/nearest.ts";
import { checkSettings } from "../core/settings.ts";

/** Settings of {@link neighbours}. */
export interface NeighboursSettings {
  /** How many neighbours vote. */
  k?: number;
  /** `uniform`: one vote each; `distance`: 1 / distance (rows at distance 0, if any, vote alone). */
  weights?: "uniform" | "distance";
}

/** A fitted {@link neighbours}, which can also say who the neighbours are. */
export interface FittedNeighbours extends FittedClassifier {
  /** The neighbours of each row: positions among the training rows, nearest first, and distances. */
  nearest(x: Matrix): Promise<Nearest>;
}

/** What {@link neighbours} makes: a classifier whose fitted form tells more. */
export interface NearestNeighbours extends Classifier {
  /** Keeps a copy of the rows; see {@link Classifier}.
   * @throws {InputError} also when k is larger than their number */
  fit(x: Matrix, y: Target, rng: Rng): FittedNeighbours;
}

/** Predicts the share of each class among the k nearest training rows (Euclidean, exact), as
 * scikit-learn's KNeighborsClassifier; of equally distant rows the earlier one counts as nearer.
 * Columns weigh by their scale: standardise them first.
 *
 * @throws {InputError} from `fit`, also when k is larger than the number of rows
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * const x = matrix(4, ["energy"], Float32Array.of(1, 2, 8, 9));
 * const fitted = await neighbours({ k: 3 }).fit(x, { codes: Int32Array.of(0, 0, 1, 1), classes: ["r&b", "rock"] }, new Rng(1));
 * const p = await fitted.predictProba(matrix(1, ["energy"], Float32Array.of(7)));
 * assertEquals(p.data, Float32Array.of(1 / 3, 2 / 3));
 * ```
 */
export function neighbours(
  { k = 25, weights = "uniform" }: NeighboursSettings = {},
): NearestNeighbours {
  const rules = { k: { least: 1, whole: true }, weights: ["uniform", "distance"] };
  checkSettings({ k, weights }, rules, "neighbours");
  return {
    name: "neighbours",
    settings: { k, weights },
    learns: ["classes", "tags"],
    fit(x, y) {
      const spread = isTags(y) ? tagVotes(x, y) : classVotes(x, y);
      if (k > x.rows) {
        throw new InputError("neighbours needs at least k training rows", {
          found: `k = ${k} and ${x.rows} rows`,
        });
      }
      const train = { ...x, data: x.data.slice() };
      const find = async (x: Matrix) => {
        checkQuery("neighbours", x, train.names);
        return await nearestOnAllCores(train, x, k);
      };
      return {
        nearest: find,
        async predictProba(x) {
          return votes(await find(x), spread, y.classes, k, weights);
        },
      };
    },
  };
}

/** Adds a training row's vote to the classes it speaks for. */
type Spread = (row: number, weight: number, add: (code: number, weight: number) => void) => void;

function classVotes(x: Matrix, y: ClassTarget): Spread {
  checkTraining("neighbours", x, y);
  return (row, weight, add) => add(y.codes[row], weight);
}

function tagVotes(x: Matrix, y: TagTarget): Spread {
  checkTags("neighbours", x, y);
  const k = y.classes.length;
  return (row, weight, add) => {
    for (let c = 0; c < k; c++) if (y.tags[row * k + c]) add(c, weight);
  };
}

/** rows × classes shares of the neighbours' votes. */
function votes(
  { rows, distances }: Nearest,
  spread: Spread,
  names: readonly string[],
  k: number,
  weights: NeighboursSettings["weights"],
): Matrix {
  const classes = names.length, out = matrix(rows.length / k, names);
  const shares = new Float64Array(classes);
  for (let from = 0, row = 0; from < rows.length; from += k, row++) {
    const same = distances[from] === 0; // sorted: the first distance is the smallest
    let total = 0;
    shares.fill(0);
    for (let at = from; at < from + k; at++) {
      let weight = 1;
      if (weights === "distance") weight = same ? Number(distances[at] === 0) : 1 / distances[at];
      spread(rows[at], weight, (code, vote) => shares[code] += vote);
      total += weight;
    }
    for (let c = 0; c < classes; c++) out.data[row * classes + c] = shares[c] / total;
  }
  return out;
}
