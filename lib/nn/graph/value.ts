/** What flows in a graph: names of tensors, with their shapes and types. */

/** Of a tensor's numbers. */
export type Type = "float32" | "int32" | "uint32" | "int64" | "bool";

/** What an operator gives. */
export interface Value {
  readonly name: string;
  readonly shape: readonly number[];
  readonly type: Type;
  /** The name of a first axis whose length is free: any number of rows or steps may be fed. */
  readonly free?: string;
}

/** How many numbers a tensor of this shape has. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((a, b) => a * b, 1);

/** The shape of two that stretch to meet each other, as in NumPy.
 * @throws {Error} when they do not */
export function stretched(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const m = a[i - rank + a.length] ?? 1, n = b[i - rank + b.length] ?? 1;
    if (m !== n && m !== 1 && n !== 1) throw new Error(`[${a}] and [${b}] do not stretch`);
    return m === 1 ? n : m;
  });
}
