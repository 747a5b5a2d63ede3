/** Tensors that compute by method, `x.sub(mean).div(deviation)`, as tfjs' documentation writes and danfojs needs: the union
 * package registers these methods, its core does not. */
import type {} from "@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops";
import * as tf from "./tfjs.ts";

/** Methods that are the function of that name with the tensor as its first argument. */
const FUNCTIONS = [
  "abs acos acosh add all any argMax argMin asin asinh atan atan2 atanh avgPool",
  "batchNorm batchToSpaceND broadcastTo cast ceil clipByValue conv1d conv2d",
  "conv2dTranspose cos cosh cumprod cumsum depthToSpace depthwiseConv2d",
  "dilation2d div divNoNan dot elu equal erf euclideanNorm exp expandDims expm1",
  "fft floor floorDiv gather greater greaterEqual ifft irfft isFinite isInf isNaN",
  "leakyRelu less lessEqual localResponseNormalization log log1p logicalAnd",
  "logicalNot logicalOr logicalXor logSigmoid logSoftmax logSumExp matMul max",
  "maximum maxPool mean min minimum mirrorPad mod mul neg norm notEqual oneHot",
  "onesLike pad pool pow prelu prod reciprocal relu relu6 reshape reverse rfft",
  "round rsqrt selu separableConv2d sigmoid sign sin sinh slice softmax softplus",
  "spaceToBatchND split sqrt square squaredDifference squeeze step stridedSlice",
  "sub sum tan tanh tile topk transpose unique unsortedSegmentSum unstack",
  "zerosLike",
].join(" ").split(" ");

type Method = (this: tf.Tensor, ...rest: never[]) => unknown;

/** The rest, each in its own way. */
const OTHERS: Record<string, Method> = {
  ...Object.fromEntries(
    ["as1D", "as2D", "as3D", "as4D", "as5D"].map((name) => [
      name,
      function (this: tf.Tensor, ...shape: number[]) {
        return tf.reshape(this, name === "as1D" ? [this.size] : shape);
      },
    ]),
  ),
  asScalar() {
    return tf.reshape(this, []);
  },
  asType(type: tf.DataType) {
    return tf.cast(this, type);
  },
  concat(others: tf.Tensor | tf.Tensor[], axis?: number) {
    return tf.concat([this, ...(Array.isArray(others) ? others : [others])], axis);
  },
  flatten() {
    return tf.reshape(this, [this.size]);
  },
  resizeBilinear(size: [number, number], ...how: boolean[]) {
    return tf.image.resizeBilinear(this as tf.Tensor3D, size, ...how);
  },
  resizeNearestNeighbor(size: [number, number], ...how: boolean[]) {
    return tf.image.resizeNearestNeighbor(this as tf.Tensor3D, size, ...how);
  },
  reshapeAs(like: tf.Tensor) {
    return tf.reshape(this, like.shape);
  },
  stack(others: tf.Tensor | tf.Tensor[], axis?: number) {
    return tf.stack([this, ...(Array.isArray(others) ? others : [others])], axis);
  },
  toBool() {
    return tf.cast(this, "bool");
  },
  toFloat() {
    return tf.cast(this, "float32");
  },
  toInt() {
    return tf.cast(this, "int32");
  },
  where(condition: tf.Tensor, otherwise: tf.Tensor) {
    return tf.where(condition, this, otherwise);
  },
};

/** Gives every tensor these methods. */
export function registerChainedOps(): void {
  const functions = tf as unknown as Record<string, (x: tf.Tensor, ...rest: unknown[]) => unknown>;
  for (const name of FUNCTIONS) {
    define(name, function (...rest: unknown[]) {
      return functions[name](this, ...rest);
    });
  }
  for (const [name, method] of Object.entries(OTHERS)) define(name, method);
}

function define(name: string, method: Method): void {
  const value = function (this: tf.Tensor, ...rest: never[]) {
    (this as unknown as { throwIfDisposed(): void }).throwIfDisposed();
    return method.apply(this, rest);
  };
  Object.defineProperty(tf.Tensor.prototype, name, { configurable: true, writable: true, value });
}
