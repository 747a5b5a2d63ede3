/** The split that scikit-learn's and our baselines are compared on: row i validates when i % 5 is 0. */
import type { Matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { courseTracks, numeric } from "../music.ts";
import { allRows, classesOf } from "../../lib/data/dataset.ts";
import type { Classifier } from "../../lib/models/estimator.ts";
import type { ClassTarget } from "../../lib/core/target.ts";
import { courseFile } from "../needs.ts";
import { accuracy } from "./contract.ts";

/** Path of train.csv, or undefined where the course's files are not here. */
export const courseRows = courseFile("train.csv");

/** The 13 quantities, with the release year if wanted, of training and validation rows. */
export async function courseSplit(
  { year }: { year: boolean },
): Promise<{ train: { x: Matrix; y: ClassTarget }; validation: { x: Matrix; y: ClassTarget } }> {
  const tracks = courseTracks();
  const rows = allRows(tracks), training = rows.filter((row) => row % 5 !== 0);
  const fitted = await numeric({ year }).fit(tracks, training, new Rng(1));
  const part = async (rows: Int32Array) => ({
    x: await fitted.transform(tracks, rows),
    y: classesOf(tracks, rows),
  });
  return {
    train: await part(training),
    validation: await part(rows.filter((row) => row % 5 === 0)),
  };
}

/** Accuracy on the validation rows. */
export async function courseAccuracy(
  model: Classifier,
  features: { year: boolean },
): Promise<number> {
  const { train, validation } = await courseSplit(features);
  const fitted = await model.fit(train.x, train.y, new Rng(1));
  return accuracy(await fitted.predictProba(validation.x), validation.y);
}
