/** Averages and stacks of models. */
import { InputError } from "../core/errors.ts";
import { joinColumns, type Matrix } from "../core/matrix.ts";
import { checkSettings } from "../core/settings.ts";
import { oneOfK, type TargetKind } from "../core/target.ts";
import { stratifiedFolds } from "../data/mod.ts";
import type { Classifier, Estimator } from "./estimator.ts";
import { combined, type FittedLearner } from "./learner.ts";
import { outOfFold } from "./out_of_fold.ts";
import { atMostOne, meanProbabilities } from "./probabilities.ts";

/** Settings of {@link average}. */
export interface AverageSettings {
  /** One per member, not negative, any sum above 0; equal ones when left out. */
  weights?: readonly number[];
  /** Begin all fits at once: of networks that train in workers (`inWorker`). */
  atOnce?: boolean;
}

/** Settings of {@link stack}. */
export interface StackSettings {
  /** Into how many folds the training rows are dealt. */
  folds?: number;
  /** What of the members' probabilities `meta` sees. Their logarithms (of at least 10⁻³) let a logistic
   * meta weigh the members as in a product of their opinions, which calibrates better than a sum. */
  scale?: "log" | "probability";
}

/** The weighted mean of the members' probabilities; of classifiers it learns what all of them learn.
 *
 * @throws {InputError} without members, or on weights that do not fit them
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * import { majority } from "./majority.ts";
 * const x = matrix(4, ["tempo"]), y = { codes: Int32Array.of(0, 1, 1, 1), classes: ["pop", "rap"] };
 * const fitted = await average([majority(), majority()], { weights: [1, 3] }).fit(x, y, new Rng(1));
 * assertEquals((await fitted.predictProba(matrix(1, ["tempo"]))).data, Float32Array.of(.25, .75));
 * ```
 */
export function average(members: readonly Classifier[], settings?: AverageSettings): Classifier;
/** The same of estimators, each with features of its own. */
export function average(members: readonly Estimator[], settings?: AverageSettings): Estimator;
export function average(
  members: readonly Classifier[] | readonly Estimator[],
  { weights = members.map(() => 1), atOnce = false }: AverageSettings = {},
): Classifier & Estimator {
  checkMembers("average", members);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (
    weights.length !== members.length || !(total > 0 && total < Infinity) ||
    weights.some((weight) => weight < 0)
  ) {
    throw new InputError("average needs one weight per member, none negative, some above 0", {
      found: `${members.length} members and weights ${weights.join(", ")}`,
    });
  }
  const settings = { members: members.map(describe), weights: [...weights] };
  const made = combined(
    "average",
    settings,
    members,
    async (members, table, rows, _labels, rng) => {
      const fitted: FittedLearner<typeof table>[] = [];
      const fits = members.entries().map(([i, member]) =>
        member.fit(table, rows, rng.fork(`member ${i}`))
      );
      if (atOnce) fitted.push(...await Promise.all(fits));
      else for (const fit of fits) fitted.push(await fit); // each is begun when it is asked for
      return {
        async predictProba(table, rows) {
          const parts: Matrix[] = [];
          for (const member of fitted) parts.push(await member.predictProba(table, rows));
          return atMostOne(meanProbabilities(parts, weights));
        },
      };
    },
  );
  const learns = (["classes", "tags"] as TargetKind[]).filter((kind) =>
    members.every((member) => ((member as Classifier).learns ?? ["classes"]).includes(kind))
  );
  return { ...made, learns };
}

/** Stacked generalisation: `meta` learns the class from what the members make of each row, side by side.
 *
 * The training rows are dealt into stratified folds; each fold's probabilities come from members fitted
 * on the other folds, so that `meta` sees the members as they are on rows they have not learnt. What
 * predicts later are members fitted on all rows: folds + 1 fits of each.
 *
 * @throws {InputError} without members, and from `fit` on fewer rows than folds
 * @see Wolpert, D. H. (1992). Stacked generalization. Neural Networks 5.
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * import { gaussianBayes } from "./bayes.ts";
 * import { logistic } from "./logistic.ts";
 * const x = matrix(8, ["energy"], Float32Array.of(.1, .2, .3, .4, .6, .7, .8, .9));
 * const y = { codes: Int32Array.of(0, 0, 0, 0, 1, 1, 1, 1), classes: ["r&b", "rock"] };
 * const model = stack([gaussianBayes(), logistic()], logistic({ c: 10 }), { folds: 4 });
 * const p = await (await model.fit(x, y, new Rng(1))).predictProba(matrix(1, ["energy"], Float32Array.of(1)));
 * assert(p.data[1] > .8);
 * ```
 */
export function stack(
  members: readonly Classifier[],
  meta: Classifier,
  settings?: StackSettings,
): Classifier;
/** The same of estimators, each with features of its own. */
export function stack(
  members: readonly Estimator[],
  meta: Classifier,
  settings?: StackSettings,
): Estimator;
export function stack(
  members: readonly Classifier[] | readonly Estimator[],
  meta: Classifier,
  { folds = 5, scale = "log" }: StackSettings = {},
): Classifier & Estimator {
  checkMembers("stack", members);
  checkSettings({ scale }, { scale: ["log", "probability"] }, "stack");
  const settings = { members: members.map(describe), meta: describe(meta), folds, scale };
  return combined("stack", settings, members, async (members, table, rows, labels, rng) => {
    const { codes } = oneOfK(labels, "stack");
    const fold = stratifiedFolds(codes, folds, rng.fork("folds"));
    const fitted: FittedLearner<typeof table>[] = [], opinions: Matrix[] = [];
    for (const [i, member] of members.entries()) {
      const stream = rng.fork(`member ${i}`);
      fitted.push(await member.fit(table, rows, stream)); // first, so that errors name rows as given
      opinions.push(await outOfFold(member, table, rows, fold, stream));
    }
    const learnt = await meta.fit(sideBySide(members, opinions, scale), labels, rng.fork("meta"));
    return {
      async predictProba(table, rows) {
        const parts: Matrix[] = [];
        for (const member of fitted) parts.push(await member.predictProba(table, rows));
        return await learnt.predictProba(sideBySide(members, parts, scale));
      },
    };
  });
}

function checkMembers(name: string, members: readonly unknown[]): void {
  if (members.length === 0) throw new InputError(`${name} needs at least one member`);
}

const describe = ({ name, settings }: Classifier | Estimator) => ({ name, settings });

/** Every member's probabilities as columns, named by member and class. */
export function sideBySide(
  members: readonly { name: string }[],
  parts: readonly Matrix[],
  scale: StackSettings["scale"],
): Matrix {
  return joinColumns(parts.map((part, i) => ({
    ...part,
    data: scale === "log" ? part.data.map((p) => Math.log(Math.max(p, 1e-3))) : part.data,
    names: part.names.map((name) => `${i} ${members[i].name}: ${name}`),
  })));
}
