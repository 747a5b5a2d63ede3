/** A network before or after a transfer, with its scores on the validation rows; its tensors are freed already. */
import { type Matrix, takeRows } from "../../core/matrix.ts";
import type { Dataset, Split } from "../../data/mod.ts";
import { layerOutputs } from "../../nn/layer_outputs.ts";
import { predictProbabilities } from "../../nn/predict.ts";
import type { LayersModel } from "../../nn/tf.ts";
import { Evaluated } from "../../evaluation/evaluated.ts";
import type { Settings } from "../runs/record.ts";
import type { TransferData } from "./data.ts";
import { byNovelty } from "./novelty.ts";

/** A network, judged on the validation rows of all classes. */
export interface JudgedNetwork {
  /** Its answers; of a network that knows the old classes alone, 0 for each new one. */
  readonly evaluated: Evaluated;
  /** How many rows it learnt from. */
  readonly trainingRows: number;
  /** Accuracy on rows of the known classes, where only these may be answered. */
  readonly amongKnown: number;
  /** What its last hidden layer makes of validation rows: rows × units.
   * @param positions of the rows among the validation rows, from 0 */
  hidden(positions: Int32Array): Matrix;
}

/** Asks a network of the validation rows, and disposes of it. */
export async function judgeNetwork(
  model: LayersModel,
  { data, split, old, validation: { x, y } }: TransferData & { data: Dataset; split: Split },
  { name, settings, trainingRows, seconds }: {
    readonly name: string;
    readonly settings: Settings;
    readonly trainingRows: number;
    readonly seconds: number;
  },
): Promise<JudgedNetwork> {
  try {
    const known = old.train.y.classes, all = model.outputs[0].shape.at(-1) === y.classes.length;
    const said = await predictProbabilities(model, x, all ? y.classes : known);
    const probabilities = all ? said : among(y.classes, said);
    const outputs = layerOutputs(model, x), rows = split.validation;
    const answers = [{ probabilities, seconds: { fit: seconds, predict: 0 } }];
    return {
      evaluated: new Evaluated({ name, settings, data, rows, target: y, splits: [split], answers }),
      trainingRows,
      amongKnown: byNovelty(y, probabilities, known).amongKnown,
      hidden: (positions) => takeRows(outputs, positions),
    };
  } finally {
    model.dispose();
  }
}

/** The same probabilities among more classes, which are never answered. */
function among(classes: readonly string[], { names, rows, data }: Matrix): Matrix {
  const wider = new Float32Array(rows * classes.length),
    places = names.map((n) => classes.indexOf(n));
  data.forEach((p, at) => {
    const row = Math.floor(at / names.length);
    wider[row * classes.length + places[at % names.length]] = p;
  });
  return { names: classes, rows, data: wider };
}
