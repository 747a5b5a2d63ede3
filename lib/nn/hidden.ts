/** Hidden layers and what answers above them: what networks of one tower and of several have in common. */
import { checkSetting, checkSettings } from "../core/settings.ts";
import type { Answer } from "./answer.ts";
import { GroupDense } from "./layers/group_dense.ts";
import { MeanOfMembers, MemberDense } from "./layers/members.ts";
import { tf } from "./tf.ts";

/** How hidden layers are made. */
export interface HiddenSettings {
  /** Units of the hidden layers, first to last; none: logistic regression. */
  layers: readonly number[];
  /** What follows each hidden layer; gelu is the exact one, by the error function. */
  activation: "relu" | "gelu" | "tanh" | "selu";
  /** Batch normalisation between each hidden layer and its activation. */
  batchNorm: boolean;
  /** Share of the hidden units switched off at each training step, after each activation. */
  dropout: number;
}

/** A dense layer of one network, or of an ensemble that shares it. Weights start as zeros, or tfjs would draw them from
 * ambient randomness; `drawWeights` fills them in. */
const dense = (units: number, members: number, name: string): tf.layers.Layer =>
  members > 1
    ? new MemberDense({ units, name })
    : tf.layers.dense({ units, name, kernelInitializer: "zeros" });

/** dense1, batchNorm1, activation1, dropout1, dense2 …, their names after `prefix`. */
export function hiddenLayers(
  { layers, activation, batchNorm, dropout }: HiddenSettings,
  { members = 1, prefix = "" } = {},
): tf.layers.Layer[] {
  return layers.flatMap((units, i) => {
    const name = (kind: string) => `${prefix}${kind}${i + 1}`;
    return [
      dense(units, members, name("dense")),
      ...batchNorm ? [tf.layers.batchNormalization({ name: name("batchNorm") })] : [],
      tf.layers.activation({ activation: activation as "relu", name: name("activation") }),
      ...dropout > 0 ? [tf.layers.dropout({ rate: dropout, name: name("dropout") })] : [],
    ];
  });
}

/** logits, probabilities, and the mean over members where there are several. */
export function answerLayers(
  classes: number,
  members: number,
  activation: Answer,
): tf.layers.Layer[] {
  const probabilities = tf.layers.activation({ activation, name: "probabilities" });
  if (members === 1) return [dense(classes, 1, "logits"), probabilities];
  const logits = new GroupDense({ units: classes, name: "logits" });
  return [logits, probabilities, new MeanOfMembers({ name: "mean" })];
}

/** @throws {InputError} on a size that is not a whole number from 1 */
export function checkSizes(sizes: Readonly<Record<string, number>>): void {
  for (const [name, size] of Object.entries(sizes)) {
    checkSetting(`the size of a network: ${name}`, size, { least: 1, whole: true });
  }
}

const RULES = {
  activation: ["relu", "gelu", "tanh", "selu"],
  dropout: { least: 0, below: 1 },
};

/** @throws {InputError} on sizes that are not whole numbers from 1, an unknown activation, a dropout that is no share */
export function checkHidden(
  { layers, activation, dropout }: HiddenSettings,
  where = "",
): void {
  checkSizes(Object.fromEntries(layers.map((size, i) => [`${where}hidden layer ${i + 1}`, size])));
  checkSettings({ activation, dropout }, RULES);
}
