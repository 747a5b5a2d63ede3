/** The same notes on many instruments: which descriptors tell the instruments apart, and which the notes. */
import {
  chromaStft,
  type Frames,
  INSTRUMENTS,
  meanOverTime,
  MEL,
  melSpectrogram,
  mfcc,
  playNotes,
  powerToDb,
  type Sound,
  spectralCentroid,
  type Spectrogram,
  spectrogram,
} from "../../audio/mod.ts";
import { takeColumns } from "../../core/matrix.ts";
import { standardDeviation } from "../../core/statistics.ts";

const RATE = 22050;

/** A note on an instrument.
 *
 * @param midi 69 is A = 440 Hz
 * @throws {InputError} when there is no such instrument
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(noteOn("flute", 69).samples.length, 22050);
 * ```
 */
export const noteOn = (instrument: string, midi: number, seconds = 1): Sound => ({
  rate: RATE,
  samples: playNotes(
    [{ midi, start: 0, seconds: .9 * seconds, level: .6 }],
    instrument,
    Math.round(seconds * RATE),
    RATE,
  ),
});

/** By their names, what descriptors make of a note's spectrogram of powers; the means over time are compared. */
export interface Descriptors {
  /** By the descriptor's name. */
  readonly [name: string]: (powers: Spectrogram) => Frames;
}

/** Some descriptors of timbre, and one of pitch. */
export const DESCRIPTORS: Descriptors = {
  "MFCC 2 to 20": (powers) => without(mfcc(decibels(powers)), 1),
  "MFCC 2 to 5": (powers) => without(mfcc(decibels(powers), { nMfcc: 5 }), 1),
  "mel bands, dB": (powers) => decibels(powers, 40),
  "centroid": spectralCentroid,
  "chroma": chromaStft,
};

const decibels = (powers: Spectrogram, nMels = MEL.nMels): Frames =>
  powerToDb(melSpectrogram(powers, { nMels }));

/** Frames without their first `count` values: the first MFCC is loudness. */
function without(frames: Frames, count: number): Frames {
  const left = frames.names.length - count;
  return { ...frames, ...takeColumns(frames, count, left), shape: [left] };
}

/** Which share of notes have, among those of other pitches, a nearest neighbour of their own instrument; and which, among
 * those of other instruments, one of their own pitch class. Columns are scaled to a deviation of 1.
 *
 * @param pitches MIDI numbers, each played by every instrument
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const [{ sameInstrument }] = toldByTimbre(["flute", "banjo"], [60, 62], { centroid: DESCRIPTORS.centroid });
 * assertEquals(sameInstrument >= 0 && sameInstrument <= 1, true);
 * ```
 */
export function toldByTimbre(
  instruments: readonly string[] = Object.keys(INSTRUMENTS),
  pitches: readonly number[] = [60, 61, 62, 63, 64, 65],
  descriptors: Descriptors = DESCRIPTORS,
): { descriptor: string; sameInstrument: number; samePitchClass: number }[] {
  const notes = instruments.flatMap((instrument) =>
    pitches.map((midi) => ({
      ...{ instrument, midi },
      powers: spectrogram(noteOn(instrument, midi, .5), { power: 2 }),
    }))
  );
  return Object.entries(descriptors).map(([descriptor, measure]) => {
    const points = scaled(notes.map(({ powers }) => meanOverTime(measure(powers))));
    const share = (
      others: (a: number, b: number) => boolean,
      alike: (a: number, b: number) => boolean,
    ) => {
      const right = notes.filter((_, i) => {
        const candidates = [...notes.keys()].filter((j) => others(i, j));
        return alike(i, nearest(points, i, candidates));
      });
      return right.length / notes.length;
    };
    const instrument = (i: number) => notes[i].instrument, pitch = (i: number) => notes[i].midi;
    return {
      descriptor,
      sameInstrument: share(
        (i, j) => pitch(i) !== pitch(j),
        (i, j) => instrument(i) === instrument(j),
      ),
      samePitchClass: share(
        (i, j) => instrument(i) !== instrument(j),
        (i, j) => (pitch(i) - pitch(j)) % 12 === 0,
      ),
    };
  });
}

function nearest(
  points: readonly Float64Array[],
  i: number,
  candidates: readonly number[],
): number {
  const distance = (j: number) => points[j].reduce((sum, x, d) => sum + (x - points[i][d]) ** 2, 0);
  return candidates.reduce((best, j) => distance(j) < distance(best) ? j : best);
}

function scaled(points: readonly Float64Array[]): Float64Array[] {
  const deviations = points[0].map((_, d) => standardDeviation(points.map((p) => p[d])) || 1);
  return points.map((point) => point.map((x, d) => x / deviations[d]));
}
