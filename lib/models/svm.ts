/** Support vector machine, one against one: the widest margin between every two classes. */
import { InputError } from "../core/errors.ts";
import { type Matrix, matrix } from "../core/matrix.ts";
import { cores, Pool } from "../core/pool.ts";
import type { Rng } from "../core/rng.ts";
import { checkSettings } from "../core/settings.ts";
import { setAside } from "../data/mod.ts";
import { countVotes, couple, pairsOf } from "./coupling.ts";
import type { Classifier, FittedClassifier } from "./estimator.ts";
import type { ClassTarget } from "../core/target.ts";
import { checkQuery, checkTraining, ofAllClasses } from "./inputs.ts";
import { fitSigmoid, type Sigmoid, sigmoidAt } from "./platt.ts";
import { type BinaryProblem, type BinarySolution, solveBinary } from "./smo.ts";
import { assemble } from "./svm_machine.ts";

/** Settings of {@link svm}. */
export interface SvmSettings {
  /** What a row on the wrong side costs: small for a smooth border, large for few errors. */
  c?: number;
  /** How alike two rows are: by their distance, or by their inner product. */
  kernel?: "rbf" | "linear";
  /** Of the rbf kernel e^(−gamma·‖x − x′‖²); `scale` is 1 / (columns × variance of all values). */
  gamma?: "scale" | number;
  /** Whether predictProba gives calibrated probabilities; else the share of pairs each class wins. */
  probability?: boolean;
  /** Largest violation of the optimality conditions at the end. */
  tolerance?: number;
  /** Ends a pair that has not converged; see {@link FittedSvm.pairs}. */
  maxIterations?: number;
  /** Kernel rows kept by each worker. */
  cacheMegabytes?: number;
}

/** A fitted {@link svm}. */
export interface FittedSvm extends FittedClassifier {
  /** Per row, the decision value of every pair of {@link FittedSvm.pairs}; above 0 is for the first. */
  decisions(x: Matrix): Matrix;
  /** How many training rows matter to any pair. */
  readonly supportVectors: number;
  /** How the optimisation of each pair of classes went. */
  readonly pairs: readonly (Pick<BinarySolution, "objective" | "iterations" | "converged"> & {
    /** The pair: a decision above 0 is for the first. */
    readonly classes: readonly [string, string];
  })[];
}

/** What {@link svm} makes: a classifier whose fitted form tells more. */
export interface SupportVectorMachine extends Classifier {
  /** Learns from all rows of `x`; see {@link Classifier}. */
  fit(x: Matrix, y: ClassTarget, rng: Rng): Promise<FittedSvm>;
}

/** Below this many rows × columns, starting workers costs more than they save. */
const SMALL = 20_000;

/** One machine per pair of classes, each solved by sequential minimal optimisation, the pairs spread over
 * all cores. Columns weigh by their scale: standardise them first.
 *
 * With `probability`, a fifth of each class is first held out of every pair, a sigmoid is fitted to the
 * decisions about it (Platt scaling), and only then the optimisation goes on with all rows: libsvm's
 * five-fold calibration from one fold, at little more than the price of one fit. The pairs' probabilities
 * are coupled to the classes' (see {@link couple}). Their argmax can differ from the pairs' votes, which
 * is what scikit-learn's `SVC.predict` counts: for those, choose `probability: false`, where
 * predictProba is each class's share of won pairs (ties go to the first class).
 *
 * @throws {InputError} from `fit` and `predictProba`, on NaN among others
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * const x = matrix(6, ["energy"], Float32Array.of(-3, -2, -1, 1, 2, 3));
 * const y = { codes: Int32Array.of(0, 0, 0, 1, 1, 1), classes: ["r&b", "rock"] };
 * const fitted = await svm({ probability: false }).fit(x, y, new Rng(1));
 * assert((await fitted.predictProba(matrix(1, ["energy"], Float32Array.of(2.5)))).data[1] === 1);
 * ```
 */
export function svm(
  {
    c = 2,
    kernel = "rbf",
    gamma = "scale",
    probability = true,
    tolerance = 1e-3,
    maxIterations = 1_000_000,
    cacheMegabytes = 200,
  }: SvmSettings = {},
): SupportVectorMachine {
  const settings = { c, kernel, gamma, probability, tolerance, maxIterations, cacheMegabytes };
  checkSettings(settings, {
    c: { above: 0 },
    kernel: ["rbf", "linear"],
    gamma: { above: 0, or: ["scale"] },
    tolerance: { above: 0 },
    maxIterations: { least: 1, whole: true },
    cacheMegabytes: { above: 0 },
  }, "svm");
  return {
    name: "svm",
    settings,
    async fit(x, y, rng) {
      const { codes, classes } = checkTraining("svm", x, y);
      checkSize(x);
      const { names } = x, d = names.length, k = classes.length, pairs = pairsOf(k);
      const groups = groupRows(x, codes, k);
      const kernelFunction = { kernel, gamma: gamma === "scale" ? scaleGamma(x) : gamma };
      const heldOut = groups.map((group) =>
        probability ? [...setAside(group.length / d, .2, rng).aside] : []
      );
      const problems = pairs.map(([a, b]): BinaryProblem => {
        const first = groups[a].length / d, second = groups[b].length / d;
        const both = new Float32Array(groups[a].length + groups[b].length);
        both.set(groups[a]);
        both.set(groups[b], groups[a].length);
        return {
          ...kernelFunction,
          x: both,
          d,
          y: new Int8Array(first + second).fill(-1).fill(1, 0, first),
          heldOut: Int32Array.from([...heldOut[a], ...heldOut[b].map((row) => first + row)]),
          c,
          tolerance,
          maxIterations,
          cacheMegabytes,
        };
      });
      const solutions = await solveAll(problems);
      const machine = assemble(groups, d, solutions, kernelFunction);
      const sigmoids = probability ? solutions.map((s, p) => calibrate(problems[p], s)) : undefined;
      const decide = (x: Matrix) => {
        checkQuery("svm", x, names);
        checkSize(x);
        return machine.decide(x.data);
      };
      const pairNames = pairs.map(([a, b]) =>
        [y.classes[classes[a]], y.classes[classes[b]]] as const
      );
      return {
        supportVectors: machine.supportVectors,
        pairs: solutions.map(({ objective, iterations, converged }, p) => ({
          classes: pairNames[p],
          objective,
          iterations,
          converged,
        })),
        decisions: (x) =>
          matrix(x.rows, pairNames.map((pair) => pair.join(" / ")), Float32Array.from(decide(x))),
        predictProba(x) {
          const values = decide(x), found = new Float64Array(x.rows * k), m = pairs.length;
          for (let i = 0; i < x.rows; i++) {
            const row = values.subarray(i * m, (i + 1) * m);
            found.set(
              sigmoids
                ? couple(row.map((f, p) => sigmoidAt(sigmoids[p], f)), k)
                : countVotes(row, k).map((votes) => votes / m),
              i * k,
            );
          }
          return ofAllClasses(found, classes, y.classes);
        },
      };
    },
  };
}

/** Squares of larger values would leave float32, in which kernels are computed. */
function checkSize(x: Matrix): void {
  const at = x.data.findIndex((value) => Math.abs(value) > 1e18);
  if (at < 0) return;
  throw new InputError("svm cannot compute with values this large: scale the column first", {
    column: x.names[at % x.names.length],
    found: x.data[at],
  });
}

/** Per class, its rows (count × d), in the table's order. */
function groupRows(x: Matrix, codes: Int32Array, k: number): Float32Array[] {
  const d = x.names.length, counts = new Int32Array(k);
  for (const code of codes) counts[code]++;
  const groups = Array.from(counts, (count) => new Float32Array(count * d));
  const next = new Int32Array(k);
  codes.forEach((code, i) => {
    groups[code].set(x.data.subarray(i * d, (i + 1) * d), next[code]);
    next[code] += d;
  });
  return groups;
}

/** 1 / (columns × variance of all values), as scikit-learn; 1 where all values are the same. */
function scaleGamma(x: Matrix): number {
  let sum = 0, squares = 0;
  for (const value of x.data) sum += value;
  const mean = sum / x.data.length;
  for (const value of x.data) squares += (value - mean) ** 2;
  return squares > 0 ? x.rows / squares : 1;
}

/** The largest pair starts first, so that no core waits long for the last one. */
async function solveAll(problems: BinaryProblem[]): Promise<BinarySolution[]> {
  const work = problems.reduce((sum, { x }) => sum + x.length, 0);
  const size = Math.min(cores(), problems.length);
  if (size === 1 || work < SMALL) return problems.map(solveBinary);
  using pool = new Pool(new URL("./svm_worker.ts", import.meta.url), { size });
  const order = [...problems.keys()].sort((a, b) => problems[b].y.length - problems[a].y.length);
  const solutions: BinarySolution[] = [];
  await Promise.all(order.map(async (p) => solutions[p] = await pool.run(problems[p])));
  return solutions;
}

/** A class of one row has none to hold out: it is taken to stand on its margin. */
function calibrate({ y, heldOut }: BinaryProblem, { heldOutDecisions }: BinarySolution): Sigmoid {
  const decisions = [...heldOutDecisions], truth = [...heldOut].map((row) => y[row]);
  for (const side of [1, -1]) {
    if (truth.includes(side)) continue;
    decisions.push(side);
    truth.push(side);
  }
  return fitSigmoid(decisions, truth);
}
