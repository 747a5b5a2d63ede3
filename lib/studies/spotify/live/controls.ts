/** What a person sets: the 13 quantities and the year, each with words, a step and a way of being written. Used when the
 * page is written and in the browser. */

/** How one column of the network's inputs is set. */
export interface Control {
  readonly label: string;
  /** What it means, in a few words. */
  readonly hint: string;
  /** Whole numbers alone. */
  readonly whole?: boolean;
  /** Few enough values to be chosen from a list. */
  readonly choices?: readonly string[];
  /** A value as a person reads it. */
  readonly show: (value: number) => string;
}

const KEYS = ["C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"];
const MODES = ["minor", "major"];

const whole = (value: number) => String(Math.round(value));
const share = (value: number) => value.toFixed(2);
const ofShare = (label: string, hint: string): Control => ({ label, hint, show: share });

/** By the names of columns, in the order in which they are shown. */
export const CONTROLS: Readonly<Record<string, Control>> = {
  year: { label: "Year", hint: "of its release", whole: true, show: whole },
  track_popularity: { label: "Popularity", hint: "0 to 100", whole: true, show: whole },
  danceability: ofShare("Danceability", "steady beat"),
  energy: ofShare("Energy", "fast, loud, noisy"),
  speechiness: ofShare("Speechiness", "spoken words"),
  acousticness: ofShare("Acousticness", "no electronics"),
  instrumentalness: ofShare("Instrumentalness", "no voice"),
  valence: ofShare("Valence", "cheerful"),
  liveness: ofShare("Liveness", "an audience heard"),
  loudness: {
    label: "Loudness",
    hint: "decibels",
    show: (value) => `${value.toFixed(1).replace("-", "−")} dB`,
  },
  tempo: { label: "Tempo", hint: "beats a minute", show: (value) => `${whole(value)} BPM` },
  duration_ms: { label: "Length", hint: "minutes", show: minutes },
  key: {
    label: "Key",
    hint: "its tonic",
    whole: true,
    show: (value) => KEYS[value] ?? "none found",
  },
  mode: {
    label: "Mode",
    hint: "minor or major",
    whole: true,
    choices: MODES,
    show: (value) => MODES[value] ?? "unknown",
  },
};

/** Milliseconds as minutes and seconds.
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * assertEquals([minutes(187_587), minutes(59_600)], ["3:08", "1:00"]);
 * ```
 */
export function minutes(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** A share as a person reads it. Nothing is quite impossible, and nothing certain.
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * assertEquals([.634, .001, .9996].map(percent), ["63 %", "< 1 %", "> 99 %"]);
 * ```
 */
export function percent(share: number): string {
  if (share < .005) return "< 1 %";
  return share > .995 ? "> 99 %" : `${Math.round(100 * share)} %`;
}
