/** Classifiers and estimators behind one interface, for what combines models. */
import { type Matrix, takeRows } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import { takeTarget, type Target } from "../core/target.ts";
import { type Dataset, taskOf } from "../data/mod.ts";
import type { Classifier, Estimator } from "./estimator.ts";
import { checkTarget } from "./inputs.ts";

/** A model of the rows of some table: an {@link Estimator} is one of data, a {@link Classifier} one of
 * a matrix and its labels. */
export interface Learner<Table> {
  readonly name: string;
  fit(table: Table, rows: Int32Array, rng: Rng): Promise<FittedLearner<Table>>;
}

/** A fitted {@link Learner}. */
export interface FittedLearner<Table> {
  predictProba(table: Table, rows: Int32Array): Promise<Matrix>;
}

/** A matrix and, where it is learnt from, its labels. */
interface Labelled {
  readonly x: Matrix;
  readonly y?: Target;
}

/** How some learners make one. `labels` are those of `rows`. */
type Combine = <Table>(
  members: readonly Learner<Table>[],
  table: Table,
  rows: Int32Array,
  labels: Target,
  rng: Rng,
) => Promise<FittedLearner<Table>>;

/** A model that is a classifier when its members are, and an estimator when they are. */
export function combined(
  name: string,
  settings: Readonly<Record<string, unknown>>,
  members: readonly Classifier[] | readonly Estimator[],
  combine: Combine,
): Classifier & Estimator {
  const ofDataset = async (data: Dataset, rows: Int32Array, rng: Rng) => {
    const labels = taskOf(data, rows);
    const fitted = await combine(members as readonly Estimator[], data, rows, labels, rng);
    return { ...fitted, classes: labels.classes };
  };
  const ofMatrix = async (x: Matrix, y: Target, rng: Rng) => {
    // what the members cannot read they say themselves
    checkTarget(name, x, y, { missing: true });
    const learners = (members as readonly Classifier[]).map(asLearner);
    const fitted = await combine(learners, { x, y }, range(x.rows), y, rng);
    return { predictProba: (x: Matrix) => fitted.predictProba({ x }, range(x.rows)) };
  };
  const fit = (first: Matrix | Dataset, second: Target | Int32Array, rng: Rng) =>
    "schema" in first
      ? ofDataset(first, second as Int32Array, rng)
      : ofMatrix(first, second as Target, rng);
  return { name, settings, fit: fit as Classifier["fit"] & Estimator["fit"] };
}

function asLearner(classifier: Classifier): Learner<Labelled> {
  return {
    name: classifier.name,
    async fit({ x, y }, rows, rng) {
      const fitted = await classifier.fit(takeRows(x, rows), takeTarget(y!, rows), rng);
      return { predictProba: async ({ x }, rows) => await fitted.predictProba(takeRows(x, rows)) };
    },
  };
}

const range = (n: number): Int32Array => Int32Array.from({ length: n }, (_, i) => i);
