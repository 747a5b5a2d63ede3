/** The other engine: tfjs differentiates any layers model; its gradients are copied into the arena. */
import { InputError } from "../core/errors.ts";
import type { Rng } from "../core/rng.ts";
import type { Arena } from "./arena.ts";
import type { SoftTargets } from "./distillation.ts";
import type { Batch } from "./batches.ts";
import type { Engine } from "./engine.ts";
import type { Network } from "./network.ts";
import type { Parameters } from "./parameters.ts";
import type { TagLossForm } from "./tag_loss.ts";
import { tf } from "./tf.ts";

/** Rows per prediction: more cost memory and bring no speed. */
const CHUNK = 1024;

/** Layers that draw at random from a seed. */
const DRAWING = new Set(["Dropout", "SpecAugment"]);

/** @throws {InputError} on a convolution that learns: tfjs' WebAssembly has no kernel for its gradient */
function checkConvolutions({ model }: Network, parameters: Parameters): void {
  const found = model.layers.find((layer) =>
    /Conv/.test(layer.getClassName()) && parameters.learns(layer)
  );
  if (!found) return;
  throw new InputError("tfjs cannot train this model: its WebAssembly lacks a gradient", {
    found: `the convolution ${found.name}`,
    expected: 'engine: "graph"',
  });
}

export function autogradEngine(
  network: Network,
  parameters: Parameters,
  arena: Arena,
  rng: Rng,
): Engine {
  const { model, logits, inputShape, width, classes, answer } = network;
  const trunk = logits ? tf.model({ inputs: model.inputs, outputs: logits }) : model;
  const variables = parameters.variablesThatLearn(model);
  const drawing = trunk.layers.filter((layer) => DRAWING.has(layer.getClassName()));
  const allNorms = trunk.layers.filter((layer) => layer.getClassName() === "BatchNormalization");
  const still = allNorms.filter((layer) => parameters.isStill(layer));
  const norms = allNorms.filter((layer) => !still.includes(layer));

  const table = (at: number, rows: number, columns: number) =>
    tf.tensor2d(arena.readRows(at, rows, columns), [rows, columns]);
  const costOf = answer === "sigmoid" ? binaryCrossEntropy : crossEntropy;

  return {
    name: "tfjs",
    gradient(batch) {
      const { size, x } = batch;
      checkConvolutions(network, parameters);
      parameters.write(model);
      // such a layer draws the same mask at every step unless its seed changes
      for (const layer of drawing) (layer as unknown as { seed: number }).seed = rng.uint32();
      let right = 0;
      const { value, grads } = tf.tidy(() => {
        const inputs = tf.tensor(arena.readRows(x, size, width), [size, ...inputShape]);
        return tf.variableGrads(() => {
          const end = withStill(() => trunk.apply(inputs, { training: true }) as tf.Tensor);
          const { loss, hits } = costOf(end, batch);
          right = tf.mean(tf.cast(hits, "float32")).dataSync()[0];
          return loss;
        }, variables);
      });
      const loss = value.dataSync()[0];
      variables.forEach((variable, i) => {
        const parameter = parameters.trainable[i];
        const values = grads[variable.name].dataSync() as Float32Array;
        if (!parameter.cancelled) arena.writeRows(parameter.gradient, values, parameter.columns);
      });
      tf.dispose([value, grads as unknown as tf.TensorContainer]);
      takeRunningAverages(size);
      return { loss, accuracy: right };
    },
    probabilities(x, rows) {
      parameters.write(model);
      const out = new Float32Array(rows * classes);
      for (let from = 0; from < rows; from += CHUNK) {
        const size = Math.min(CHUNK, rows - from);
        tf.tidy(() => {
          const chunk = x.slice(from * width, (from + size) * width);
          const p = model.apply(tf.tensor(chunk, [size, ...inputShape]), { training: false });
          out.set((p as tf.Tensor).dataSync() as Float32Array, from * classes);
        });
      }
      return out;
    },
  };

  /** Examples × members × classes, whether or not there are members. */
  function byMember(end: tf.Tensor, size: number): tf.Tensor {
    return tf.reshape(end, [size, end.rank === 3 ? end.shape[1]! : 1, classes]);
  }

  /** From logits, or from probabilities where the model ends in them. */
  function crossEntropy(end: tf.Tensor, { size, labels, targets, weight, soft }: Batch) {
    const logP = byMember(
      logits ? tf.logSoftmax(end) : tf.log(tf.clipByValue(end, 1e-7, 1)),
      size,
    );
    const code = tf.tensor1d(arena.integers(labels, size).slice(), "int32");
    const hits = tf.equal(tf.argMax(logP, 2), tf.expandDims(code, 1));
    const wanted = tf.expandDims(table(targets, size, classes), 1);
    const sum = tf.neg(tf.sum(tf.mul(logP, wanted)));
    const own = tf.div(sum, weight * logP.shape[1]!) as tf.Scalar;
    return { loss: soft ? tf.add(own, taught(logP, soft)) as tf.Scalar : own, hits };
  }

  /** Likewise, of each tag by itself: −t log p − (1 − t) log (1 − p), which is log(1 + eˣ) − t x of a logit x. */
  function binaryCrossEntropy(end: tf.Tensor, { size, labels, targets, weight, form }: Batch) {
    const x = byMember(end, size), t = tf.expandDims(table(targets, size, classes), 1);
    const log = (x: tf.Tensor) => tf.log(tf.clipByValue(x, 1e-7, 1));
    const minus = form
      ? logits
        ? weighed(form, t, tf.neg(tf.softplus(tf.neg(x))), tf.neg(tf.softplus(x)))
        : weighed(form, t, log(x), log(tf.sub(1, x)))
      : logits
      ? tf.sub(tf.mul(t, x), tf.softplus(x))
      : tf.add(tf.mul(t, log(x)), tf.mul(tf.sub(1, t), log(tf.sub(1, x))));
    const loss = tf.div(tf.neg(tf.sum(minus)), weight * x.shape[1]!) as tf.Scalar;
    const isTagged = tf.expandDims(tf.greaterEqual(table(labels, size, classes), .5), 1);
    return { loss, hits: tf.equal(tf.greaterEqual(logits ? tf.sigmoid(x) : x, .5), isTagged) };
  }

  /** Minus the loss of each cell by a form of its own (tag_loss.ts), of log p and log(1 − p). */
  function weighed(form: TagLossForm, t: tf.Tensor, logP: tf.Tensor, logRest: tf.Tensor) {
    const { positive, negative, gammaPositive, gammaNegative, margin } = form;
    const easy = tf.mul(tf.tensor1d(positive), tf.exp(tf.mul(gammaPositive, logRest)));
    const q = tf.relu(tf.sub(tf.exp(logP), margin)), some = tf.step(q);
    const logQ = margin > 0 ? tf.log(tf.maximum(q, 1e-30)) : logP;
    const logFar = margin > 0 ? tf.log(tf.sub(1, q)) : logRest;
    const hard = tf.mul(some, tf.mul(negative, tf.exp(tf.mul(gammaNegative, logQ))));
    return tf.add(
      tf.mul(tf.mul(t, easy), logP),
      tf.mul(tf.mul(tf.sub(1, t), hard), logFar),
    );
  }

  /** The teacher's share of the loss (distillation.ts), of log p: examples × members × classes. */
  function taught(logP: tf.Tensor, { columns, values, strength, temperature }: SoftTargets) {
    const [examples, members] = logP.shape, k = columns.length;
    const q = tf.tensor3d(values, [examples, 1, k]);
    // a product picks the columns: the gradient of tf.gather has no kernel on this backend
    const pick = tf.transpose(tf.oneHot([...columns], classes));
    const known = tf.reshape(tf.matMul(tf.reshape(logP, [-1, classes]), pick), [-1, members, k]);
    const s = tf.logSoftmax(tf.div(known, temperature));
    return tf.mul(tf.sum(tf.mul(s, q)), -strength / (examples * members));
  }

  /** Runs `body` with the frozen batch normalisations as they are when predicting: tfjs would go by each batch. */
  function withStill<Result>(body: () => Result): Result {
    const calls = still.map((layer) => layer.call);
    still.forEach((layer, i) =>
      layer.call = (x, options) => calls[i].call(layer, x, { ...options, training: false })
    );
    try {
      return body();
    } finally {
      still.forEach((layer, i) => layer.call = calls[i]);
    }
  }

  /** The averages that tfjs moved, with the variance unbiased as PyTorch and the fused engine have it. */
  function takeRunningAverages(size: number): void {
    for (const layer of norms) {
      const keep = (layer.getConfig() as { momentum: number }).momentum;
      const [, , mean, variance] = layer.weights.map((w) => w.read().dataSync() as Float32Array);
      const places = (layer.output as tf.SymbolicTensor).shape.slice(1, -1) as number[];
      const n = places.reduce((product, length) => product * length, size);
      const unbiased = n > 1 ? n / (n - 1) : 1;
      const at = parameters.of(layer, "moving_variance").at;
      const old = arena.readRows(at, 1, variance.length);
      arena.writeRows(parameters.of(layer, "moving_mean").at, mean, mean.length);
      const moved = variance.map((now, j) => keep * old[j] + (now - keep * old[j]) * unbiased);
      arena.writeRows(at, moved, moved.length);
    }
  }
}
