import { inSharedMemory } from "../../../lib/experiments/runners/share.ts";
import { assert, assertEquals } from "../../assert.ts";

const table = (data = Float32Array.of(1, 2, 3)) => ({ data, rows: 3, names: ["a"] });

Deno.test("an array that stands in two places is one in shared memory, a part of it another", () => {
  const numbers = Float32Array.of(1, 2, 3), part = numbers.subarray(1);
  const { a, b, c } = inSharedMemory({ a: table(numbers), b: table(numbers), c: part });
  assert(a.data.buffer === b.data.buffer);
  assertEquals([a.data.buffer === c.buffer, [...c]], [false, [2, 3]]);
  assertEquals([...numbers], [1, 2, 3]);
});
