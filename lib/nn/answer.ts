/** The two kinds of output: a distribution over classes, or a probability for each tag. */
import { InputError } from "../core/errors.ts";
import { isTags, type Target } from "../core/target.ts";

/** The activation above the logits: `softmax` tells one of the classes, `sigmoid` any number of tags. */
export type Answer = "softmax" | "sigmoid";

/** The answer that a target asks for.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(answerTo({ classes: ["sad", "slow"], tags: Uint8Array.of(1, 1) }), "sigmoid");
 * assertEquals(answerTo({ classes: ["pop", "rap"], codes: Int32Array.of(1) }), "softmax");
 * ```
 */
export const answerTo = (y: Target): Answer => isTags(y) ? "sigmoid" : "softmax";

/** @throws {InputError} unless it is one of the two */
export function checkAnswer(answer: Answer): void {
  if (answer === "softmax" || answer === "sigmoid") return;
  throw new InputError("a network has no such answer", {
    found: answer,
    expected: "softmax, for one of the classes, or sigmoid, for any number of tags",
  });
}
