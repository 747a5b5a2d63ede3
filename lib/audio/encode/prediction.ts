/** What can be foretold of samples from those before them: a weighted sum, in whole numbers. */

/** How samples are foretold, and what is left of them. */
export interface Prediction {
  /** Weights of the samples before, the newest first, times 2 to the power of `shift`. As many samples at the start
   * are foretold by nothing. */
  readonly coefficients: Int32Array;
  readonly shift: number;
  /** What is left of the others. */
  readonly residual: Int32Array;
}

/** Bits of a weight. */
export const PRECISION = 12;
const MOST_ORDER = 12;

/** The prediction that makes what is left and its own weights shortest; undefined where none is worth its weights.
 * @see Levinson, N. (1947) and Durbin, J. (1960): the recursion that solves for the weights, order by order */
export function predict(samples: Int32Array): Prediction | undefined {
  if (samples.length <= 4 * MOST_ORDER) return undefined;
  const correlation = autocorrelation(samples);
  const weights = new Float64Array(MOST_ORDER);
  let error = correlation[0], best: Float64Array | undefined, least = Infinity;
  for (let order = 1; order <= MOST_ORDER && error > 0; order++) {
    let sum = correlation[order];
    for (let j = 1; j < order; j++) sum -= weights[j - 1] * correlation[order - j];
    const reflection = sum / error, before = weights.slice(0, order - 1);
    for (let j = 1; j < order; j++) weights[j - 1] -= reflection * before[order - 1 - j];
    weights[order - 1] = reflection;
    error *= 1 - reflection * reflection;
    const bits = samples.length * Math.log2(Math.max(error, 1e-9)) / 2 + order * (PRECISION + 16);
    if (bits < least) [best, least] = [weights.slice(0, order), bits];
  }
  return best && inWholeNumbers(best, samples);
}

/** Of the samples under Welch's window. */
function autocorrelation(samples: Int32Array): Float64Array {
  const n = samples.length;
  const windowed = Float64Array.from(samples, (x, i) => x * (1 - ((2 * i + 1) / n - 1) ** 2));
  return Float64Array.from({ length: MOST_ORDER + 1 }, (_, lag) => {
    let sum = 0;
    for (let i = lag; i < n; i++) sum += windowed[i] * windowed[i - lag];
    return sum;
  });
}

function inWholeNumbers(weights: Float64Array, samples: Int32Array): Prediction | undefined {
  const largest = weights.reduce((most, weight) => Math.max(most, Math.abs(weight)), 0);
  const shift = Math.min(15, PRECISION - 2 - Math.floor(Math.log2(largest)));
  if (!(shift >= 0)) return undefined;
  const limit = 2 ** (PRECISION - 1), order = weights.length;
  let owed = 0; // what rounding took from the weights before goes to the next
  const coefficients = Int32Array.from(weights, (weight) => {
    owed += weight * 2 ** shift;
    const whole = Math.max(-limit, Math.min(limit - 1, Math.round(owed)));
    owed -= whole;
    return whole;
  });
  const residual = new Int32Array(samples.length - order), scale = 2 ** shift;
  for (let i = order; i < samples.length; i++) {
    let sum = 0; // below 2^31: 12 products of 12 and of 16 bits
    for (let j = 0; j < order; j++) sum += coefficients[j] * samples[i - 1 - j];
    residual[i - order] = samples[i] - Math.floor(sum / scale);
  }
  return { coefficients, shift, residual };
}
