import { InputError } from "../../lib/core/errors.ts";
import { matrix } from "../../lib/core/matrix.ts";
import { checkQuery, checkTraining, ofAllClasses } from "../../lib/models/inputs.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";

const x = (...values: number[]) =>
  matrix(values.length / 2, ["key", "mode"], Float32Array.from(values));
const y = (...codes: number[]) => ({
  codes: Int32Array.from(codes),
  classes: ["pop", "rap", "rock"],
});

Deno.test("classes without rows are left out, the others numbered without gaps", () => {
  const present = checkTraining("it", x(1, 2, 3, 4, 5, 6), y(2, 0, 2));
  assertEquals(present, { codes: Int32Array.of(1, 0, 1), classes: Int32Array.of(0, 2) });
  const p = ofAllClasses([.25, .75, 1, 0], present.classes, y().classes);
  assertEquals(p, matrix(2, ["pop", "rap", "rock"], Float32Array.of(.25, 0, .75, 1, 0, 0)));
});

Deno.test("what cannot be learnt from is named: model, column, row, value", async () => {
  const two = y(0, 1);
  const error = await assertFails(
    () => checkTraining("svm", x(1, 2, 3, NaN), two),
    "svm cannot read a missing value",
    "column mode",
    "row 1",
    "fill gaps in before",
  );
  assert(error instanceof InputError);
  assertEquals(checkTraining("tree", x(1, 2, 3, NaN), two, { missing: true }).classes.length, 2);
  for (const missing of [true, false]) {
    await assertFails(
      () => checkTraining("tree", x(1, -Infinity, 3, 4), two, { missing }),
      "an infinite value",
      "column mode",
      "row 0",
    );
  }
  await assertFails(
    () => checkTraining("svm", x(1, 2, 3, 4), y(1, 1)),
    "one class",
    "2 rows of rap",
  );
  await assertFails(() => checkTraining("svm", x(1, 2, 3, 4), y(1, 3)), "no class", "3 at row 1");
  await assertFails(() => checkTraining("svm", x(1, 2, 3, 4), y(1, -1)), "no class");
  await assertFails(() => checkTraining("svm", x(1, 2), two), "one label per row", "2 labels");
  await assertFails(() => checkTraining("svm", x(), y()), "zero rows");
  await assertFails(() => checkTraining("svm", matrix(2, []), two), "zero columns");
});

Deno.test("columns in another order are refused, not mixed up", async () => {
  checkQuery("svm", x(1, 2), ["key", "mode"]);
  await assertFails(() => checkQuery("svm", x(1, 2), ["mode", "key"]), "key as column 0", "mode");
  await assertFails(() => checkQuery("svm", x(1, 2), ["key"]), "2 columns", "expected 1");
});
