/** A sound heard as it comes: its mel spectrogram, its chroma, what the network says of every three seconds. */
import { chromaStft } from "../../../../audio/chroma.ts";
import { powerToDb } from "../../../../audio/decibels.ts";
import { melSpectrogram } from "../../../../audio/mel.ts";
import { spectrogram } from "../../../../audio/stft.ts";
import { BANDS, FRAMES, HOP, windowInputs } from "../windows.ts";

/** Samples a second. */
export const RATE = 22050;
/** Samples from one drawn column to the next. */
export const COLUMN = HOP / 2;
/** Half a frame of a Fourier transform, in columns and in samples: what a column needs beside it. */
const MARGIN = 2, HALF = 1024;
/** From one answer of the network to the next, in frames of the network: about half a second. */
const ANSWER = 11;

/** A room in which nobody plays is louder, in dB. */
const SILENCE = -70;

/** Numbers that become more, row by row. */
export class Rows {
  #data = new Float32Array(1024);
  #length = 0;

  constructor(readonly width: number) {}

  /** How many rows there are. */
  get count(): number {
    return this.#length / this.width;
  }

  /** Rows from one on, up to another. */
  slice(from: number, to: number): Float32Array {
    return this.#data.subarray(from * this.width, Math.min(to * this.width, this.#length));
  }

  add(rows: Float32Array): void {
    if (this.#length + rows.length > this.#data.length) {
      const larger = new Float32Array(2 * (this.#length + rows.length));
      larger.set(this.#data);
      this.#data = larger;
    }
    this.#data.set(rows, this.#length);
    this.#length += rows.length;
  }
}

/** What is known of a sound so far. Column c stands around sample c × {@linkcode COLUMN}. */
export class Analysis {
  /** The samples themselves. */
  readonly samples = new Rows(1);
  /** Columns of {@linkcode BANDS} mel bands, in dB. */
  readonly mel = new Rows(BANDS);
  /** Columns of 12 pitch classes, the strongest 1. */
  readonly chroma = new Rows(12);
  /** Rows of a probability for each class: one for each half second from {@linkcode answerTime} of it on. */
  readonly answers: Rows;
  #frames: Float32Array[] = []; // of the network: every second column

  constructor(classes: number, readonly predict: (inputs: Float64Array) => Float64Array) {
    this.answers = new Rows(classes);
  }

  /** How long it is, in seconds. */
  get seconds(): number {
    return this.samples.count / RATE;
  }

  /** When the last frame of an answer's three seconds is, in seconds. */
  static answerTime(index: number): number {
    return (FRAMES - 1 + index * ANSWER) * HOP / RATE;
  }

  /** Which answer was given last at a time; −1 where there is none yet. */
  answerAt(seconds: number): number {
    const found = Math.floor((seconds * RATE / HOP - FRAMES + 1) / ANSWER);
    return Math.min(this.answers.count - 1, Math.max(found, this.answers.count > 0 ? 0 : -1));
  }

  /** Takes what comes next. */
  push(samples: Float32Array): void {
    this.samples.add(samples);
    this.#hear(Math.floor((this.samples.count - HALF) / COLUMN) + 1);
  }

  /** Takes it that nothing comes any more: columns up to the end, and one answer of a sound that is shorter than it takes. */
  finish(): void {
    this.#hear(Math.floor(this.samples.count / COLUMN) + 1);
    if (this.answers.count === 0 && this.#frames.length > 0) this.#answer(this.#frames);
  }

  /** Columns up to one, as far as they are not there yet. */
  #hear(to: number): void {
    const from = this.mel.count;
    if (to <= from) return;
    const first = Math.max(0, from - MARGIN); // a part begins as the whole would go on
    const part = this.samples.slice(
      first * COLUMN,
      Math.min(this.samples.count, to * COLUMN + HALF),
    );
    const powers = spectrogram({ samples: part, rate: RATE }, { power: 2, hopLength: COLUMN });
    const decibels = powerToDb(melSpectrogram(powers, { nMels: BANDS }), { topDb: null });
    const chroma = chromaStft(powers, { tuning: 0 });
    const rows = [from - first, to - first] as const;
    this.mel.add(decibels.data.subarray(rows[0] * BANDS, rows[1] * BANDS));
    this.chroma.add(chroma.data.subarray(rows[0] * 12, rows[1] * 12));
    for (let c = from + from % 2; c < this.mel.count; c += 2) {
      this.#frames.push(this.mel.slice(c, c + 1).slice());
      const over = this.#frames.length - FRAMES;
      if (over >= 0 && over % ANSWER === 0) this.#answer(this.#frames.slice(-FRAMES));
    }
  }

  #answer(frames: readonly Float32Array[]): void {
    const decibels = new Float32Array(frames.length * BANDS);
    frames.forEach((frame, t) => decibels.set(frame, t * BANDS));
    const k = this.answers.width, isSilent = decibels.every((x) => x < SILENCE);
    const none = new Float32Array(k).fill(1 / k); // nothing heard tells nothing
    this.answers.add(isSilent ? none : Float32Array.from(this.predict(windowInputs(decibels))));
  }
}
