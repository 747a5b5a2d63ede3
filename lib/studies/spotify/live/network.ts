/** The network of the live page: small, of plain layers, with and without texts. */
import { InputError } from "../../../core/errors.ts";
import { type Matrix, matrix } from "../../../core/matrix.ts";
import type { Rng } from "../../../core/rng.ts";
import { type Dataset, type FineLabels, fineLabels } from "../../../data/mod.ts";
import { mlpClassifier, type MlpClassifierSettings } from "../../../nn/classifier.ts";
import { tf } from "../../../nn/tf.ts";
import type { Encoder } from "./encoder.ts";
import type { Told } from "./recipe.ts";

/** Everything that a person may leave out. Each track is learnt once with each, so that one network knows them all. */
export const TOLD: readonly Told[] = [
  { title: true, album: true },
  { title: true, album: false },
  { title: false, album: true },
  { title: false, album: false },
];

/** The network's inputs: columns as normal deviates, then what the texts that are told speak for, 0 for the others.
 *
 * @param sound rows × columns, as `numeric` makes them
 * @param heard rows × (title's genres, album's genres) */
export function inputs(
  sound: Matrix,
  heard: Float32Array,
  { title, album }: Told,
  encoder: Pick<Encoder, "deviate" | "width">,
): Matrix {
  const d = sound.names.length, own = encoder.width - d, half = own / 2;
  const names = Array.from({ length: encoder.width }, (_, j) => sound.names[j] ?? `text ${j - d}`);
  const out = matrix(sound.rows, names);
  for (let i = 0; i < sound.rows; i++) {
    const at = i * encoder.width;
    for (let j = 0; j < d; j++) out.data[at + j] = encoder.deviate(j, sound.data[i * d + j]);
    for (let j = 0; j < own; j++) {
      if (j < half ? title : album) out.data[at + d + j] = heard[i * own + j];
    }
  }
  return out;
}

/** Matrices of the same columns, one below the other.
 * @throws {InputError} when there are none */
function below(parts: readonly Matrix[]): Matrix {
  if (parts.length === 0) throw new InputError("no matrices to put below each other");
  const out = matrix(parts.reduce((sum, { rows }) => sum + rows, 0), parts[0].names);
  let at = 0;
  for (const { data } of parts) {
    out.data.set(data, at);
    at += data.length;
  }
  return out;
}

/** Trains a network that learns finer labels and answers with genres, which are sums of these: the sum is its last
 * layer, so that any reader of tfjs models gets genres.
 *
 * @param rows the rows of `tracks` that the inputs are of
 * @returns a model of dense layers alone; its tensors are the caller's to dispose */
export async function fitLiveNetwork(
  tracks: Dataset,
  rows: Int32Array,
  x: readonly Matrix[],
  { labels: by, ...settings }: Partial<MlpClassifierSettings> & { labels: string },
  rng: Rng,
): Promise<tf.LayersModel> {
  const labels = fineLabels(tracks, rows, by);
  const codes = Int32Array.from(
    { length: x.length * rows.length },
    (_, i) => labels.codes[i % rows.length],
  );
  const fitted = await mlpClassifier(settings)
    .fit(below(x), { codes, classes: labels.classes }, rng);
  return answeringGenres(fitted.model, labels);
}

/** The model with a last layer that adds up probabilities by genre. */
function answeringGenres(
  model: tf.LayersModel,
  { wholeOf, whole: genres, classes }: FineLabels,
): tf.LayersModel {
  const sum = tf.layers.dense({
    units: genres.length,
    useBias: false,
    trainable: false,
    name: "genres",
  });
  const outputs = sum.apply(model.outputs[0]) as tf.SymbolicTensor;
  tf.tidy(() => {
    const kernel = tf.buffer([classes.length, genres.length]);
    wholeOf.forEach((genre, label) => kernel.set(1, label, genre));
    sum.setWeights([kernel.toTensor()]);
  });
  return tf.model({ inputs: model.inputs, outputs, name: "live" });
}
