/** Numbers as text, for a script that a page loads from the disk: a page may not read other files there. */

/** The array's bytes in base64; little-endian, as every machine that runs a browser today.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(floats(base64(Float32Array.of(1, -.5))), Float32Array.of(1, -.5));
 * ```
 */
export function base64(values: Float32Array): string {
  const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  let text = "";
  for (let at = 0; at < bytes.length; at += 4096) {
    text += String.fromCharCode(...bytes.subarray(at, at + 4096));
  }
  return btoa(text);
}

/** The array that {@linkcode base64} wrote. */
export function floats(text: string): Float32Array<ArrayBuffer> {
  return new Float32Array(Uint8Array.from(atob(text), (unit) => unit.charCodeAt(0)).buffer);
}
