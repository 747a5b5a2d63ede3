/** Notes played by instruments that are a few numbers each: partials under an envelope. */
import { InputError } from "../../core/errors.ts";

/** One note. */
export interface Note {
  /** MIDI number: 69 is A = 440 Hz. */
  readonly midi: number;
  /** When it begins, in seconds. */
  readonly start: number;
  /** How long it is held, in seconds. */
  readonly seconds: number;
  /** How strong, 1 for full. */
  readonly level: number;
}

/** How an instrument sounds. */
export interface Instrument {
  /** Amplitudes of the partials, from the first. */
  readonly partials: readonly number[];
  /** Seconds until a note is at its loudest. */
  readonly attack: number;
  /** Seconds in which a held note falls to a third; Infinity keeps it. */
  readonly decay: number;
  /** Seconds in which it fades when it is let go. */
  readonly release: number;
  /** Cents between two voices that play together; 0 is one voice. */
  readonly detune: number;
  /** How hard the sum of all notes is distorted; 0 not at all. */
  readonly drive: number;
}

const saw = (count: number, fall = 1) => Array.from({ length: count }, (_, i) => (i + 1) ** -fall);
const odd = (count: number, fall = 1) =>
  Array.from({ length: count }, (_, i) => i % 2 ? 0 : (i + 1) ** -fall);
const make = (
  partials: readonly number[],
  [attack, decay, release]: readonly [number, number, number],
  detune = 0,
  drive = 0,
): Instrument => ({ partials, attack, decay, release, detune, drive });

/** Instruments by name. */
export const INSTRUMENTS: Readonly<Record<string, Instrument>> = {
  "piano": make([1, .5, .3, .2, .12, .08, .05, .03], [.004, .9, .15], 2),
  "electric piano": make([1, .1, .25, .02, .1], [.005, 1.2, .2], 3),
  "organ": make([1, .8, .6, .5, 0, .4, 0, .3], [.01, Infinity, .05], 4),
  "strings": make(saw(14, 1.1), [.12, Infinity, .25], 9),
  "pad": make(saw(8, 1.6), [.35, Infinity, .6], 12),
  "brass": make(saw(12, .8), [.04, 3, .08], 5),
  "flute": make([1, .25, .08, .03], [.06, Infinity, .1]),
  "clarinet": make(odd(11, 1), [.03, Infinity, .08]),
  "acoustic guitar": make(saw(10, 1.2), [.003, .5, .1], 1),
  "banjo": make(saw(14, .7), [.002, .16, .05]),
  "clean guitar": make(saw(8, 1.3), [.003, .8, .1], 3),
  "distorted guitar": make(saw(12, 1), [.003, 3, .06], 4, 6),
  "synth lead": make(saw(16, .9), [.01, Infinity, .08], 14),
  "square lead": make(odd(15, 1), [.01, Infinity, .06], 6),
  "bell": make([1, 0, .4, 0, 0, .3, 0, 0, .15], [.002, .7, .4]),
  "finger bass": make([1, .6, .25, .1, .05], [.006, .8, .06]),
  "double bass": make([1, .45, .15, .06], [.012, .45, .08]),
  "synth bass": make(saw(10, 1), [.004, 2, .04], 6),
  "picked bass": make(saw(12, 1), [.003, .9, .05], 0, 2),
};

const SIZE = 2048;
const tables = new Map<string, Float32Array>();

/** One period of a wave with as many partials as lie below half the rate; its loudest place is 1. */
function waveTable(name: string, { partials }: Instrument, count: number): Float32Array {
  const key = `${name}/${count}`;
  let table = tables.get(key);
  if (!table) {
    table = new Float32Array(SIZE + 1);
    for (let i = 0; i <= SIZE; i++) {
      for (let h = 1; h <= count; h++) {
        table[i] += partials[h - 1] * Math.sin(2 * Math.PI * h * i / SIZE);
      }
    }
    const most = table.reduce((a, b) => Math.max(a, Math.abs(b)), 0) || 1;
    for (let i = 0; i <= SIZE; i++) table[i] /= most;
    tables.set(key, table);
  }
  return table;
}

/** Samples of notes on one instrument.
 *
 * @param name one of {@linkcode INSTRUMENTS}
 * @param length how many samples; what rings longer is cut off
 * @throws {InputError} when there is no such instrument
 * @example
 * ```ts
 * import { estimateTuning } from "../tuning.ts";
 * import { assertAlmostEquals } from "../../../tests/assert.ts";
 * const samples = playNotes([{ midi: 69, start: 0, seconds: 1, level: .5 }], "flute", 22050, 22050);
 * assertAlmostEquals(estimateTuning({ samples, rate: 22050 }), 0, .021);
 * ```
 */
export function playNotes(
  notes: readonly Note[],
  name: string,
  length: number,
  rate: number,
): Float32Array {
  if (!Object.hasOwn(INSTRUMENTS, name)) {
    throw new InputError("no such instrument", {
      found: name,
      expected: `one of ${Object.keys(INSTRUMENTS).join(", ")}`,
    });
  }
  const instrument = INSTRUMENTS[name], samples = new Float32Array(length);
  for (const note of notes) {
    const hz = 440 * 2 ** ((note.midi - 69) / 12);
    const count = Math.min(instrument.partials.length, Math.floor(.47 * rate / hz));
    if (count < 1) continue;
    const table = waveTable(name, instrument, count);
    const cents = instrument.detune ? [-instrument.detune / 2, instrument.detune / 2] : [0];
    for (const cent of cents) {
      const step = hz * 2 ** (cent / 1200) * SIZE / rate;
      playVoice(
        samples,
        note,
        { ...instrument, step, table, level: note.level / cents.length },
        rate,
      );
    }
  }
  if (instrument.drive > 0) {
    for (let i = 0; i < length; i++) samples[i] = Math.tanh(instrument.drive * samples[i]) / 2;
  }
  return samples;
}

type Voice = Instrument & {
  readonly step: number;
  readonly table: Float32Array;
  readonly level: number;
};

function playVoice(samples: Float32Array, note: Note, voice: Voice, rate: number): void {
  const { attack, decay, release, step, table, level } = voice;
  const start = Math.round(note.start * rate), held = Math.round(note.seconds * rate);
  const fading = Math.round(release * rate), rising = Math.max(1, Math.round(attack * rate));
  const fall = decay === Infinity ? 1 : Math.exp(-1.1 / (decay * rate));
  let place = 0, body = level;
  const end = Math.min(held + fading, samples.length - start);
  for (let i = 0; i < end; i++) {
    const rise = i < rising ? i / rising : 1;
    const letGo = i < held ? 1 : 1 - (i - held) / fading;
    const at = Math.floor(place), share = place - at;
    const value = table[at] + share * (table[at + 1] - table[at]);
    if (start + i >= 0) samples[start + i] += body * rise * letGo * value;
    body *= fall;
    place += step;
    if (place >= SIZE) place -= SIZE;
  }
}
