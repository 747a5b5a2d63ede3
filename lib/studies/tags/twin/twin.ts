/** A synthetic twin of a music catalogue's tags: what its own system scores, and what a person tags. */
import { Rng } from "../../../core/rng.ts";
import { CARELESS, GENEROSITY, MISHEARD, said, sigmoid, twinWorld, type World } from "./world.ts";

/** What is drawn. */
export interface TwinSettings {
  /** How many tracks. */
  rows: number;
  /** Of the tracks. */
  seed: number;
  /** Of the tags: their sound, their rates. */
  world: number;
  /** Added to the annotators' generosity, in log-odds: another catalogue. */
  shift: number;
  /** By which the system's errors are multiplied there. */
  error: number;
}

/** Defaults of {@linkcode TwinSettings}. */
export const TWIN_DEFAULTS: Readonly<TwinSettings> = Object.freeze({
  rows: 2000,
  seed: 1,
  world: 43,
  shift: 0,
  error: 1,
});

/** Tracks of the twin. */
export interface Twin {
  /** Its tags. */
  readonly world: World;
  /** How many tracks. */
  readonly rows: number;
  /** rows × (tags, then categories): the system's scores, in (0, 1), to six decimals. */
  readonly scores: Float32Array;
  /** rows × tags: 1 where the annotator said it. */
  readonly tags: Uint8Array;
}

/** Draws tracks. The knowable log-odds of tag j for a track of style z are
 *
 *     Lⱼ = mⱼ + sⱼ (√ρⱼ cⱼ + √(1 − ρⱼ) vⱼ),   cⱼ = aⱼ · z standardised, vⱼ ~ N(0, 1)
 *
 * The annotator says it with probability σ(Lⱼ + w), w the generosity of the day, or without listening, at its rate. The
 * system knows vⱼ but mishears cⱼ, each tag by itself, so that the other scores help to undo it; its score of a category
 * is the probability that any of the category's tags holds, heard afresh.
 *
 * @returns the same for the same settings, to the byte
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * const { scores, tags } = twin({ rows: 2 });
 * assertEquals([scores.length, tags.length], [2 * (248 + 41), 2 * 248]);
 * ```
 */
export function twin(given: Partial<TwinSettings> = {}): Twin {
  const { rows, seed, world: place, shift, error } = { ...TWIN_DEFAULTS, ...given };
  const world = twinWorld(place), q = world.tags.length, width = q + world.categories.length;
  const rng = new Rng(`twin ${seed}`), heard = hearing(world);
  const scores = new Float32Array(rows * width), tags = new Uint8Array(rows * q);
  for (let i = 0; i < rows; i++) {
    const row = scores.subarray(i * width, (i + 1) * width);
    drawTrack(world, heard, { rng, shift, error }, row, tags.subarray(i * q, (i + 1) * q));
  }
  return { world, rows, scores, tags };
}

/** How the system makes scores of what it hears: calibrated for an error of its usual size, but for its own gains. */
function hearing({ spread, explained }: World) {
  const certain = explained.map((rho) => 1 / (1 + rho * MISHEARD ** 2));
  const damped = spread.map((s, tag) => {
    const unknown = s * s * (1 - certain[tag]) + GENEROSITY ** 2;
    return 1 / Math.sqrt(1 + .346 * unknown); // the mean of a logistic function over a normal one
  });
  return { certain, damped };
}

function drawTrack(
  world: World,
  { certain, damped }: ReturnType<typeof hearing>,
  { rng, shift, error }: { rng: Rng; shift: number; error: number },
  scores: Float32Array,
  tags: Uint8Array,
): void {
  const { categories, centre, spread, explained, rate, gain, offset, mean } = world,
    q = tags.length;
  const c = said(world.style(rng), world.loadings, q),
    generosity = GENEROSITY * rng.normal() + shift;
  const noise = MISHEARD * error, fresh = new Float64Array(q);
  for (let tag = 0; tag < q; tag++) {
    const style = c[tag] - mean[tag], r = Math.sqrt(explained[tag]), s = spread[tag];
    const own = Math.sqrt(1 - explained[tag]) * rng.normal();
    const odds = centre[tag] + s * (r * style + own);
    const isCareless = rng.uniform() < CARELESS;
    const p = isCareless ? rate[tag] * Math.exp(.8 * shift) : sigmoid(odds + generosity);
    tags[tag] = Number(rng.uniform() < p);
    const listened = () => s * certain[tag] * (r * (style + noise * rng.normal()) + own);
    scores[tag] = rounded(
      sigmoid(gain[tag] * damped[tag] * (centre[tag] + listened()) + offset[tag]),
    );
    fresh[tag] = 1 - sigmoid(damped[tag] * (centre[tag] + listened()));
  }
  categories.forEach(({ tags }, at) => {
    scores[q + at] = rounded(1 - tags.reduce((product, tag) => product * fresh[tag], 1));
  });
}

const rounded = (p: number): number => Math.round(p * 1e6) / 1e6;
