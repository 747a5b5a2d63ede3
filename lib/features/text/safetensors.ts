/** Reading weights from a safetensors file. */
import { InputError } from "../../core/errors.ts";

/** A table of weights, row-major. */
export interface Tensor {
  readonly shape: readonly number[];
  readonly data: Float32Array;
}

/** The float32 tensors of a safetensors file, by name; those of other types are left out.
 *
 * The file is 8 bytes (the header's length, little-endian), the header in JSON, then the numbers.
 *
 * @param file how messages call it
 * @throws {InputError} when the file is cut short or its header does not fit it
 * @see https://huggingface.co/docs/safetensors#format
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const header = new TextEncoder().encode('{"w": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}');
 * const numbers = new Uint8Array(Float32Array.of(1.5, -2).buffer);
 * const file = Uint8Array.of(header.length, 0, 0, 0, 0, 0, 0, 0, ...header, ...numbers);
 * assertEquals(readSafetensors(file, "w.safetensors").get("w")?.data, Float32Array.of(1.5, -2));
 * ```
 */
export function readSafetensors(bytes: Uint8Array, file: string): Map<string, Tensor> {
  const broken = (what: string) =>
    new InputError(`is no whole safetensors file: ${what}`, { file });
  if (bytes.length < 8) throw broken("it is shorter than its first number");
  const size = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true));
  if (8 + size > bytes.length) throw broken("it ends within its header");
  type Entry = { dtype: string; shape: number[]; data_offsets: [number, number] };
  let header: Record<string, Entry>;
  try {
    header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + size)));
  } catch {
    throw broken("its header is not JSON");
  }
  const tensors = new Map<string, Tensor>();
  for (const [name, { dtype, shape, data_offsets }] of Object.entries(header)) {
    if (dtype !== "F32") continue; // also passes over __metadata__
    const [from, to] = data_offsets, count = shape.reduce((product, side) => product * side, 1);
    if (to - from !== 4 * count) {
      throw broken(`${name} has ${to - from} bytes for ${count} numbers`);
    }
    if (8 + size + to > bytes.length) throw broken(`it ends before ${name} does`);
    const copy = bytes.slice(8 + size + from, 8 + size + to); // aligned, as Float32Array wants it
    tensors.set(name, { shape, data: new Float32Array(copy.buffer) });
  }
  return tensors;
}
