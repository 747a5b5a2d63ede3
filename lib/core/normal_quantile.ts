/** The quantile of the standard normal distribution. */

/** Coefficients of a rational function, the highest power first: numerator and denominator. */
type Rational = readonly [numerator: readonly number[], denominator: readonly number[]];

const CENTRE: Rational = [
  [
    2.5090809287301226727e3,
    3.3430575583588128105e4,
    6.7265770927008700853e4,
    4.5921953931549871457e4,
    1.3731693765509461125e4,
    1.9715909503065514427e3,
    1.3314166789178437745e2,
    3.387132872796366608,
  ],
  [
    5.226495278852854561e3,
    2.8729085735721942674e4,
    3.9307895800092710610e4,
    2.1213794301586595867e4,
    5.3941960214247511077e3,
    6.8718700749205790830e2,
    4.2313330701600911252e1,
    1,
  ],
];

const TAIL: Rational = [
  [
    7.7454501427834140764e-4,
    2.27238449892691845833e-2,
    2.41780725177450611770e-1,
    1.27045825245236838258,
    3.64784832476320460504,
    5.76949722146069140550,
    4.63033784615654529590,
    1.42343711074968357734,
  ],
  [
    1.05075007164441684324e-9,
    5.475938084995344946e-4,
    1.51986665636164571966e-2,
    1.48103976427480074590e-1,
    6.89767334985100004550e-1,
    1.67638483018380384940,
    2.05319162663775882187,
    1,
  ],
];

const FAR_TAIL: Rational = [
  [
    2.01033439929228813265e-7,
    2.71155556874348757815e-5,
    1.24266094738807843860e-3,
    2.65321895265761230930e-2,
    2.96560571828504891230e-1,
    1.78482653991729133580,
    5.46378491116411436990,
    6.65790464350110377720,
  ],
  [
    2.04426310338993978564e-15,
    1.4215117583164458887e-7,
    1.84631831751005468180e-5,
    7.86869131145613259100e-4,
    1.48753612908506148525e-2,
    1.36929880922735805310e-1,
    5.99832206555887937690e-1,
    1,
  ],
];

const polynomial = (x: number, coefficients: readonly number[]): number =>
  coefficients.reduce((value, coefficient) => value * x + coefficient);

const at = (x: number, [numerator, denominator]: Rational): number =>
  polynomial(x, numerator) / polynomial(x, denominator);

/** The number below which a standard normal variate lies with probability `p`, to about 16 digits.
 *
 * @param p from 0 (−∞) to 1 (∞); NaN outside
 * @see Wichura, M. J. (1988). Algorithm AS 241: The percentage points of the normal distribution. Applied Statistics
 * 37, 477–484 (PPND16)
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * assertAlmostEquals(normalQuantile(.975), 1.959963984540054, 1e-15);
 * ```
 */
export function normalQuantile(p: number): number {
  const q = p - .5;
  if (Math.abs(q) <= .425) return q * at(.180625 - q * q, CENTRE);
  const tail = q < 0 ? p : 1 - p;
  if (!(tail > 0)) return tail === 0 ? Math.sign(q) * Infinity : NaN;
  const r = Math.sqrt(-Math.log(tail));
  return Math.sign(q) * (r <= 5 ? at(r - 1.6, TAIL) : at(r - 5, FAR_TAIL));
}
