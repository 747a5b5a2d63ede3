/** tfjs on its WebAssembly backend: found in node_modules, offline, one thread, set up once. */
/** tfjs itself, on the backend that {@linkcode ready} sets up: layers, tensors, optimisers.
 * @see https://js.tensorflow.org/api/4.22.0/ */
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";

export { tf };
export type { LayersModel } from "@tensorflow/tfjs";

let started: Promise<void> | undefined;

/** Waits until tfjs can compute. Everything in this room calls it first; calling it again costs nothing. */
export function ready(): Promise<void> {
  return started ??= (async () => {
    tf.enableProdMode();
    tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false); // its threads do not start in Deno
    setWasmPaths(new URL("./", import.meta.resolve("@tensorflow/tfjs-backend-wasm")).href);
    if (!await tf.setBackend("wasm")) throw new Error("the wasm backend of tfjs did not start");
    mendTransposedMatMul();
  })();
}

/** The backend multiplies with a transposed operand 14 times slower than without: transpose first, then multiply. */
function mendTransposedMatMul(): void {
  const slow = tf.getKernel("BatchMatMul", "wasm");
  tf.unregisterKernel("BatchMatMul", "wasm");
  tf.registerKernel({
    ...slow,
    kernelFunc({ inputs, backend, attrs }) {
      const turned: tf.TensorInfo[] = [];
      const operand = (x: tf.TensorInfo, transposed: boolean): tf.TensorInfo => {
        if (!transposed) return x;
        const rank = x.shape.length, perm = x.shape.map((_, axis) => axis);
        [perm[rank - 2], perm[rank - 1]] = [rank - 1, rank - 2];
        const transpose = tf.getKernel("Transpose", "wasm");
        const y = transpose.kernelFunc({
          inputs: { x },
          backend,
          attrs: { perm },
        }) as tf.TensorInfo;
        turned.push(y);
        return y;
      };
      const { transposeA, transposeB } = attrs as unknown as {
        transposeA: boolean;
        transposeB: boolean;
      };
      const a = operand(inputs.a!, transposeA), b = operand(inputs.b!, transposeB);
      const out = slow.kernelFunc({
        inputs: { a, b },
        backend,
        attrs: { ...attrs, transposeA: false, transposeB: false },
      });
      for (const y of turned) (backend as { disposeData(id: unknown): void }).disposeData(y.dataId);
      return out;
    },
  });
}
