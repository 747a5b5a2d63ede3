/** What must be said of a prediction that reads titles and albums, whatever the data. */
import type { Encoder } from "../../../features/text/encoder.ts";
import { baseLimits } from "../../../study/evaluation/card.ts";
import type { ConfusedPair } from "../../../study/evaluation/mistakes.ts";

/** Sentences for the full prediction's card.
 *
 * @param pairs the most confused first
 * @param encoder of the sentence vectors
 * @returns one sentence or two per limit
 * @example
 * ```ts
 * import { assert } from "../../../../tests/assert.ts";
 * const limits = fullLimits([], { precision: "counted" });
 * assert(limits.at(-1)!.startsWith("No sentence model was read"));
 * ```
 */
export function fullLimits(
  pairs: readonly ConfusedPair[],
  { precision }: Pick<Encoder, "precision">,
): string[] {
  return [
    ...baseLimits(pairs),
    "It knows albums and titles again. Of a release that has no track in the training file it knows less, as the line " +
    "with whole albums held out shows; that line is of fewer members, and of a model that was not taught to do " +
    "without its album.",
    precision === "counted"
      ? "No sentence model was read: hashed words and parts of words stand in for it, which know spellings and no " +
        "meanings."
      : "The sentence encoder has learnt from English for the most part: of titles in other languages it knows " +
        "spellings rather than meanings.",
  ];
}
