/** Accuracy on the known classes and on the new ones. */
import { argmax, type Matrix } from "../../core/matrix.ts";
import type { ClassTarget } from "../../core/target.ts";
import { accuracyOf } from "../../evaluation/metrics/accuracy.ts";

/** Accuracy of the rows of known classes and of the others; and that of the known ones' when nothing but them may be
 * answered, which tells what is forgotten from what is drowned by a loud new class.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const y = { codes: Int32Array.of(1, 0), classes: ["edm", "pop"] };
 * const loud = matrix(2, y.classes, Float32Array.of(.9, .1, .9, .1));
 * assertEquals(byNovelty(y, loud, ["pop"]), { knownAccuracy: 0, newRecall: 1, amongKnown: 1 });
 * ```
 */
export function byNovelty(
  { codes, classes }: ClassTarget,
  probabilities: Matrix,
  known: readonly string[],
): { knownAccuracy: number; newRecall: number; amongKnown: number } {
  const isNew = classes.map((name) => !known.includes(name));
  const silenced = { ...probabilities, data: probabilities.data.slice() };
  silenced.data.forEach((_, at) => isNew[at % classes.length] && (silenced.data[at] = -1));
  const guess = argmax(probabilities), amongKnown = argmax(silenced);
  const ofNew = (row: number) => isNew[codes[row]], ofKnown = (row: number) => !ofNew(row);
  return {
    knownAccuracy: accuracyOf(codes, guess, ofKnown),
    newRecall: accuracyOf(codes, guess, ofNew),
    amongKnown: accuracyOf(codes, amongKnown, ofKnown),
  };
}
