/** Clips of music made by code from a seed: their sound, and all that is true of them. */
import { equalise } from "../augment/equalise.ts";
import { reverberate } from "../augment/reverberate.ts";
import type { ChordSegment } from "../chords.ts";
import type { Sound } from "../sound.ts";
import { playDrums } from "../synthesis/drums.ts";
import { playNotes } from "../synthesis/notes.ts";
import { checkSettings, withDefaults } from "../../core/settings.ts";
import { Rng } from "../../core/rng.ts";
import { type Artist, artistOf } from "./artists.ts";
import { compose, type Piece } from "./compose.ts";
import { STYLES } from "./styles.ts";
import { tagsOf, titleOf } from "./titles.ts";

/** Settings of a set of clips. */
export interface ClipSettings {
  /** From which everything is drawn. */
  readonly seed: number;
  /** Clips of each of the ten styles. */
  readonly perStyle: number;
  /** Artists of each style; clips go around them. */
  readonly artists: number;
  /** How long a clip lasts, in seconds. */
  readonly seconds: number;
}

/** What is used where nothing else is said. */
export const CLIPS: ClipSettings = { seed: 1, perStyle: 12, artists: 4, seconds: 8 };

/** A clip: what is true of it, and its sound, which is made when it is asked for. */
export interface Clip {
  /** The style and a number: `blues.00003`. */
  readonly id: string;
  /** One of ten. */
  readonly style: string;
  /** Who plays it. */
  readonly artist: string;
  /** On which of the artist's two. */
  readonly album: string;
  /** Two to four words. */
  readonly title: string;
  /** What a listener would say of it. */
  readonly tags: readonly string[];
  /** Beats a minute. */
  readonly bpm: number;
  /** Seconds; every fourth, from the first, begins a bar. */
  readonly beats: readonly number[];
  /** Seconds at which something begins; what begins within 30 ms is heard as one. */
  readonly onsets: readonly number[];
  /** One a bar. */
  readonly chords: readonly ChordSegment[];
  /** Tonic and mode: `A:min`. */
  readonly key: string;
  /** How long it lasts. */
  readonly seconds: number;
  /** 22,050 samples a second; the same bytes each time. */
  sound(): Sound;
}

const RATE = 22050;

/** Clips of ten styles, by artists with habits. A clip is the same however many others there are.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const clips = makeClips({ perStyle: 2, seconds: 4 });
 * assertEquals(clips.length, 20);
 * assertEquals(clips[0].sound().samples.length, 4 * 22050);
 * ```
 */
export function makeClips(settings: Partial<ClipSettings> = {}): Clip[] {
  const all = withDefaults(CLIPS, settings), { seed, perStyle, artists, seconds } = all;
  checkSettings(all, {
    perStyle: { least: 1, whole: true },
    artists: { least: 1, whole: true },
    seconds: { least: 1, most: 600 },
  });
  const rng = new Rng(seed).fork("clips");
  return STYLES.flatMap((style) =>
    Array.from({ length: perStyle }, (_, k): Clip => {
      const id = `${style.name}.${String(k).padStart(5, "0")}`, own = rng.fork(id);
      const artist = artistOf(style, k % artists, rng.fork("artists"));
      const album = artist.albums[Math.floor(k / artists) % artist.albums.length];
      const piece = compose(style, artist, seconds, own.fork("piece"));
      return {
        id,
        style: style.name,
        artist: artist.name,
        album: album.title,
        title: titleOf(style, artist, piece, own.fork("title")),
        tags: tagsOf(style, artist, piece, own.fork("tags")),
        bpm: piece.bpm,
        beats: piece.beats,
        onsets: onsetsOf(piece, seconds),
        chords: piece.chords,
        key: piece.key,
        seconds,
        sound: () => render(piece, artist, album.brightness, seconds, own.fork("sound")),
      };
    })
  );
}

/** When drums are struck and notes begin. */
function onsetsOf({ hits, parts }: Piece, seconds: number): number[] {
  const starts = [...hits, ...parts.flatMap(({ notes }) => notes)].map(({ start }) => start)
    .filter((start) => start < seconds).sort((a, b) => a - b);
  const onsets: number[] = [];
  for (const start of starts) if (!(start - onsets.at(-1)! < .03)) onsets.push(start);
  return onsets;
}

/** Plays a piece as its artist records it, to the same peak. */
function render(
  piece: Piece,
  artist: Artist,
  brightness: number,
  seconds: number,
  rng: Rng,
): Sound {
  const length = Math.round(seconds * RATE);
  const mix = playDrums(piece.hits, length, RATE, { pitch: artist.kitPitch }, rng.fork("drums"));
  for (let i = 0; i < length; i++) mix[i] *= .55;
  for (const { instrument, notes, level } of piece.parts) {
    const tuned = notes.map((note) => ({ ...note, midi: note.midi + artist.cents / 100 }));
    const part = playNotes(tuned, instrument, length, RATE);
    for (let i = 0; i < length; i++) mix[i] += level * part[i];
  }
  const tone = [...artist.tone, { hz: 6000, decibels: brightness }];
  const sound = equalise(
    reverberate({ samples: mix, rate: RATE }, artist.room, rng.fork("room")),
    tone,
  );
  const { samples } = sound, hiss = rng.fork("hiss");
  let peak = 1e-9;
  for (let i = 0; i < length; i++) peak = Math.max(peak, Math.abs(samples[i]));
  for (let i = 0; i < length; i++) {
    samples[i] = .8 * samples[i] / peak + .001 * (hiss.uniform() - .5);
  }
  return { samples, rate: RATE };
}
