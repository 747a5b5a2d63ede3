/** The likeliest path through the states of a hidden Markov model. */
import { InputError } from "../core/errors.ts";

/** A hidden Markov model's probabilities, as natural logarithms. */
export interface HiddenMarkov {
  /** Of what is seen at each step in each state: steps × states. Constants of a step change nothing. */
  readonly seen: ArrayLike<number>;
  /** Of passing from one state (row) to another (column): states × states. */
  readonly transition: ArrayLike<number>;
  /** Of each state at the first step; all alike without it. */
  readonly initial?: ArrayLike<number>;
}

/** The likeliest states, one for each step.
 *
 * @throws {InputError} when what is seen does not fill whole steps
 * @see Viterbi, A. (1967). Error bounds for convolutional codes and an asymptotically optimum decoding algorithm.
 * @see Rabiner, L. (1989). A tutorial on hidden Markov models and selected applications in speech recognition.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const stay = Math.log(.9), leave = Math.log(.1); // a single step of doubt does not change the state
 * const seen = [.9, .1, .9, .1, .4, .6, .9, .1].map(Math.log);
 * assertEquals([...viterbi({ seen, transition: [stay, leave, leave, stay] })], [0, 0, 0, 0]);
 * ```
 */
export function viterbi({ seen, transition, initial }: HiddenMarkov): Int32Array {
  const states = Math.sqrt(transition.length), steps = seen.length / states;
  if (!Number.isInteger(states) || !Number.isInteger(steps)) {
    throw new InputError("what is seen of a hidden Markov model", {
      found: `${seen.length} values and ${transition.length} transitions`,
      expected: "steps × states and states × states",
    });
  }
  const path = new Int32Array(steps), from = new Int32Array(steps * states);
  if (steps === 0) return path;
  let best = Float64Array.from({ length: states }, (_, s) => seen[s] + (initial ? initial[s] : 0));
  let next = new Float64Array(states);
  for (let t = 1; t < steps; t++) {
    for (let to = 0; to < states; to++) {
      let most = -Infinity, source = 0;
      for (let s = 0; s < states; s++) {
        const score = best[s] + transition[s * states + to];
        if (score > most) [most, source] = [score, s];
      }
      next[to] = most + seen[t * states + to];
      from[t * states + to] = source;
    }
    [best, next] = [next, best];
  }
  path[steps - 1] = best.indexOf(best.reduce((a, b) => Math.max(a, b)));
  for (let t = steps - 1; t > 0; t--) path[t - 1] = from[t * states + path[t]];
  return path;
}

/** Transitions of states that stay with a probability and else pass to any other alike.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * assertAlmostEquals(Math.exp(stayOrLeave(3, .8)[1]), .1);
 * ```
 */
export function stayOrLeave(states: number, stay: number): Float64Array {
  const leave = Math.log((1 - stay) / Math.max(1, states - 1));
  return Float64Array.from(
    { length: states * states },
    (_, i) => i % (states + 1) === 0 ? Math.log(stay) : leave,
  );
}
