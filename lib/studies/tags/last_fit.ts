/** Models whose last fit is kept: to be looked at, or to answer again. */
import type { Matrix } from "../../core/matrix.ts";
import type { Rng } from "../../core/rng.ts";
import type { Target } from "../../core/target.ts";
import type { Dataset } from "../../data/mod.ts";
import type { Classifier, Estimator, Fitted, FittedClassifier } from "../../models/mod.ts";

/** Keeps the newest of what is made: of makings side by side, what came of the one that was begun last. */
function newest<Made>() {
  let begun = 0, kept = 0, last: Made | undefined;
  return {
    async keep(make: () => Promise<Made>): Promise<Made> {
      const own = ++begun, made = await make();
      if (own > kept) [kept, last] = [own, made];
      return made;
    },
    last: () => last,
  };
}

/** A classifier whose last fit can be looked at afterwards. */
export interface Watched<Fit extends FittedClassifier> extends Classifier {
  /** Learns, and keeps what came of it. */
  fit(x: Matrix, y: Target, rng: Rng): Promise<Fit>;
  /** What it fitted last; undefined before. */
  last(): Fit | undefined;
}

/** A classifier that keeps what it fitted last, so that a network that was evaluated need not be trained again to be looked
 * at.
 *
 * @example
 * ```ts ignore
 * const looking = watched(networkClassifier(tokens));
 * await experiment.evaluate("tokens", { looking: onFeatures(inputs, looking) });
 * const map = attentionMap(looking.last()!.model, x, "attention1");
 * ```
 */
export function watched<Fit extends FittedClassifier>(
  classifier: Omit<Classifier, "fit"> & { fit(x: Matrix, y: Target, rng: Rng): Promise<Fit> },
): Watched<Fit> {
  const { keep, last } = newest<Fit>();
  return { ...classifier, fit: (x, y, rng) => keep(() => classifier.fit(x, y, rng)), last };
}

/** An estimator, and beside it one that gives its last fit back, where it is asked for the same rows again.
 *
 * @returns `model` fits whenever it is asked; `again` fits only what `model` has not fitted last
 * @example
 * ```ts ignore
 * const { model, again } = remembered(onFeatures(inputs, net));
 * await experiment.evaluate("nets", { model });
 * table(await anotherCatalogue({ "the same": again }, study));
 * ```
 */
export function remembered(estimator: Estimator): { model: Estimator; again: Estimator } {
  const { keep, last } = newest<{ data: Dataset; rows: Int32Array; fitted: Fitted }>();
  const fit: Estimator["fit"] = async (data, rows, rng) => {
    const make = async () => ({ data, rows, fitted: await estimator.fit(data, rows, rng) });
    return (await keep(make)).fitted;
  };
  return {
    model: { ...estimator, fit },
    again: {
      ...estimator,
      fit(data, rows, rng) {
        const known = last();
        return known?.data === data && known.rows === rows
          ? Promise.resolve(known.fitted)
          : fit(data, rows, rng);
      },
    },
  };
}
