/** Limited-memory BFGS: minimises a smooth function of many variables from its gradient alone. */

/** A function to minimise: returns its value at `point` and writes its gradient into `gradient`. */
export type Objective = (point: Float64Array, gradient: Float64Array) => number;

/** Where a minimisation ended. */
interface Minimum {
  readonly point: Float64Array;
  readonly value: number;
  readonly iterations: number;
  /** How often the objective was computed. */
  readonly evaluations: number;
  /** Whether the largest gradient entry fell to the tolerance. */
  readonly converged: boolean;
}

/** Minimises `objective` from `start` (which is not changed).
 *
 * The last `memory` steps s and gradient changes y stand for the inverse Hessian (two-loop recursion);
 * the step along −H·g satisfies the strong Wolfe conditions, so that sᵀy > 0 and H stays positive
 * definite. It ends when max |gradient| ≤ `tolerance`, after `maxIterations`, or when no step lowers the
 * value any more (floating point is exhausted).
 *
 * @see Liu, D. C. & Nocedal, J. (1989). On the limited memory BFGS method for large scale optimization.
 * @see Nocedal, J. & Wright, S. J. (2006). Numerical Optimization, algorithms 3.5, 3.6, 7.4 and 7.5.
 * @example
 * ```ts
 * import { assertAllClose } from "../../tests/assert.ts";
 * const bowl = (p: Float64Array, g: Float64Array) => {
 *   g[0] = 2 * (p[0] - 3), g[1] = 20 * (p[1] + 1);
 *   return (p[0] - 3) ** 2 + 10 * (p[1] + 1) ** 2;
 * };
 * assertAllClose(minimise(bowl, new Float64Array(2), { tolerance: 1e-9 }).point, [3, -1]);
 * ```
 */
export function minimise(
  objective: Objective,
  start: Float64Array,
  { memory = 10, maxIterations = 500, tolerance = 1e-5 } = {},
): Minimum {
  const n = start.length, history: Step[] = [];
  let point: Float64Array = start.slice(), gradient: Float64Array = new Float64Array(n);
  let evaluations = 1, iterations = 0;
  let value = objective(point, gradient), size = largest(gradient);
  while (size > tolerance && iterations < maxIterations) {
    const direction = descent(gradient, history);
    // The first direction has the gradient's length, which says nothing of the right step's: start small.
    const first = history.length ? 1 : Math.min(1, 1 / Math.sqrt(dot(gradient, gradient)));
    const found = wolfe(objective, point, value, gradient, direction, first);
    evaluations += found.evaluations;
    if (!(found.value < value)) {
      if (!history.length) break;
      history.length = 0; // the curvature learnt so far misleads: once more from steepest descent
      continue;
    }
    iterations++;
    const s = new Float64Array(n), y = new Float64Array(n);
    for (let i = 0; i < n; i++) {
      s[i] = found.point[i] - point[i];
      y[i] = found.gradient[i] - gradient[i];
    }
    const sy = dot(s, y);
    if (sy > 1e-16 * dot(y, y)) {
      history.push({ s, y, rho: 1 / sy });
      if (history.length > memory) history.shift();
    }
    ({ point, value, gradient } = found);
    size = largest(gradient);
  }
  return { point, value, iterations, evaluations, converged: size <= tolerance };
}

interface Step {
  readonly s: Float64Array;
  readonly y: Float64Array;
  /** 1 / sᵀy */
  readonly rho: number;
}

/** −H·gradient by the two-loop recursion, H started from (sᵀy / yᵀy)·I of the newest step. */
function descent(gradient: Float64Array, history: readonly Step[]): Float64Array {
  const q = gradient.map((g) => -g), alpha = new Float64Array(history.length);
  for (let h = history.length - 1; h >= 0; h--) {
    const { s, y, rho } = history[h];
    alpha[h] = rho * dot(s, q);
    for (let i = 0; i < q.length; i++) q[i] -= alpha[h] * y[i];
  }
  const newest = history.at(-1);
  if (newest) {
    const scale = 1 / (newest.rho * dot(newest.y, newest.y));
    for (let i = 0; i < q.length; i++) q[i] *= scale;
  }
  for (let h = 0; h < history.length; h++) {
    const { s, y, rho } = history[h], change = alpha[h] - rho * dot(y, q);
    for (let i = 0; i < q.length; i++) q[i] += change * s[i];
  }
  return q;
}

interface Trial {
  step: number;
  value: number;
  /** The derivative along the direction. */
  slope: number;
  point: Float64Array;
  gradient: Float64Array;
}

/** A step with f(a) ≤ f(0) + 10⁻⁴·a·f′(0) and |f′(a)| ≤ .9·|f′(0)|, or the best that 25 trials gave. */
function wolfe(
  objective: Objective,
  origin: Float64Array,
  value: number,
  gradient: Float64Array,
  direction: Float64Array,
  first: number,
): Trial & { evaluations: number } {
  let evaluations = 0;
  const start: Trial = { step: 0, value, slope: dot(gradient, direction), point: origin, gradient };
  const tryStep = (step: number): Trial => {
    evaluations++;
    const point = new Float64Array(origin.length), at = new Float64Array(origin.length);
    for (let i = 0; i < point.length; i++) point[i] = origin[i] + step * direction[i];
    const value = objective(point, at);
    return { step, value, slope: dot(at, direction), point, gradient: at };
  };
  const tooHigh = (t: Trial) => !(t.value <= value + 1e-4 * t.step * start.slope); // also when NaN
  const flat = (t: Trial) => Math.abs(t.slope) <= -0.9 * start.slope;

  // Walk out until [low, high] holds a minimum. `low` has the smallest value seen.
  let low = start, high: Trial | undefined;
  for (let step = first; !high && evaluations < 25; step *= 2) {
    const trial = tryStep(step);
    if (tooHigh(trial) || (low.step > 0 && trial.value >= low.value)) high = trial;
    else if (flat(trial)) return { ...trial, evaluations };
    else if (trial.slope >= 0) [low, high] = [trial, low];
    else low = trial;
  }
  // Narrow it.
  while (high && evaluations < 25) {
    const trial = tryStep(between(low, high));
    if (tooHigh(trial) || trial.value >= low.value) {
      high = trial;
    } else {
      if (flat(trial)) return { ...trial, evaluations };
      if (trial.slope * (high.step - low.step) >= 0) high = low;
      low = trial;
    }
  }
  return { ...low, evaluations };
}

/** The minimum of the cubic through two trials' values and slopes, kept off the interval's ends. */
function between(a: Trial, b: Trial): number {
  const d1 = a.slope + b.slope - 3 * (a.value - b.value) / (a.step - b.step);
  const d2 = Math.sign(b.step - a.step) * Math.sqrt(d1 * d1 - a.slope * b.slope);
  const cubic = b.step - (b.step - a.step) * (b.slope + d2 - d1) / (b.slope - a.slope + 2 * d2);
  const from = Math.min(a.step, b.step), width = Math.abs(a.step - b.step);
  const inside = cubic > from + 0.1 * width && cubic < from + 0.9 * width; // false when NaN
  return inside ? cubic : from + 0.5 * width;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function largest(a: Float64Array): number {
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Math.abs(a[i]));
  return most;
}
