/** The main door is small. */
import * as door from "../lib/mod.ts";
import { assert } from "./assert.ts";

const MOST = 150;

Deno.test(`the main door exports at most ${MOST} values; the rest has the rooms' doors`, () => {
  const values = Object.keys(door);
  assert(values.length <= MOST, `${values.length} values, at most ${MOST}`);
});
