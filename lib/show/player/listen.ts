/** Sounds to press play on, in a notebook, on the site and on slides. */
import { InputError } from "../../core/errors.ts";
import { checkSetting } from "../../core/settings.ts";
import type { ChordSegment } from "../../audio/chords.ts";
import { NO_CHORD } from "../../audio/chord_names.ts";
import { encodeFlac } from "../../audio/encode/flac.ts";
import { seconds, type Sound } from "../../audio/sound.ts";
import { escapeHtml } from "../format.ts";
import { drawPicture, percent, type Picture } from "./pictures.ts";

// A notebook's names hide the platform's, in modules too: this is held from the start.
const { Deno } = globalThis;
const display = Symbol.for("Jupyter.display");

/** What is said of a sound that is played. */
export interface ListenOptions {
  /** What it is called. */
  readonly title?: string;
  /** What is drawn, from top to bottom; its wave and its spectrogram where nothing is said. */
  readonly pictures?: readonly Picture[];
  /** Times of beats, or of onsets, in seconds: lines, and clicks for those who switch them on. */
  readonly beats?: ArrayLike<number>;
  /** Chords, as labels below the pictures. */
  readonly chords?: readonly ChordSegment[];
}

/** One of several sounds. */
export interface Heard extends ListenOptions {
  /** What is played. */
  readonly sound: Sound;
}

/** Sounds that Jupyter knows how to show: players in HTML, and a line for each where there is text alone. */
export interface Player {
  /** What is played, one after the other. */
  readonly heard: readonly Heard[];
  /** A player for each, with its pictures, its sound (FLAC) and what moves it, all in one. */
  toHtml(): string;
  /** A line for each. */
  toString(): string;
}

class SoundPlayer implements Player {
  constructor(readonly heard: readonly Heard[]) {}

  toHtml(): string {
    const players = this.heard.map(playerHtml).join("");
    const all = this.heard.length === 1 ? players : `<div class="sound-players">${players}</div>`;
    return `${all}<style>${read("player.css")}</style><script>${read("player.js")}</script>`;
  }

  toString(): string {
    return this.heard.map(told).join("\n");
  }

  [display](): Record<string, string> {
    return { "text/html": this.toHtml(), "text/plain": this.toString() };
  }

  /** `console.log(listen(…))` outside Jupyter. */
  [Symbol.for("Deno.customInspect")](): string {
    return this.toString();
  }
}

const read = (name: string) => Deno.readTextFileSync(new URL(`./client/${name}`, import.meta.url));

/** Something to press play on: a sound under its pictures, along which a line moves. A click on a picture goes there.
 *
 * It is encoded with noise 50 dB below it (FLAC, about .4 of a WAV file): a player is for the ear, not for measuring.
 *
 * @param what a sound, or several with what is said of each
 * @param options of the sound; of several, what is said of all that do not say otherwise
 * @throws {InputError} when there is nothing to play, or times are not of the sound
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const tone = { samples: Float32Array.from({ length: 22050 }, (_, i) => Math.sin(i / 8) / 2), rate: 22050 };
 * const player = listen(tone, { title: "A tone", beats: [0, .5] });
 * assertEquals(String(player), "[sound: A tone (1.0 s at 22,050 Hz; 2 beats)]");
 * ```
 */
export function listen(
  what: Sound | readonly Heard[],
  options: ListenOptions = {},
): Player {
  const heard = "samples" in what
    ? [{ ...options, sound: what }]
    : what.map((one) => ({ ...options, ...one }));
  if (heard.length === 0) throw new InputError("no sound to listen to");
  for (const one of heard) check(one);
  return new SoundPlayer(heard);
}

function check({ sound, title = "", beats = [], chords = [] }: Heard): void {
  const what = `the sound${title && ` “${title}”`}`;
  if (!(sound?.samples?.length > 0)) {
    throw new InputError(`${what} holds no samples`, { expected: "{ samples, rate }" });
  }
  // browsers play no lower one, and FLAC holds no higher
  checkSetting(`the rate of ${what}`, sound.rate, { least: 3000, most: 65535, whole: true });
  const wrong = Array.from(beats).find((beat) => !(beat >= 0));
  if (wrong !== undefined) {
    throw new InputError(`a beat of ${what}`, { found: wrong, expected: "seconds from 0" });
  }
  const odd = chords.find(({ start, end }) => !(start >= 0 && end >= start));
  if (odd) {
    throw new InputError(`a chord of ${what}`, {
      found: `${odd.label} from ${odd.start} to ${odd.end}`,
      expected: "a start from 0 and an end after it, in seconds",
    });
  }
}

const count = (n: number, word: string) => `${n} ${word}${n === 1 ? "" : "s"}`;

function told({ sound, title, beats = [], chords = [] }: Heard): string {
  const said = [
    `${seconds(sound).toFixed(1)} s at ${sound.rate.toLocaleString("en-US")} Hz`,
    ...(beats.length ? [count(beats.length, "beat")] : []),
    ...(chords.length ? [`chords ${chords.map(({ label }) => label).join(" ")}`] : []),
  ];
  return `[sound: ${title ?? "untitled"} (${said.join("; ")})]`;
}

function playerHtml(heard: Heard): string {
  const { sound, title, pictures = ["waveform", "spectrogram"], beats = [], chords = [] } = heard;
  const length = seconds(sound), name = escapeHtml(title ?? "Sound");
  const drawn = pictures.map((picture) => drawPicture(picture, sound)).join("");
  const times = Array.from(beats).filter((beat) => beat <= length);
  const audio = `data:audio/flac;base64,${encodeFlac(withTail(limited(sound))).toBase64()}`;
  const list = times.length
    ? ` data-beats="${times.map((t) => Number(t.toFixed(3))).join(" ")}"`
    : "";
  return `<div class="sound-player" role="group" aria-label="${name}" ` +
    `data-seconds="${length.toFixed(3)}"${list}>` +
    (title === undefined ? "" : `<p class="called">${name}</p>`) +
    `<div class="stage">${drawn}${chordRow(chords, length)}${beatLines(times, length)}</div>` +
    `<div class="axis" aria-hidden="true">${axis(length)}</div>` +
    `<audio controls preload="none" src="${audio}"></audio></div>`;
}

/** Silence of three blocks of FLAC behind a sound: Chromium waits for ever where one jumps into the last ones. */
const TAIL = 3 * 4096;
function withTail({ samples, rate }: Sound): Sound {
  const longer = new Float32Array(samples.length + TAIL);
  longer.set(samples);
  return { samples: longer, rate };
}

/** What is louder than a file can hold is made as loud as it can. */
function limited(sound: Sound): Sound {
  let peak = 0;
  for (const x of sound.samples) peak = Math.max(peak, Math.abs(x));
  return peak <= 1 ? sound : { ...sound, samples: sound.samples.map((x) => x / peak) };
}

function chordRow(chords: readonly ChordSegment[], length: number): string {
  if (chords.length === 0) return "";
  const labels = chords.filter(({ start, label }) => start < length && label !== NO_CHORD).map(
    ({ start, end, label }) =>
      `<span style="left:${percent(start / length)};width:${
        percent((Math.min(end, length) - start) / length)
      }" data-start="${start.toFixed(3)}" data-end="${end.toFixed(3)}">${escapeHtml(label)}</span>`,
  );
  return `<p class="pane-title">Chords</p><div class="chords">${labels.join("")}</div>`;
}

const beatLines = (beats: readonly number[], length: number): string =>
  beats.map((beat) => `<i class="beat" style="left:${percent(beat / length)}"></i>`).join("");

/** Times below the pictures: about five, a round number of seconds apart. */
function axis(length: number): string {
  const step = [.1, .2, .5, 1, 2, 5, 10, 20, 30, 60, 120, 300].find((s) => length / s <= 6) ?? 600;
  const places = Array.from({ length: Math.floor(.97 * length / step) + 1 }, (_, i) => i * step);
  return places.map((at) =>
    `<span style="left:${percent(at / length)}">${Number(at.toFixed(1))}${
      at === 0 ? " s" : ""
    }</span>`
  ).join("");
}
