/** Sounds made by rule, and librosa's answers to them and to the clips. */
import type { Sound } from "../../lib/audio/sound.ts";

const RATE = 22050;
// deno-lint-ignore no-explicit-any -- files of facts, of many shapes
const facts = (name: string): any =>
  JSON.parse(
    Deno.readTextFileSync(new URL(`../fixtures/audio/${name}.json`, import.meta.url)),
  );
/** What librosa 0.11 says of four clips, of chords, clicks and tones, and mir_eval of some answers. */
export const librosa = facts("librosa"),
  more = facts("librosa_more"),
  synthetic = facts("synthetic");

/** A tone in every form that is read, in base64. */
export const encoded: Record<
  string,
  {
    readonly rate: number;
    readonly channels: number;
    readonly seconds: number;
    readonly base64: string;
  }
> = facts("encoded");

const hz = (midi: number) => 440 * 2 ** ((midi - 69) / 12);

/** A sine. */
export function tone(frequency: number, seconds = 2, rate = RATE, amplitude = .5): Sound {
  const step = 2 * Math.PI * frequency / rate;
  const samples = Float32Array.from(
    { length: Math.floor(seconds * rate) },
    (_, i) => amplitude * Math.sin(step * i),
  );
  return { samples, rate };
}

const made = new Map<string, Float32Array>();
/** A sound that is made once, however many tests ask for it; each gets samples of its own. */
function once(key: string, make: () => Float64Array): Sound {
  const known = made.get(key) ?? Float32Array.from(make());
  made.set(key, known);
  return { samples: known.slice(), rate: RATE };
}

/** Notes of six partials: [MIDI number, start, seconds, amplitude] each; the recipe of librosa_more.json. */
export const notes = (list: readonly (readonly number[])[], seconds: number): Sound =>
  once(JSON.stringify([list, seconds]), () => madeNotes(list, seconds));

function madeNotes(list: readonly (readonly number[])[], seconds: number): Float64Array {
  const samples = new Float64Array(Math.round(seconds * RATE));
  for (const [midi, start, length, amplitude] of list) {
    const from = Math.ceil(start * RATE - 1e-9);
    const to = Math.min(samples.length, Math.ceil((start + length) * RATE - 1e-9));
    const partials = [1, 2, 3, 4, 5, 6].map((h) => [h ** -1.5, 2 * Math.PI * h * hz(midi)]);
    for (let i = from; i < to; i++) {
      const u = i / RATE - start, edge = Math.min(1, Math.min(u, length - u) / .005);
      let sum = 0;
      for (const [weight, step] of partials) sum += weight * Math.sin(step * u);
      samples[i] += amplitude * edge * Math.exp(-1.5 * u) * sum;
    }
  }
  return samples;
}

/** Clicks of 1,000 Hz at those times, every fourth one strong; the recipe of librosa_more.json. */
export function clicks(times: readonly number[], seconds: number): Sound {
  const samples = new Float32Array(Math.floor(seconds * RATE));
  times.forEach((time, k) => {
    const start = Math.round(time * RATE);
    for (let i = 0; i < 1323 && start + i < samples.length; i++) {
      samples[start + i] += (k % 4 === 0 ? 1 : .5) * Math.exp(-i / 220) *
        Math.sin(2 * Math.PI * 1000 * i / RATE);
    }
  });
  return { samples, rate: RATE };
}

/** Five seconds of chords, clicks and noise; the recipe of fixtures/make_audio.py. */
export const mixture = (): Sound => once("mixture", madeMixture);

function madeMixture(): Float64Array {
  const four = [[48, 60, 64, 67], [45, 57, 60, 64], [41, 57, 60, 65], [43, 59, 62, 67]];
  const chords = [...four, ...four];
  const samples = new Float64Array(5 * RATE);
  const partials = chords.map((chord) =>
    chord.flatMap((midi) =>
      [1, 2, 3, 4, 5].map((h) => [.1 * h ** -1.5, 2 * Math.PI * h * hz(midi + .13)])
    )
  );
  for (let i = 0; i < samples.length; i++) {
    const t = i / RATE;
    for (const [weight, step] of partials[Math.floor(t / .625)]) {
      samples[i] += weight * Math.sin(step * t);
    }
  }
  for (let k = 0; k < 16; k++) {
    const start = Math.floor(k * .3125 * RATE);
    for (let j = 0; j < 2000 && start + j < samples.length; j++) {
      samples[start + j] += .8 * Math.exp(-j / 220) * Math.sin(2 * Math.PI * 1000 * j / RATE);
    }
  }
  let x = 12345n;
  for (let i = 0; i < samples.length; i++) {
    x = (1103515245n * x + 12345n) % 2n ** 31n;
    samples[i] += .02 * (Number(x) / 2 ** 30 - 1);
  }
  return samples;
}

/** Relative errors, sorted: against each expected value, or against a thousandth of the largest where that is more. */
export function relativeErrors(
  found: ArrayLike<number>,
  expected: ArrayLike<number>,
): Float64Array {
  if (found.length !== expected.length) throw new Error(`${found.length}, not ${expected.length}`);
  let largest = 0;
  for (let i = 0; i < expected.length; i++) largest = Math.max(largest, Math.abs(expected[i]));
  return Float64Array.from(
    { length: expected.length },
    (_, i) =>
      Math.abs(found[i] - expected[i]) / Math.max(Math.abs(expected[i]), .001 * largest, 1e-12),
  ).sort();
}
