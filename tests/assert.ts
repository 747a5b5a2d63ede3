/** Assertions for tests and examples: node:assert under the names Deno's users know, and closeness of numbers. */
import assert from "node:assert/strict";

export { assert };
export const assertEquals: (actual: unknown, expected: unknown, message?: string) => void =
  assert.deepStrictEqual;

/** |actual − expected| ≤ tolerance, else an AssertionError that names both. */
export function assertAlmostEquals(actual: number, expected: number, tolerance = 1e-7): void {
  assert(
    Math.abs(actual - expected) <= tolerance,
    `expected ${expected} ± ${tolerance}, found ${actual}`,
  );
}

/** Every pair is equal within `relative` × |expected| + `absolute`. */
export function assertAllClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  { relative = 1e-6, absolute = 1e-9 } = {},
): void {
  assert.equal(actual.length, expected.length, "lengths differ");
  for (let i = 0; i < expected.length; i++) {
    const allowed = relative * Math.abs(expected[i]) + absolute;
    assert(
      Math.abs(actual[i] - expected[i]) <= allowed,
      `at ${i}: expected ${expected[i]} ± ${allowed}, found ${actual[i]}`,
    );
  }
}

/** Runs `body`, which must throw (or reject) with a message that matches every part. */
export async function assertFails(
  body: () => unknown,
  ...parts: (string | RegExp)[]
): Promise<Error> {
  let caught: unknown;
  try {
    await body();
  } catch (error) {
    caught = error;
  }
  assert(caught instanceof Error, "expected an error, but none was thrown");
  for (const part of parts) {
    const found = typeof part === "string"
      ? caught.message.includes(part)
      : part.test(caught.message);
    assert(found, `expected the message to hold ${part}; found: ${caught.message}`);
  }
  return caught;
}
