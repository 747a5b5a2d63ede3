/** Ten styles of music, as patterns that code can play. A bar has 16 steps; `x` is a stroke, `o` a soft one. */
import type { Drum } from "../synthesis/drums.ts";

/** A chord of a progression: semitones above the tonic, and its quality. */
export type Step = readonly [semitones: number, quality: string];

/** What a style's music is made of. */
export interface Style {
  readonly name: string;
  /** Slowest and fastest tempo, in beats a minute. */
  readonly bpm: readonly [number, number];
  /** How late every second eighth is, as a share of an eighth: 0 straight, .33 a triplet. */
  readonly swing: number;
  /** How many of ten pieces are in minor. */
  readonly minor: number;
  /** Chords, one a bar. */
  readonly progressions: { readonly maj: readonly Step[][]; readonly min: readonly Step[][] };
  /** Drum patterns, one of which a piece has; an empty one is no drums. */
  readonly drums: readonly Partial<Record<Drum, string>>[];
  /** Steps of the bass: r root, f fifth, o octave, t third. */
  readonly bass: readonly string[];
  readonly bassInstruments: readonly string[];
  /** When chords are struck, and for how many steps they are held. */
  readonly chords: readonly string[];
  readonly chordLength: number;
  readonly chordInstruments: readonly string[];
  /** How many of 16 steps have a note of the melody; 0 is none. */
  readonly melody: number;
  readonly melodyInstruments: readonly string[];
  /** Words of its titles. */
  readonly words: readonly string[];
}

const I: Step = [0, "maj"], IV: Step = [5, "maj"], V: Step = [7, "maj"], VI: Step = [9, "min"];
const II: Step = [2, "min"], i: Step = [0, "min"], iv: Step = [5, "min"], bVI: Step = [8, "maj"];
const bVII: Step = [10, "maj"], bIII: Step = [3, "maj"];
const POP = [[I, V, VI, IV], [I, VI, IV, V], [VI, IV, I, V]];
const MINOR = [[i, bVI, bIII, bVII], [i, iv, bVI, bVII], [i, bVII, bVI, bVII]];
const I7: Step = [0, "7"], IV7: Step = [5, "7"], V7: Step = [7, "7"], VI7: Step = [9, "7"];
const i7: Step = [0, "min7"], ii7: Step = [2, "min7"], iv7: Step = [5, "min7"];
const v7: Step = [7, "min7"], vi7: Step = [9, "min7"], Imaj7: Step = [0, "maj7"];
const ONE = "x...............", BACK = "....x.......x...", FOUR = "x...x...x...x...";
const OFFBEATS = "..x...x...x...x.", EIGHTHS = "x.x.x.x.x.x.x.x.", SWUNG = "x...x.x.x...x.x.";

/** The styles, in alphabetical order. */
export const STYLES: readonly Style[] = [
  {
    name: "blues",
    bpm: [66, 100],
    swing: .33,
    minor: 3,
    progressions: {
      maj: [[I7, IV7, I7, V7], [I7, I7, IV7, I7]],
      min: [[i7, iv7, i7, V7]],
    },
    drums: [
      { kick: "x.......x.......", snare: BACK, ride: EIGHTHS },
      { kick: "x.....x.x.......", snare: BACK, hat: EIGHTHS },
    ],
    bass: ["r...t...f...t...", "r.r.f.f.r.r.f.f."],
    bassInstruments: ["finger bass", "double bass"],
    chords: ["x.....x.x.......", BACK],
    chordLength: 3,
    chordInstruments: ["clean guitar", "organ", "piano"],
    melody: 5,
    melodyInstruments: ["clean guitar", "clarinet"],
    words: ["blues", "river", "train", "whiskey", "morning", "highway", "baby"],
  },
  {
    name: "classical",
    bpm: [60, 132],
    swing: 0,
    minor: 5,
    progressions: {
      maj: [[I, IV, V, I], [I, VI, II, V], [I, V, VI, [4, "min"]]],
      min: [[i, iv, V, i], [i, bVI, iv, V]],
    },
    drums: [{}],
    bass: ["r.......f.......", "r..............."],
    bassInstruments: ["strings", "double bass"],
    chords: [ONE, EIGHTHS, "x.......x......."],
    chordLength: 7,
    chordInstruments: ["strings", "piano"],
    melody: 8,
    melodyInstruments: ["flute", "strings", "clarinet", "piano"],
    words: ["sonata", "adagio", "minuet", "nocturne", "allegro", "suite", "prelude"],
  },
  {
    name: "country",
    bpm: [92, 140],
    swing: .08,
    minor: 1,
    progressions: { maj: [[I, IV, V, I], [I, I, IV, V], [I, V, IV, I]], min: [[i, bVII, bVI, V]] },
    drums: [
      { kick: "x.......x.......", snare: BACK, hat: OFFBEATS },
      { kick: FOUR, rim: BACK },
    ],
    bass: ["r.......f.......", "r...f...r...f..."],
    bassInstruments: ["double bass", "finger bass"],
    chords: [BACK, EIGHTHS],
    chordLength: 2,
    chordInstruments: ["acoustic guitar", "banjo"],
    melody: 6,
    melodyInstruments: ["banjo", "acoustic guitar", "clean guitar"],
    words: ["road", "home", "truck", "dirt", "county", "mama", "river"],
  },
  {
    name: "disco",
    bpm: [110, 126],
    swing: 0,
    minor: 5,
    progressions: {
      maj: [[I, VI, II, V], [IV, V, I, VI]],
      min: [[i7, IV7, i7, v7], [i, bVII, bVI, V]],
    },
    drums: [
      { kick: FOUR, "open hat": OFFBEATS, clap: BACK },
      { kick: FOUR, hat: EIGHTHS, snare: BACK, "open hat": OFFBEATS },
    ],
    bass: ["r.o.r.o.r.o.r.o.", "r..or..or..or..o"],
    bassInstruments: ["finger bass", "synth bass"],
    chords: [OFFBEATS, "x..x..x...x..x.."],
    chordLength: 2,
    chordInstruments: ["strings", "clean guitar", "electric piano"],
    melody: 5,
    melodyInstruments: ["strings", "brass", "synth lead"],
    words: ["dance", "night", "fever", "floor", "glitter", "shine", "love"],
  },
  {
    name: "hiphop",
    bpm: [78, 104],
    swing: .15,
    minor: 8,
    progressions: {
      maj: [[I, IV, I, IV]],
      min: [[i, i, bVI, bVII], [i7, iv7, i7, iv7]],
    },
    drums: [
      { kick: "x..x......x.....", snare: BACK, hat: "x.xxx.x.x.xxx.x." },
      { kick: "x.....x..xx.....", clap: BACK, hat: EIGHTHS },
    ],
    bass: ["r..r......r.....", "r.....r..r......"],
    bassInstruments: ["synth bass", "finger bass"],
    chords: [ONE, "x.....x.x......."],
    chordLength: 5,
    chordInstruments: ["electric piano", "pad", "bell"],
    melody: 3,
    melodyInstruments: ["bell", "square lead", "flute"],
    words: ["street", "money", "crew", "city", "real", "game", "night"],
  },
  {
    name: "jazz",
    bpm: [110, 190],
    swing: .33,
    minor: 4,
    progressions: {
      maj: [[ii7, V7, Imaj7, VI7], [Imaj7, vi7, ii7, V7]],
      min: [[i7, iv7, [2, "hdim7"], V7]],
    },
    drums: [
      { ride: SWUNG, hat: BACK, kick: "x.........o....." },
      { ride: SWUNG, rim: "......o.....o..." },
    ],
    bass: ["r...t...f...t...", "r...f...o...f..."],
    bassInstruments: ["double bass"],
    chords: ["......x.........", "x.....x.........", "....x.....x....."],
    chordLength: 3,
    chordInstruments: ["piano", "electric piano", "clean guitar"],
    melody: 8,
    melodyInstruments: ["clarinet", "brass", "piano", "flute"],
    words: ["blue", "swing", "midnight", "bop", "stroll", "avenue", "smoke"],
  },
  {
    name: "metal",
    bpm: [120, 190],
    swing: 0,
    minor: 10,
    progressions: {
      maj: [[I, bVII, bVI, bVII]],
      min: [[i, i, bVI, bVII], [i, [1, "maj"], i, bVI], [i, bVI, [6, "dim"], bVII]],
    },
    drums: [
      { kick: EIGHTHS, snare: BACK, crash: ONE, hat: FOUR },
      { kick: "x.xxx.xxx.xxx.xx", snare: BACK, ride: FOUR },
    ],
    bass: ["rrrrrrrrrrrrrrrr", "r.rrr.rrr.rrr.rr"],
    bassInstruments: ["picked bass"],
    chords: ["x.xxx.xxx.xxx.xx", "xxxxxxxxxxxxxxxx", "x..x..x.x..x..x."],
    chordLength: 1,
    chordInstruments: ["distorted guitar"],
    melody: 4,
    melodyInstruments: ["distorted guitar"],
    words: ["blood", "iron", "storm", "grave", "burning", "war", "darkness"],
  },
  {
    name: "pop",
    bpm: [88, 132],
    swing: 0,
    minor: 3,
    progressions: { maj: POP, min: MINOR },
    drums: [
      { kick: "x.......x.x.....", snare: BACK, hat: EIGHTHS },
      { kick: FOUR, clap: BACK, hat: OFFBEATS },
    ],
    bass: ["r.r.r.r.r.r.r.r.", "r.....r.r......."],
    bassInstruments: ["synth bass", "finger bass"],
    chords: ["x.......x.......", "x..x..x.x..x..x.", EIGHTHS],
    chordLength: 3,
    chordInstruments: ["piano", "pad", "synth lead", "acoustic guitar"],
    melody: 6,
    melodyInstruments: ["synth lead", "bell", "square lead"],
    words: ["heart", "tonight", "love", "summer", "forever", "you", "light"],
  },
  {
    name: "reggae",
    bpm: [66, 92],
    swing: .12,
    minor: 5,
    progressions: {
      maj: [[I, IV, I, V], [I, II, I, II], [I, V, IV, V]],
      min: [[i, iv, i, iv], [i, bVII, i, bVII]],
    },
    drums: [
      { kick: "........x.......", rim: "........x.......", hat: EIGHTHS },
      { kick: FOUR, rim: "........x.......", hat: OFFBEATS },
    ],
    bass: ["r..r..f.....t...", "..r.r.f...r....."],
    bassInstruments: ["finger bass"],
    chords: [OFFBEATS, BACK],
    chordLength: 1,
    chordInstruments: ["clean guitar", "organ"],
    melody: 3,
    melodyInstruments: ["organ", "brass", "flute"],
    words: ["island", "sun", "freedom", "irie", "roots", "lion", "riddim"],
  },
  {
    name: "rock",
    bpm: [100, 156],
    swing: 0,
    minor: 5,
    progressions: { maj: [[I, IV, V, IV], [I, bVII, IV, I], POP[0]], min: MINOR },
    drums: [
      { kick: "x.......x.x.....", snare: BACK, hat: EIGHTHS },
      { kick: "x.x.....x.x.....", snare: BACK, ride: FOUR, crash: ONE },
    ],
    bass: ["r.r.r.r.r.r.r.r.", "r...r.r.r...r.r."],
    bassInstruments: ["picked bass", "finger bass"],
    chords: [EIGHTHS, SWUNG, "x.......x......."],
    chordLength: 2,
    chordInstruments: ["distorted guitar", "clean guitar", "organ"],
    melody: 4,
    melodyInstruments: ["distorted guitar", "clean guitar"],
    words: ["rebel", "fire", "wheels", "thunder", "young", "loud", "highway"],
  },
];
