/** A piece: what is played when, and with it the truth about its beats, chords and key. */
import { QUALITIES } from "../chord_names.ts";
import type { ChordSegment } from "../chords.ts";
import { PITCH_CLASSES } from "../chroma.ts";
import type { Drum, Hit } from "../synthesis/drums.ts";
import type { Note } from "../synthesis/notes.ts";
import type { Rng } from "../../core/rng.ts";
import type { Artist } from "./artists.ts";
import { type Step, type Style, STYLES } from "./styles.ts";

/** Notes of one instrument. */
export interface Part {
  readonly instrument: string;
  readonly notes: readonly Note[];
  /** How loud it is in the mix. */
  readonly level: number;
}

/** What is played, and what is true of it. */
export interface Piece {
  readonly bpm: number;
  /** Seconds at which beats fall; every fourth, from the first, begins a bar. */
  readonly beats: readonly number[];
  readonly chords: readonly ChordSegment[];
  /** Tonic and mode: `A:min`. */
  readonly key: string;
  readonly parts: readonly Part[];
  readonly hits: readonly Hit[];
}

/** How often an artist keeps to a habit, and how often something is borrowed from another style. */
const HABIT = .75, BORROWED = .15;

/** Composes a piece.
 *
 * @param length seconds; the last bar is cut off */
export function compose(style: Style, artist: Artist, length: number, rng: Rng): Piece {
  const chance = (p: number) => rng.uniform() < p;
  /** One of some things: mostly the artist's own. */
  const pick = <T>(what: string, items: readonly T[]): T =>
    chance(HABIT) ? artist.taste.fork(what).choice(items) : rng.choice(items);
  const other = rng.choice(STYLES), from = (s: Style) => chance(BORROWED) ? other : s;

  const [slow, fast] = style.bpm, pace = chance(HABIT) ? artist.pace : rng.uniform();
  const bpm = Math.round(10 * (slow + (fast - slow) * (.8 * pace + .2 * rng.uniform()))) / 10;
  const isMinor = rng.uniform() * 10 < style.minor;
  const tonic = chance(HABIT) ? artist.tonic : rng.int(12);
  const mode = isMinor ? "min" : "maj";
  const progression = pick(mode, style.progressions[mode]);

  const step = 15 / bpm, bars = Math.ceil(length / (16 * step));
  /** When a step of a bar falls: every second eighth is late by the swing. */
  const time = (bar: number, at: number) => {
    const late = at % 4 >= 2 ? style.swing * 2 : 0;
    return (16 * bar + at + late * (at % 2 ? .5 : 1)) * step;
  };
  const human = () => .004 * rng.normal();
  const strokes = (pattern: string, use: (bar: number, at: number, mark: string) => void) => {
    for (let bar = 0; bar < bars; bar++) {
      for (let at = 0; at < 16; at++) {
        if (pattern[at] !== "." && time(bar, at) < length) use(bar, at, pattern[at]);
      }
    }
  };
  const chordOf = (bar: number): Step => progression[bar % progression.length];
  const root = (bar: number) => (tonic + chordOf(bar)[0]) % 12;

  const hits: Hit[] = [];
  for (const [drum, pattern] of Object.entries(pick("drums", from(style).drums))) {
    strokes(pattern, (bar, at, mark) => {
      const level = (mark === "o" ? .4 : 1) * (at % 4 === 0 ? 1 : .75);
      hits.push({ drum: drum as Drum, start: Math.max(0, time(bar, at) + human() / 2), level });
    });
  }

  const bass: Note[] = [], chords: Note[] = [];
  const bassPattern = pick("bass", style.bass), pattern = pick("chords", style.chords);
  strokes(bassPattern, (bar, at, mark) => {
    const intervals = QUALITIES[chordOf(bar)[1]];
    const above = { r: 0, f: intervals[2], o: 12, t: intervals[1] }[mark] ?? 0;
    const held = nextStroke(bassPattern, at) * step * .9;
    bass.push({
      midi: 28 + (root(bar) + 8) % 12 + above,
      start: time(bar, at),
      seconds: held,
      level: .5,
    });
  });
  strokes(pattern, (bar, at) => {
    const seconds = Math.min(style.chordLength, 16 - at) * step * .95,
      start = time(bar, at) + human();
    for (const interval of QUALITIES[chordOf(bar)[1]]) {
      const midi = 52 + (root(bar) + interval + 8) % 12; // every chord from E3 to D#4
      chords.push({ midi, start: Math.max(0, start), seconds, level: .22 });
    }
  });

  const parts: Part[] = [
    { instrument: pick("bass sound", from(style).bassInstruments), notes: bass, level: 1 },
    { instrument: pick("chord sound", from(style).chordInstruments), notes: chords, level: .9 },
  ];
  if (style.melody > 0) {
    const notes = melodyOf(
      style,
      { bars, time, step, length, tonic, isMinor, chordOf },
      rng.fork("melody"),
    );
    parts.push({ instrument: pick("melody sound", style.melodyInstruments), notes, level: .8 });
  }
  const beats = Array.from({ length: Math.ceil(length * bpm / 60) }, (_, k) => k * 60 / bpm)
    .filter((t) => t < length);
  const segments = Array.from({ length: bars }, (_, bar) => ({
    start: bar * 16 * step,
    end: Math.min(length, (bar + 1) * 16 * step),
    label: `${PITCH_CLASSES[root(bar)]}:${chordOf(bar)[1]}`,
  }));
  return {
    bpm,
    beats,
    chords: segments,
    key: `${PITCH_CLASSES[tonic]}:${mode}`,
    parts,
    hits,
  };
}

/** Steps until the pattern's next stroke. */
function nextStroke(pattern: string, at: number): number {
  for (let steps = 1; steps < 16; steps++) if (pattern[(at + steps) % 16] !== ".") return steps;
  return 16;
}

const MAJOR = [0, 2, 4, 5, 7, 9, 11], NATURAL_MINOR = [0, 2, 3, 5, 7, 8, 10];

/** A walk through the scale that meets the chord's notes on the beats; two bars that come again. */
function melodyOf(
  style: Style,
  piece: {
    bars: number;
    time: (bar: number, at: number) => number;
    step: number;
    length: number;
    tonic: number;
    isMinor: boolean;
    chordOf: (bar: number) => Step;
  },
  rng: Rng,
): Note[] {
  const { bars, time, step, length, tonic, isMinor, chordOf } = piece;
  const scale = isMinor ? NATURAL_MINOR : MAJOR;
  const motif = Array.from({ length: 32 }, (_, at) => ({
    sounds: rng.uniform() < style.melody / 16 * (at % 2 ? .6 : 1.4),
    move: rng.int(5) - 2,
    held: 1 + rng.int(4),
  }));
  const notes: Note[] = [];
  let degree = 7 + rng.int(5);
  for (let bar = 0; bar < bars; bar++) {
    const [above, quality] = chordOf(bar);
    const inChord = new Set(QUALITIES[quality].map((interval) => (above + interval) % 12));
    for (let at = 0; at < 16; at++) {
      const { sounds, move, held } = motif[16 * (bar % 2) + at];
      if (!sounds || time(bar, at) >= length) continue;
      degree = Math.min(13, Math.max(4, degree + move));
      const pitch = (d: number) => scale[d % 7] + 12 * Math.floor(d / 7);
      let near = degree; // on a beat, the next note of the chord
      while (at % 4 === 0 && near < degree + 7 && !inChord.has(pitch(near) % 12)) near++;
      const midi = 55 + (tonic + 5) % 12 + pitch(near);
      notes.push({ midi, start: time(bar, at), seconds: held * step * .9, level: .3 });
    }
  }
  return notes;
}
