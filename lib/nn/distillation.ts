/** Distillation (learning without forgetting): the loss also compares a network with its teacher on the same rows. */
import { InputError } from "../core/errors.ts";
import type { Matrix } from "../core/matrix.ts";
import { oneOfK, type Target } from "../core/target.ts";
import type { TrainSettings } from "./settings.ts";

/** The teacher's answers, ready to be compared with: pᵢ^(1/T) / Σ pⱼ^(1/T) over its classes. */
export interface SoftTargets {
  /** Places of the teacher's classes among the network's own. */
  readonly columns: Int32Array;
  /** Rows × columns. */
  readonly values: Float32Array;
  /** λ of the loss. */
  readonly strength: number;
  readonly temperature: number;
}

/** The soft targets of a training, where its settings ask for them.
 *
 * @param teacher probabilities of the training rows, columns named by classes that the network has, too
 * @throws {InputError} when there is no teacher, or it knows other rows or other classes, or rows are mixed */
export function softTargets(
  { distillation: strength, temperature, mixup }: TrainSettings,
  teacher: Matrix | undefined,
  y: Target,
): SoftTargets | undefined {
  if (strength === 0) return undefined;
  const { codes, classes } = oneOfK(y, "distillation");
  if (!teacher || teacher.rows !== codes.length) {
    throw new InputError("distillation needs a teacher's answers for every training row", {
      found: teacher ? `answers for ${teacher.rows} rows` : "no teacher",
      expected: `teacher: probabilities of ${codes.length} rows`,
    });
  }
  if (mixup > 0) {
    throw new InputError("a teacher has no answers for rows that mixup mixes", {
      found: `mixup ${mixup}`,
      expected: "mixup: 0, or distillation: 0",
    });
  }
  const columns = Int32Array.from(teacher.names, (name) => classes.indexOf(name));
  const strange = teacher.names.filter((_, k) => columns[k] < 0);
  if (strange.length > 0) {
    throw new InputError("the teacher knows classes that the network has not", {
      found: strange.join(", "),
      expected: `some of ${classes.join(", ")}`,
    });
  }
  const k = columns.length, values = new Float32Array(teacher.data.length);
  for (let at = 0; at < values.length; at += k) {
    let sum = 0;
    for (let c = 0; c < k; c++) {
      sum += values[at + c] = Math.pow(teacher.data[at + c], 1 / temperature);
    }
    for (let c = 0; c < k; c++) values[at + c] /= sum;
  }
  return { columns, values, strength, temperature };
}

/** Those of some rows, such as a batch's. */
export function takeSoft(soft: SoftTargets, rows: Int32Array): SoftTargets {
  const k = soft.columns.length, values = new Float32Array(rows.length * k);
  for (let i = 0; i < rows.length; i++) {
    for (let c = 0; c < k; c++) values[i * k + c] = soft.values[rows[i] * k + c];
  }
  return { ...soft, values };
}

/** Adds the teacher's share to a gradient with respect to logits z: of the loss
 * λ · mean of −Σ q log s, with s = softmax(z / T) over the teacher's classes, it is λ/T (s − q) / rows. Hinton, Vinyals
 * & Dean (2015) multiply by T² besides; Li & Hoiem (2016) do not, and nor do we.
 *
 * @param p softmax of the logits over all classes, rows of `stride` floats; `members` of them per example
 * @param g the gradient, of the same shape
 * @returns the teacher's share of the loss */
export function distil(
  { columns, values, strength, temperature }: SoftTargets,
  p: Float32Array,
  g: Float32Array,
  examples: number,
  members: number,
  stride: number,
): number {
  const k = columns.length, s = new Float64Array(k), rows = examples * members;
  let loss = 0;
  for (let row = 0; row < rows; row++) {
    const at = row * stride, q = Math.floor(row / members) * k;
    let sum = 0;
    // softmax(z / T) over some classes is p^(1/T), normalised over them
    for (let c = 0; c < k; c++) sum += s[c] = Math.pow(p[at + columns[c]], 1 / temperature);
    for (let c = 0; c < k; c++) {
      const own = s[c] / sum, wanted = values[q + c];
      if (wanted > 0) loss -= wanted * Math.log(Math.max(own, 1e-30));
      g[at + columns[c]] += strength * (own - wanted) / (temperature * rows);
    }
  }
  return strength * loss / rows;
}
