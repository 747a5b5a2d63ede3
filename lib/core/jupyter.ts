/** Whether code runs in a notebook. */

/** Whether this runs in Deno's Jupyter kernel.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(isJupyter(), false); // a test runs elsewhere
 * ```
 */
export function isJupyter(): boolean {
  try {
    return typeof Deno.jupyter?.broadcast === "function"; // the getter throws elsewhere
  } catch {
    return false;
  }
}
