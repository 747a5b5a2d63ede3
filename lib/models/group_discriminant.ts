/** Linear discriminant analysis for rows of groups never met: what differs from group to group counts as chance. */
import { cholesky, solveCholesky } from "../core/cholesky.ts";
import type { Matrix } from "../core/matrix.ts";
import { checkSettings } from "../core/settings.ts";
import { type Dataset, taskOf } from "../data/mod.ts";
import { sourceOf, type Sources } from "../features/sources.ts";
import type { Estimator } from "./estimator.ts";
import { checkTraining, ofAllClasses } from "./inputs.ts";
import { softmax } from "./softmax.ts";

/** What `groupDiscriminant` can be told. */
export interface GroupDiscriminantSettings {
  /** The dataset's group whose rows resemble each other in more than their class, such as "artist". */
  readonly group: string;
  /** How far the columns' correlations are drawn towards 0, from 0 to 1. */
  readonly shrinkage: number;
  /** How much what differs between groups of a class weighs, beside what differs within groups. */
  readonly between: number;
}

/** Settings with which few groups, of very different sizes, are learnt from. */
export const GROUP_DISCRIMINANT: Omit<GroupDiscriminantSettings, "group"> = Object.freeze({
  shrinkage: .95,
  between: 3,
});

/** log p(c | x) = xᵀ Σ⁻¹ μ(c) − ½ μ(c)ᵀ Σ⁻¹ μ(c) + constant, all classes alike likely beforehand, with Σ = W + between · B,
 * W the covariance within groups and B that of the groups' centres about their class's. A class's centre is the mean of
 * its groups' centres, each weighed by the root of its rows, so that no large group is the class. A plain discriminant takes
 * for the class whatever tells its largest group.
 *
 * @throws {InputError} on settings out of range; from `fit`, as classifiers, and when the data know no such group
 * @see Hatch, A., Kajarekar, S. & Stolcke, A. (2006). Within-class covariance normalization for SVM-based speaker recognition.
 * @example
 * ```ts ignore
 * const model = groupDiscriminant([numeric(), standard()], { group: "artist" });
 * const { scores } = await crossValidate(model, tracks, foldsByArtist, rng);
 * ```
 */
export function groupDiscriminant(
  sources: Sources,
  { group, ...rest }: Partial<GroupDiscriminantSettings> & { readonly group: string },
): Estimator {
  const settings = { ...GROUP_DISCRIMINANT, ...rest }, source = sourceOf(sources);
  checkSettings(
    settings,
    { shrinkage: { least: 0, most: 1 }, between: { least: 0 } },
    "groupDiscriminant",
  );
  return {
    name: "discriminant across groups",
    settings: { ...source.settings, group, ...settings },
    async fit(data, rows, rng) {
      const y = taskOf(data, rows), groups = data.groups(group);
      const { train, transform } = await source.fit(data, rows, rng.fork("features"));
      const { codes, classes } = checkTraining("groupDiscriminant", train, y);
      const of = Array.from(rows, (row, i) => `${codes[i]} ${groups[row]}`);
      const fitted = discriminant(train, codes, of, classes.length, settings);
      return {
        classes: y.classes,
        async predictProba(data: Dataset, rows: Int32Array) {
          return ofAllClasses(fitted(await transform(data, rows)), classes, y.classes);
        },
      };
    },
  };
}

/** @returns probabilities of the classes, rows × k, of rows with the same columns */
function discriminant(
  x: Matrix,
  codes: Int32Array,
  groups: readonly string[],
  k: number,
  { shrinkage, between }: Omit<GroupDiscriminantSettings, "group">,
): (x: Matrix) => Float64Array {
  const d = x.names.length, found = centresOf(x, codes, groups);
  const means = new Float64Array(k * d), weights = new Float64Array(k);
  for (const { code, count } of found.values()) weights[code] += Math.sqrt(count);
  for (const { code, count, centre } of found.values()) {
    for (let j = 0; j < d; j++) {
      means[code * d + j] += centre[j] * Math.sqrt(count) / weights[code];
    }
  }
  const sum = new Float64Array(d * d), rest = new Float64Array(d);
  for (let i = 0; i < x.rows; i++) {
    const { centre } = found.get(groups[i])!;
    for (let j = 0; j < d; j++) rest[j] = x.data[i * d + j] - centre[j];
    addSquares(sum, rest, 1 / x.rows);
  }
  for (const { code, centre } of found.values()) {
    for (let j = 0; j < d; j++) rest[j] = centre[j] - means[code * d + j];
    addSquares(sum, rest, between / found.size);
  }
  const deviation = Float64Array.from({ length: d }, (_, j) => Math.sqrt(sum[j * d + j]));
  const varies = Array.from(deviation.keys()).filter((j) => deviation[j] > 1e-9), e = varies.length;
  const correlations = Float64Array.from({ length: e * e }, (_, at) => {
    const a = varies[Math.floor(at / e)], b = varies[at % e]; // sums stand where a ≥ b, which is all that is read
    return a === b ? 1 : (1 - shrinkage) * sum[a * d + b] / (deviation[a] * deviation[b]);
  });
  const scaled = Float64Array.from({ length: k * e }, (_, at) => {
    const j = varies[at % e];
    return means[Math.floor(at / e) * d + j] / deviation[j];
  });
  const functions = solveCholesky(cholesky(correlations, e), e, scaled);
  return (query) => {
    const out = new Float64Array(query.rows * k);
    for (let i = 0; i < query.rows; i++) {
      for (let c = 0; c < k; c++) {
        let score = 0;
        for (let a = 0; a < e; a++) {
          const value = query.data[i * d + varies[a]] / deviation[varies[a]];
          score += functions[c * e + a] * (value - scaled[c * e + a] / 2);
        }
        out[i * k + c] = score;
      }
      softmax(out, i * k, k);
    }
    return out;
  };
}

/** The class, the number of rows and the mean row of every group. */
function centresOf(x: Matrix, codes: Int32Array, groups: readonly string[]) {
  const d = x.names.length;
  const found = new Map<string, { code: number; count: number; centre: Float64Array }>();
  for (let i = 0; i < x.rows; i++) {
    const own = found.get(groups[i]) ?? { code: codes[i], count: 0, centre: new Float64Array(d) };
    found.set(groups[i], own);
    own.count++;
    for (let j = 0; j < d; j++) own.centre[j] += x.data[i * d + j];
  }
  for (const { centre, count } of found.values()) for (let j = 0; j < d; j++) centre[j] /= count;
  return found;
}

/** sum += weight · v vᵀ, the lower triangle. */
function addSquares(sum: Float64Array, v: Float64Array, weight: number): void {
  const d = v.length;
  for (let a = 0; a < d; a++) {
    const own = weight * v[a];
    for (let b = 0; b <= a; b++) sum[a * d + b] += own * v[b];
  }
}
