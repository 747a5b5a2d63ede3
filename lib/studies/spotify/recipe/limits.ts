/** What must be said of the course's predictions, whatever the data: sentences for their cards. */
import type { Encoder } from "../../../features/text/encoder.ts";
import type { ConfusedPair } from "../../../evaluation/mistakes.ts";

/** What must be said of a base prediction, whatever the data.
 *
 * @param pairs the most confused first
 * @returns one sentence or two per limit
 * @example
 * ```ts
 * import { assert } from "../../../../tests/assert.ts";
 * const pair = { a: "pop", b: "latin", aAsB: 3, bAsA: 1, ofMistakes: .4 };
 * assert(baseLimits([pair]).includes("Most often mixed up: pop and latin (40 % of mistakes)."));
 * ```
 */
export function baseLimits(pairs: readonly ConfusedPair[]): string[] {
  const [worst] = pairs;
  return [
    "The genre is that of the playlist a track was taken from; the same recording stands under several genres, so " +
    "no model of these columns can be always right.",
    ...(worst
      ? [
        `Most often mixed up: ${worst.a} and ${worst.b} (${
          (100 * worst.ofMistakes).toFixed(0)
        } % of mistakes).`,
      ]
      : []),
    "It leans on other tracks of the same date, audio or neighbourhood: of a recording unlike any in the training " +
    "file it knows less, as the second line of the scores shows.",
    "The hold-out at random chose the mix, so its score flatters a little; intervals are of the rows judged alone, " +
    "not of other playlists, years or services.",
    "Not for judging artists or listeners, or for deciding what is paid or promoted.",
  ];
}

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

/** What must be said of a prediction of a genre more, whatever the data.
 *
 * @param pairs the most confused first
 * @returns one sentence or two per limit
 */
export function sixLimits(pairs: readonly ConfusedPair[]): string[] {
  return [
    ...baseLimits(pairs).filter((limit) => !limit.startsWith("The hold-out at random chose")),
    "The new genre came in a file of its own, gathered later than the others': part of what tells it may be when and " +
    "by whom the file was made. How common it is among the tracks to predict is not known; the model expects as " +
    "many as among the labelled ones.",
    "The hold-out with the same audio together chose the recipe; intervals are of the rows judged alone, not of " +
    "other playlists, years or services.",
  ];
}
