/** Data that all workers read without copying it. */
import { isPlainObject } from "../runs/canonical.ts";

/** What a worker of Node's is sent in place of data: {@linkcode received} makes the data of it there, over shared memory.
 *
 * Deno (2.9.6) looks at every property of a message that such a worker gets, and a typed array has one for each number
 * (half a second for 2.5 million of them); a buffer has none.
 *
 * @param data plain data with typed arrays in it, such as matrices and labels
 * @example
 * ```ts
 * import { assert, assertEquals } from "../../../tests/assert.ts";
 * const data = { x: { data: Float32Array.of(1, 2), rows: 2, names: ["a"] } };
 * const again = received(sent(data)) as typeof data;
 * assert(again.x.data.buffer instanceof SharedArrayBuffer);
 * assertEquals([...again.x.data], [1, 2]);
 * ```
 */
export function sent(data: unknown): unknown {
  if (ArrayBuffer.isView(data)) {
    return { array: data.constructor.name, over: overSharedMemory(data) };
  }
  if (Array.isArray(data)) return data.map(sent);
  return isPlainObject(data) ? parts(data, sent) : data;
}

/** The data that was {@linkcode sent}. */
export function received(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(received);
  if (!isPlainObject(data)) return data;
  const { array, over } = data;
  return over instanceof SharedArrayBuffer
    ? new (globalThis as unknown as ArrayTypes)[String(array)](over)
    : parts(data, received);
}

type ArrayTypes = Record<string, new (buffer: ArrayBufferLike) => ArrayBufferView>;

const parts = (data: Record<string, unknown>, change: (part: unknown) => unknown) =>
  Object.fromEntries(Object.entries(data).map(([key, part]) => [key, change(part)]));

function overSharedMemory({ buffer, byteOffset, byteLength }: ArrayBufferView): ArrayBufferLike {
  if (buffer instanceof SharedArrayBuffer && byteLength === buffer.byteLength) return buffer;
  const copy = new SharedArrayBuffer(byteLength);
  new Uint8Array(copy).set(new Uint8Array(buffer, byteOffset, byteLength));
  return copy;
}
