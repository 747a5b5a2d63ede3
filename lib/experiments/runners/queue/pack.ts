/** Plain data with typed arrays in it ↔ bytes: a head of JSON, then the arrays. Nothing in it is ever run. */
import { createHash } from "node:crypto";
import { InputError } from "../../../core/errors.ts";
import { isPlainObject } from "../../runs/canonical.ts";

const KINDS = {
  Float32Array,
  Float64Array,
  Int32Array,
  Int16Array,
  Uint8Array,
  Uint16Array,
  Uint32Array,
};

/** What stands in the head in an array's place. */
interface Placed {
  readonly $: keyof typeof KINDS;
  /** Its first byte, from the head's end. */
  readonly at: number;
  /** Elements. */
  readonly length: number;
}

const ALIGNED = 8, aligned = (bytes: number) => Math.ceil(bytes / ALIGNED) * ALIGNED;

/** Packs data. Bytes are little-endian, as every machine is that Deno runs on; what is undefined is left out.
 *
 * @throws {InputError} on what is neither plain data nor a typed array of numbers
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * const data = { x: Float32Array.of(1, NaN), names: ["a", "b"] };
 * assertEquals(unpack(pack(data)), data);
 * ```
 */
export function pack(data: unknown): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const place = (value: unknown, where: string): unknown => {
    if (ArrayBuffer.isView(value)) {
      const kind = value.constructor.name;
      if (!Object.hasOwn(KINDS, kind)) throw unsendable(where, kind);
      const placed = { $: kind, at: length, length: (value as Uint8Array).length };
      parts.push(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
      length += aligned(value.byteLength);
      return placed;
    }
    if (Array.isArray(value)) return value.map((item, i) => place(item, `${where}[${i}]`));
    if (isPlainObject(value)) {
      if ("$" in value) throw unsendable(where, "a key $");
      return Object.fromEntries(
        Object.entries(value).map(([key, part]) => [key, place(part, `${where}.${key}`)]),
      );
    }
    if (value === null || ["string", "boolean", "undefined"].includes(typeof value)) return value;
    if (typeof value === "number" && Number.isFinite(value)) return value;
    throw unsendable(where, value);
  };
  const head = new TextEncoder().encode(JSON.stringify(place(data, "data")));
  const start = aligned(4 + head.length), all = new Uint8Array(start + length);
  new DataView(all.buffer).setUint32(0, head.length, true);
  all.set(head, 4);
  let at = start;
  for (const part of parts) {
    all.set(part, at);
    at += aligned(part.length);
  }
  return all;
}

const unsendable = (where: string, found: unknown) =>
  new InputError(`${where} cannot be sent to workers`, {
    found,
    expected: "plain data, and typed arrays of numbers",
  });

/** The data again; its arrays are views of `bytes`, which must begin at a multiple of 8 of their buffer.
 *
 * @throws {TypeError} when the bytes are not what `pack` makes
 */
export function unpack(bytes: Uint8Array<ArrayBuffer>): unknown {
  const { buffer, byteOffset } = bytes;
  const size = new DataView(buffer, byteOffset).getUint32(0, true);
  const start = byteOffset + aligned(4 + size);
  const fill = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(fill);
    if (!isPlainObject(value)) return value;
    if ("$" in value) {
      const { $: kind, at, length } = value as unknown as Placed;
      if (!Object.hasOwn(KINDS, kind)) throw new TypeError(`no such array: ${kind}`);
      return new KINDS[kind](buffer, start + at, length);
    }
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, fill(part)]));
  };
  return fill(JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + size))));
}

/** 64 hexadecimal digits. */
export const sha256 = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");
