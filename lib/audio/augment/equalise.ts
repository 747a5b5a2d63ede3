/** An equaliser: bands raised or lowered. */
import { checkSetting } from "../../core/settings.ts";
import type { Sound } from "../sound.ts";

/** One band of an equaliser. */
export interface Band {
  /** Its middle, in Hz. */
  readonly hz: number;
  /** By how much it is raised, or lowered. */
  readonly decibels: number;
  /** Its middle over its width; .7 is about two octaves. */
  readonly q?: number;
}

/** A sound under peaking filters, one after the other.
 *
 * @throws {InputError} when a band lies beyond half the sample rate
 * @see Bristow-Johnson, R. Cookbook formulae for audio EQ biquad filter coefficients.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 8000 }, (_, i) => Math.sin(2 * Math.PI * 1000 * i / 8000));
 * const louder = equalise({ samples, rate: 8000 }, [{ hz: 1000, decibels: 6.0206 }]);
 * assertAlmostEquals(Math.max(...louder.samples.subarray(4000)), 2, .01);
 * ```
 */
export function equalise({ samples, rate }: Sound, bands: readonly Band[]): Sound {
  let result = samples;
  for (const { hz, decibels, q = .7 } of bands) {
    checkSetting("a band's hz", hz, { above: 0, below: rate / 2 });
    checkSetting("a band's q", q, { above: 0 });
    const a = 10 ** (decibels / 40), w = 2 * Math.PI * hz / rate;
    const alpha = Math.sin(w) / (2 * q), cos = -2 * Math.cos(w), norm = 1 + alpha / a;
    const [b0, b1, b2] = [1 + alpha * a, cos, 1 - alpha * a].map((b) => b / norm);
    const [a1, a2] = [cos, 1 - alpha / a].map((b) => b / norm);
    const output = new Float32Array(result.length);
    let x1 = 0, x2 = 0, y1 = 0, y2 = 0;
    for (let i = 0; i < output.length; i++) {
      const x = result[i], y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2;
      output[i] = y;
      x2 = x1;
      x1 = x;
      y2 = y1;
      y1 = Math.abs(y) < 1e-30 ? 0 : y; // no denormal numbers in silence
    }
    result = output;
  }
  return { samples: result, rate };
}
