/** What a network reads: rows of a table, or of tensors such as frames and pictures. */
import type { Matrix } from "../core/matrix.ts";
import type { Tensor } from "../core/tensor.ts";

/** A {@linkcode Matrix}, or a {@linkcode Tensor}, whose rows have a shape. */
export type Inputs = Matrix & Partial<Pick<Tensor, "shape">>;

/** The axes of one row. */
export const rowShape = ({ shape, names }: Inputs): readonly number[] => shape ?? [names.length];

/** Numbers per row. */
export const rowSize = (x: Inputs): number => rowShape(x).reduce((size, n) => size * n, 1);

/** The given rows, in the given order, as new inputs of the same shape. */
export function takeInputs<X extends Inputs>(x: X, rows: ArrayLike<number>): X {
  const size = rowSize(x), data = new Float32Array(rows.length * size);
  for (let i = 0; i < rows.length; i++) {
    data.set(x.data.subarray(rows[i] * size, (rows[i] + 1) * size), i * size);
  }
  return { ...x, data, rows: rows.length };
}
