/** Rows to learn from, and the frame of a test that leaves no tensor behind. */
import { assertEquals } from "../assert.ts";
import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import type { TagTarget } from "../../lib/core/target.ts";
import { ready, tf } from "../../lib/nn/tf.ts";

export const COLUMNS = 6, CLASSES = ["calm", "loud", "odd"];

/** Rows whose class depends on the signs of two columns' sum and product. */
function rowsOf(count: number, seed: string) {
  const rng = new Rng(seed), x = matrix(count, Array.from({ length: COLUMNS }, (_, j) => `x${j}`));
  for (let i = 0; i < x.data.length; i++) x.data[i] = rng.normal();
  const codes = Int32Array.from({ length: count }, (_, i) => {
    const [a, b] = x.data.subarray(i * COLUMNS);
    return a + b > 0.5 ? 1 : a * b > 0 ? 2 : 0;
  });
  return { x, y: { codes, classes: CLASSES } };
}
export const learn = rowsOf(600, "learn"), watch = rowsOf(300, "watch");

export const TAGS = ["loud", "both", "never", "wide", "far"];

/** Tags of the rows: one that a line tells, one that no line does, one that no row has, and two more. */
export function tagsOf({ x }: typeof learn): TagTarget {
  const tags = new Uint8Array(x.rows * TAGS.length);
  for (let i = 0; i < x.rows; i++) {
    const [a, b, c] = x.data.subarray(i * COLUMNS), at = i * TAGS.length;
    tags.set([a + b > .5, a * b > 0, false, c > 1, c < -1].map(Number), at);
  }
  return { classes: TAGS, tags };
}

/** A test that must leave as many tensors as it found. */
export function tidyTest(name: string, body: () => Promise<void>): void {
  Deno.test(name, async () => {
    await ready();
    const before = tf.memory().numTensors;
    await body();
    assertEquals(tf.memory().numTensors, before, "tensors were left behind");
  });
}
