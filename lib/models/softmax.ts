/** From scores to probabilities. */

/** Turns `count` scores from `at` on into probabilities in place, without overflow: the largest score is
 * taken off first, which changes no ratio.
 *
 * @returns log Σ exp(score), of the scores as they were
 */
export function softmax(scores: Float64Array, at: number, count: number): number {
  let top = scores[at];
  for (let c = at + 1; c < at + count; c++) if (scores[c] > top) top = scores[c];
  let sum = 0;
  for (let c = at; c < at + count; c++) sum += scores[c] = Math.exp(scores[c] - top);
  for (let c = at; c < at + count; c++) scores[c] /= sum;
  return top + Math.log(sum);
}
