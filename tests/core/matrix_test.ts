import { argmax, column, joinColumns, matrix, takeRows } from "../../lib/core/matrix.ts";
import { assertEquals, assertFails } from "../assert.ts";

const x = matrix(3, ["a", "b"], Float32Array.of(1, 2, 3, 4, 5, 5));

Deno.test("rows are taken in the order asked for, repeats included", () => {
  assertEquals([...takeRows(x, [2, 0, 0]).data], [5, 5, 1, 2, 1, 2]);
});

Deno.test("a column is one value per row", () => assertEquals([...column(x, 1)], [2, 4, 5]));

Deno.test("matrices stand side by side with their names", () => {
  const joined = joinColumns([x, matrix(3, ["c"], Float32Array.of(7, 8, 9))]);
  assertEquals(joined.names, ["a", "b", "c"]);
  assertEquals([...joined.data], [1, 2, 7, 3, 4, 8, 5, 5, 9]);
});

Deno.test("the most probable class is the first of equals", () => {
  assertEquals([...argmax(x)], [1, 1, 0]);
});

Deno.test("NaN is never the most probable class: such rows are refused", async () => {
  for (const at of [4, 5]) {
    const odd = matrix(3, ["a", "b"], x.data.slice());
    odd.data[at] = NaN;
    await assertFails(() => argmax(odd), "NaN", "row 2", `column ${"ab"[at % 2]}`);
  }
});

Deno.test("shapes that do not fit are refused", async () => {
  await assertFails(() => matrix(2, ["a"], new Float32Array(3)), "3 values", "2 rows × 1");
  await assertFails(() => joinColumns([x, matrix(2, ["c"])]), "2 rows (c …)", "3 rows");
});
