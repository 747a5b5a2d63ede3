/** Checks before the first step, so that bad data ends in an error and not in NaN. */
import { InputError } from "../core/errors.ts";
import { type ClassTarget, isTags, type TagTarget, type Target } from "../core/target.ts";
import { answerTo } from "./answer.ts";
import { checkLayers } from "./by_layer.ts";
import { checkMasks } from "./check_masks.ts";
import { type Inputs, rowShape, rowSize } from "./inputs.ts";
import type { Network } from "./network.ts";
import type { Parameters } from "./parameters.ts";
import type { TrainSettings } from "./settings.ts";

/** @throws {InputError} on zero rows, labels or tags that do not fit the rows or the classes, one class, a value that is
 * not finite, a model of another width, another number of classes or another answer, one that ends in no probabilities, settings that the kind of target
 * has not, layers by names that the model has not, rows that a mask hides as a whole */
export function checkData(
  network: Network,
  x: Inputs,
  y: Target,
  settings: TrainSettings,
  validation?: { x: Inputs; y: Target },
): void {
  checkProbable(network);
  checkRows(x, y, network, "training");
  if (isTags(y)) checkTagSettings(settings, y);
  else checkClasses(y, settings);
  checkLayers(network.model, Object.keys(settings.layerRates), "the setting layerRates");
  if (typeof settings.l2sp !== "number") {
    checkLayers(network.model, Object.keys(settings.l2sp), "the setting l2sp");
  }
  if (validation) checkRows(validation.x, validation.y, network, "validation");
}

/** A linear last layer would be trained as if its outputs were probabilities. */
function checkProbable({ model: { outputs: [{ sourceLayer: last }] } }: Network): void {
  const { activation } = last.getConfig();
  if (typeof activation !== "string" || activation === "softmax" || activation === "sigmoid") {
    return;
  }
  throw new InputError("the network does not end in probabilities", {
    found: `the activation ${activation} of its last layer, ${last.name}`,
    expected: "softmax for one of the classes, or sigmoid for tags",
  });
}

/** What is told of classes alone; a tag that no row has, or all have, is no fault. */
function checkTagSettings(
  { classWeights, tagWeights, distillation }: TrainSettings,
  y: TagTarget,
): void {
  if (classWeights !== null) {
    throw new InputError("the setting classWeights is for rows of one class each, not for tags", {
      found: classWeights === "balanced" ? classWeights : `[${classWeights.join(", ")}]`,
      expected: "classWeights: null",
    });
  }
  if (distillation > 0) {
    throw new InputError("the setting distillation is for rows of one class each, not for tags", {
      found: distillation,
      expected: "distillation: 0",
    });
  }
  if (Array.isArray(tagWeights) && tagWeights.length !== y.classes.length) {
    throw new InputError("tag weights that do not fit the tags", {
      found: `${tagWeights.length} weights`,
      expected: `${y.classes.length}: ${y.classes.join(", ")}`,
    });
  }
}

function checkClasses(y: ClassTarget, settings: TrainSettings): void {
  for (const [name, none] of [["tagLoss", "binaryCrossEntropy"], ["tagWeights", null]] as const) {
    if (settings[name] === none) continue;
    throw new InputError(
      `the setting ${name} is for rows with any number of tags, not for classes`,
      {
        found: JSON.stringify(settings[name]),
        expected: `${name}: ${JSON.stringify(none)}`,
      },
    );
  }
  if (new Set(y.codes).size < 2 && !settings.oneClass) {
    throw new InputError("there is nothing to tell apart", {
      found: `only the class ${y.classes[y.codes[0]]}`,
      expected: "rows of two classes or more, or the setting oneClass",
    });
  }
  const weights = settings.classWeights;
  if (Array.isArray(weights) && weights.length !== y.classes.length) {
    throw new InputError("class weights that do not fit the classes", {
      found: `${weights.length} weights`,
      expected: `${y.classes.length}: ${y.classes.join(", ")}`,
    });
  }
  if (Array.isArray(weights) && y.codes.every((code) => weights[code] === 0)) {
    throw new InputError("every training row is of a class of weight 0", {
      found: y.classes.map((name, c) => `${name}: ${weights[c]}`).join(", "),
      expected: "classWeights above 0 for a class that has rows",
    });
  }
}

/** The fewest rows of which a batch may consist: 2 where a batch normalisation goes by the batch's own statistics, for
 * of one row every value is its own mean.
 *
 * @throws {InputError} where the settings or the data allow for no such batches */
export function leastBatch(
  { model }: Network,
  parameters: Parameters,
  { batchSize }: TrainSettings,
  rows: number,
): number {
  const norm = model.layers.find((layer) =>
    layer.getClassName() === "BatchNormalization" && !parameters.isStill(layer)
  );
  if (!norm) return 1;
  if (Math.min(batchSize, rows) > 1) return 2;
  throw new InputError("batch normalisation needs more than one row per batch", {
    found: `batchSize ${batchSize} of ${rows} training rows, and the layer ${norm.name}`,
    expected: "a batchSize from 2, two rows, or a network without batch normalisation",
  });
}

function checkRows(x: Inputs, y: Target, network: Network, which: string): void {
  const width = rowSize(x), classes = y.classes.length;
  if (x.rows === 0) throw new InputError(`no ${which} rows`, { expected: "at least one row" });
  checkAnswers(y, network, which);
  const count = isTags(y) ? y.tags.length / (classes || 1) : y.codes.length;
  if (count !== x.rows) {
    throw new InputError(`${which} rows and ${isTags(y) ? "tags" : "labels"} differ in number`, {
      found: isTags(y) ? `tags of ${count} rows` : `${count} labels`,
      expected: `${x.rows}`,
    });
  }
  checkWidth(network, x, which);
  if (classes !== network.classes) {
    throw new InputError(`the model tells another number of classes apart than the labels have`, {
      found: `a model of ${network.classes} classes`,
      expected: `${classes}: ${y.classes.join(", ")}`,
    });
  }
  if (isTags(y)) checkTagValues(y, which);
  else checkCodes(y, which);
  let bad = 0;
  while (bad < x.data.length && x.data[bad] - x.data[bad] === 0) bad++; // ∞ − ∞ and NaN − NaN are NaN
  if (bad < x.data.length) {
    throw new InputError(
      `a value that is not a finite number in ${which} row ${Math.floor(bad / width)} (from 0)`,
      {
        column: x.names[bad % x.names.length],
        found: x.data[bad],
      },
    );
  }
  checkMasks(network, x, which);
}

/** A softmax cannot answer with tags, nor a sigmoid with one class. */
function checkAnswers(y: Target, { answer }: Network, which: string): void {
  const wanted = answerTo(y);
  if (answer === wanted) return;
  const has = isTags(y) ? "any number of tags" : "one class each";
  throw new InputError(
    `the model answers with a ${answer}, and the ${which} rows have ${has}`,
    { found: answer, expected: `a network of answer: "${wanted}"` },
  );
}

function checkTagValues({ tags, classes }: TagTarget, which: string): void {
  const odd = tags.findIndex((tag) => tag > 1), k = classes.length;
  if (odd < 0) return;
  throw new InputError(`a tag out of range in ${which} row ${Math.floor(odd / k)} (from 0)`, {
    column: classes[odd % k],
    found: tags[odd],
    expected: "0 or 1",
  });
}

function checkCodes({ codes, classes }: ClassTarget, which: string): void {
  codes.forEach((code, i) => {
    if (code >= 0 && code < classes.length) return;
    throw new InputError(`a label out of range in ${which} row ${i} (from 0)`, {
      found: code,
      expected: `0 to ${classes.length - 1}`,
    });
  });
}

/** @throws {InputError} when the model reads rows of another shape than `x` has; of a flat table only the number of
 * columns must fit */
export function checkWidth({ inputShape, width }: Network, x: Inputs, which: string): void {
  const shape = rowShape(x), isFlat = shape.length === 1;
  if (isFlat ? shape[0] === width : `${shape}` === `${inputShape}`) return;
  if (isFlat && inputShape.length === 1) {
    throw new InputError(`the model reads another number of columns than the ${which} rows have`, {
      found: `a model of ${width} columns`,
      expected: `${shape[0]}`,
    });
  }
  throw new InputError(`the model reads rows of another shape than the ${which} rows have`, {
    found: `a model of ${inputShape.join(" × ")}`,
    expected: shape.join(" × "),
  });
}
