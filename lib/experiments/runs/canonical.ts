/** One way to write plain data down, so that equal data gives equal bytes and equal hashes. */
import { createHash } from "node:crypto";
import { InputError } from "../../core/errors.ts";

/** Plain data as JSON: keys sorted, nothing between the tokens, entries that are undefined left out.
 *
 * @throws {InputError} on what JSON cannot hold: NaN, ±Infinity, functions, typed arrays, instances
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(canonicalJson({ layers: [64, 32], dropout: 0.5 }), '{"dropout":0.5,"layers":[64,32]}');
 * ```
 */
export function canonicalJson(value: unknown, where = "settings"): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") {
    return JSON.stringify(value);
  }
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  if (Array.isArray(value)) {
    return `[${value.map((item, i) => canonicalJson(item, `${where}[${i}]`)).join(",")}]`;
  }
  if (isPlainObject(value)) {
    const entries = Object.keys(value).sort().filter((key) => value[key] !== undefined)
      .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key], `${where}.${key}`)}`);
    return `{${entries.join(",")}}`;
  }
  throw new InputError(`${where} cannot be written down`, {
    found: value,
    expected: "plain data: texts, finite numbers, true or false, lists and objects of these",
  });
}

/** True for `{…}` literals (of any realm), not for arrays, typed arrays or instances of classes. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/** The first 16 hexadecimal digits (64 bits) of a text's SHA-256. */
export function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** A hash of data of any shape: plain data with typed arrays in it, such as matrices and labels.
 * Equal numbers under equal names give equal fingerprints, on every machine of the same byte order.
 *
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * const a = fingerprint({ x: Float32Array.of(1, 2) }), b = fingerprint({ x: Float32Array.of(1, 3) });
 * assert(a !== b && a.length === 16);
 * ```
 */
export function fingerprint(data: unknown): string {
  const hash = createHash("sha256");
  const add = (value: unknown, where: string): void => {
    if (ArrayBuffer.isView(value)) {
      hash.update(`${value.constructor.name} ${value.byteLength}:`);
      hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
    } else if (Array.isArray(value)) {
      hash.update(`[${value.length}:`);
      value.forEach((item, i) => add(item, `${where}[${i}]`));
    } else if (isPlainObject(value)) {
      const keys = Object.keys(value).sort().filter((key) => value[key] !== undefined);
      hash.update(`{${keys.length}:`);
      for (const key of keys) {
        hash.update(`${JSON.stringify(key)}=`);
        add(value[key], `${where}.${key}`);
      }
    } else hash.update(`${canonicalJson(value, where)};`);
  };
  add(data, "data");
  return hash.digest("hex").slice(0, 16);
}
