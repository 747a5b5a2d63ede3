/** Data that all workers read without copying it. */
import { isPlainObject } from "../runs/canonical.ts";

/** The same data with every typed array over shared memory: posted to a worker, it is not copied.
 *
 * @param data plain data with typed arrays in it, such as matrices and labels
 * @example
 * ```ts
 * import { assert, assertEquals } from "../../../tests/assert.ts";
 * const shared = share({ x: { data: Float32Array.of(1, 2), rows: 2, names: ["a"] } });
 * assert(shared.x.data.buffer instanceof SharedArrayBuffer);
 * assertEquals([...shared.x.data], [1, 2]);
 * ```
 */
export function share<Data>(data: Data): Data {
  return shared(data) as Data;
}

function shared(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) {
    if (value.buffer instanceof SharedArrayBuffer) return value;
    const buffer = new SharedArrayBuffer(value.byteLength);
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    new Uint8Array(buffer).set(bytes);
    return new (value.constructor as new (buffer: SharedArrayBuffer) => unknown)(buffer);
  }
  if (Array.isArray(value)) return value.map(shared);
  if (isPlainObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shared(part)]));
  }
  return value;
}
