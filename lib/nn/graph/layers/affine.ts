/** z = x W + b of rows, and its gradients: what many layers are made of. */
import type { Context } from "../layer.ts";
import type { Value } from "../value.ts";

/** A product with weights, and the way back. */
interface Affine {
  /** rows × units. */
  readonly z: Value;
  /** Gives the weights their gradients.
   * @returns that of x */
  back(dz: Value): Value;
}

/** @param x rows × width
 * @param w width × units
 * @param b units */
export function affine(c: Context, x: Value, w: Value, b?: Value): Affine {
  const { g } = c;
  return {
    z: g.gemm(x, w, b),
    back(dz) {
      c.gradient(w, g.gemm(x, dz, undefined, { transA: 1 }));
      if (b) c.gradient(b, g.columnSums(dz));
      return g.gemm(dz, w, undefined, { transB: 1 });
    },
  };
}
