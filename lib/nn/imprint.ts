/** Weight imprinting: output weights of a new class from rows of that class, without training. */
import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import type { ClassTarget } from "../core/target.ts";
import { layerOutputs } from "./layer_outputs.ts";
import { networkOf } from "./network.ts";
import { tf } from "./tf.ts";

/** Imprints a class: its weights in the output layer become the direction in which the last hidden layer sees its
 * rows, of the length that the other classes' weights have on average.
 *
 * Qi, Brown & Lowe (2018) imprint the mean of the normalised outputs into a layer that compares angles. Ours adds a
 * bias and reads outputs that are not negative, so we take the mean's distance from the mean over the classes, and
 * choose the bias so that where the classes' mean lies the new class is as likely as the others are on average.
 *
 * @param x rows of the new class and of the others
 * @param y the new class may have few rows, but one at least
 * @throws {InputError} when no row is of the class, or the output layer is not a dense one
 * @see Qi, H., Brown, M. & Lowe, D. G. (2018). Low-shot learning with imprinted weights. CVPR.
 * @example
 * ```ts ignore
 * copyWeights(old, model, { classes });
 * imprint(model, x, y, "edm");
 * ```
 */
export function imprint(model: tf.LayersModel, x: Matrix, y: ClassTarget, name: string): void {
  const own = y.classes.indexOf(name), { answer, logits } = networkOf(model);
  const layer = logits?.sourceLayer;
  if (layer?.getClassName() !== "Dense" || answer !== "softmax") {
    throw new InputError("imprinting needs a dense output layer below a softmax", {
      found: `${layer?.getClassName() ?? "none"} below a ${answer}`,
    });
  }
  const h = layerOutputs(model, x), units = h.names.length, classes = y.classes.length;
  const counts = new Float64Array(classes), means = y.classes.map(() => new Float64Array(units));
  y.codes.forEach((code, i) => {
    const row = h.data.subarray(i * units, (i + 1) * units);
    const length = Math.hypot(...row) || 1;
    counts[code]++;
    for (let j = 0; j < units; j++) means[code][j] += row[j] / length;
  });
  if (own < 0 || counts[own] === 0) {
    throw new InputError("no row of the class to be imprinted", {
      found: name,
      expected: `one of ${y.classes.filter((_, c) => counts[c] > 0).join(", ")}`,
    });
  }
  const seen = y.classes.map((_, c) => c).filter((c) => counts[c] > 0);
  seen.forEach((c) => means[c].forEach((sum, j) => means[c][j] = sum / counts[c]));
  const centre = Float64Array.from(
    { length: units },
    (_, j) => seen.reduce((sum, c) => sum + means[c][j], 0) / seen.length,
  );
  write(layer, own, means[own].map((value, j) => value - centre[j]), centreOf(h));
}

const centreOf = ({ data, rows, names: { length } }: Matrix) => {
  const sums = new Float64Array(length);
  data.forEach((value, i) => sums[i % length] += value / rows);
  return sums;
};

/** @param middle where all rows lie on average: the new logit is there the mean of the others */
function write(
  layer: tf.layers.Layer,
  own: number,
  direction: Float64Array,
  middle: Float64Array,
): void {
  const [kernelVariable, biasVariable] = layer.weights;
  const kernel = kernelVariable.read().dataSync().slice(),
    bias = biasVariable.read().dataSync().slice();
  const classes = bias.length, others = [...bias.keys()].filter((c) => c !== own);
  const columnOf = (c: number) => direction.map((_, j) => kernel[j * classes + c]);
  const length = (values: Float64Array) => Math.hypot(...values);
  const wanted = others.reduce((sum, c) => sum + length(columnOf(c)), 0) / others.length;
  const scale = wanted / (length(direction) || 1);
  direction.forEach((value, j) => kernel[j * classes + own] = value * scale);
  const logitOf = (c: number) => columnOf(c).reduce((sum, w, j) => sum + w * middle[j], 0);
  const usual = others.reduce((sum, c) => sum + logitOf(c) + bias[c], 0) / others.length;
  bias[own] = usual - logitOf(own);
  tf.tidy(() => {
    kernelVariable.write(tf.tensor(kernel, kernelVariable.shape as number[]));
    biasVariable.write(tf.tensor(bias, biasVariable.shape as number[]));
  });
}
