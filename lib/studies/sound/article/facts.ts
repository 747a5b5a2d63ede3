/** Everything that the article's templates may say, from the records of a study. */
import { type Evidence, latestScores } from "../../../publish/article/evidence.ts";
import type { Estimate } from "../../../publish/article/numbers.ts";
import { asRows, type KeptRow } from "../kept.ts";

/** What there is to hear. */
export interface SoundFacts {
  readonly sounds: number;
  readonly labels: number;
  readonly artists: number;
}

/** What part 01 tells. */
export interface SpectraFacts {
  /** Frames by length: how deep the dip is between two tones, and between two clicks, in dB. */
  readonly frames: readonly { nFft: number; ms: number; tones: number; clicks: number }[];
  /** How alike a picture is to that of the same sound played higher, once it is moved: 1 is equal. */
  readonly shifted: Readonly<Record<"constant Q" | "mel" | "STFT", number>>;
}

/** Share of notes whose nearest neighbour is of their own instrument, or pitch class. */
export interface TimbreFacts {
  readonly descriptor: string;
  /** Notes a semitone apart. */
  readonly near: number;
  /** Notes up to an octave and a half apart. */
  readonly far: number;
  /** The same pitch class instead, of notes a semitone apart. */
  readonly pitch: number;
}

/** What part 02 tells, on clips whose truth is known. */
export interface HearingFacts {
  readonly clips: number;
  readonly timbre: readonly TimbreFacts[];
  /** Chords that sound alone: the lowest share of four progressions, frame by frame and with the model. */
  readonly alone: { readonly frames: number; readonly model: number };
  /** Shares of the time, by style; the last line is of all. */
  readonly chords: readonly ChordFacts[];
  /** Share of clips whose key is heard. */
  readonly key: number;
  /** By style; the last line is of all. */
  readonly rhythm: readonly RhythmFacts[];
}

/** Chords of a style: the share of the time that is right. */
export interface ChordFacts {
  readonly style: string;
  readonly frames: number;
  readonly model: number;
  readonly modelCqt: number;
  readonly roots: number;
}

/** Rhythm of a style: F-measures, and beats that are right and even. */
export interface RhythmFacts {
  readonly style: string;
  readonly onsets: number;
  readonly beats: number;
  readonly beatsHmm: number;
  readonly cmlT: number;
  readonly amlT: number;
}

/** A model and what it was worth. */
export interface ScoreFacts {
  readonly name: string;
  readonly score: Estimate;
}

/** What part 03 tells, on artists held out. */
export interface NetworkFacts {
  /** The MFCC as a network: as it is, trained further, from random weights. */
  readonly starts: readonly ScoreFacts[];
  /** Ways from moments to one vector. */
  readonly pooling: readonly ScoreFacts[];
  /** On which share of the moments half of the attention lies. */
  readonly half: number;
}

/** What part 04 tells of few labels. */
export interface FewFacts {
  /** Gains of changed copies, by kind. */
  readonly copies: readonly ScoreFacts[];
  /** What networks know, by how many labels and by what they learnt first. */
  readonly known: readonly { readonly labels: number; readonly models: readonly ScoreFacts[] }[];
  /** At the most labels, over random weights. */
  readonly gains: readonly ScoreFacts[];
}

/** The same models under folds at random, by album and by artist. */
export interface WayFacts {
  readonly ways: readonly string[];
  /** A score for each of the ways. */
  readonly models: readonly { readonly name: string; readonly scores: readonly Estimate[] }[];
}

/** Many tags. */
export interface TagFacts {
  readonly tags: number;
  readonly meanAveragePrecision: number;
  readonly rocAuc: number;
  /** Share of cells right. */
  readonly right: number;
  /** The same where no tag is ever said. */
  readonly silent: number;
}

/** What the records tell; a part without usable records is undefined, and the article says so. */
export interface Facts {
  /** True where the sounds are made by code. */
  readonly synthetic: boolean;
  readonly sounds: SoundFacts | undefined;
  readonly spectra: SpectraFacts | undefined;
  readonly hearing: HearingFacts | undefined;
  readonly networks: NetworkFacts | undefined;
  readonly few: FewFacts | undefined;
  readonly folds: WayFacts | undefined;
  /** Sound, text and tags; joined early, in the middle, late. */
  readonly sources: readonly ScoreFacts[];
  readonly tags: TagFacts | undefined;
}

/** Reads all facts off the records. */
export function readFacts({ runs }: Pick<Evidence, "runs">): Facts {
  const done = runs.filter(({ status }) => status === "done");
  const scores = (part: string, name: string) => latestScores(done, part, name);
  const rows = (part: string, name: string) => asRows(scores(part, name) ?? {});
  const sounds = scores("01", "sounds");
  return {
    synthetic: sounds?.made === 1,
    sounds: sounds && (({ sounds, labels, artists }) => ({ sounds, labels, artists }))(sounds),
    spectra: spectraFacts(rows("01", "frames"), rows("01", "shifted")),
    hearing: hearingFacts((name) => rows("02", name)),
    networks: networkFacts((name) => rows("03", name), scores("03", "networks")?.halfOfAttention),
    few: fewFacts((name) => rows("04", name)),
    folds: wayFacts(rows("04", "ways")),
    sources: rows("04", "sources").map(scoreOf),
    tags: tagFacts(rows("04", "tags")),
  };
}

/** The parts without usable records, as words.json names them. */
export function missingParts(facts: Facts): string[] {
  const { sounds, spectra, hearing, networks, few, folds } = facts;
  const parts = { sounds, spectra, hearing, networks, few, folds };
  return Object.entries(parts).filter(([, part]) => !part).map(([name]) => name);
}

type Rows = (name: string) => KeptRow[];

const scoreOf = ({ words: [name], numbers: { value, low, high } }: KeptRow): ScoreFacts => ({
  name,
  score: { value, low, high },
});

const named = <Line>(column: string) => ({ words: [name], numbers }: KeptRow): Line =>
  ({ [column]: name, ...numbers }) as Line;

function spectraFacts(frames: KeptRow[], shifted: KeptRow[]): SpectraFacts | undefined {
  if (!frames.length || !shifted.length) return undefined;
  return {
    frames: frames.map(({ numbers }) => ({
      ...{ nFft: numbers.nFft, ms: numbers["frame (ms)"] },
      ...{ tones: numbers["dip between tones (dB)"], clicks: numbers["dip between clicks (dB)"] },
    })),
    shifted: Object.fromEntries(
      shifted.map(({ words: [picture], numbers: { alike } }) => [picture, alike]),
    ) as SpectraFacts["shifted"],
  };
}

function hearingFacts(rows: Rows): HearingFacts | undefined {
  const chords = rows("harmony").map(named<ChordFacts>("style")), keys = rows("keys");
  const rhythm = rows("rhythm").map(named<RhythmFacts>("style")), far = rows("instruments far");
  const alone = rows("chords alone").map(({ numbers }) => numbers);
  if ([chords, keys, rhythm, far, alone].some(({ length }) => length === 0)) return undefined;
  const least = (column: string) => Math.min(...alone.map((own) => own[column]));
  return {
    clips: keys.reduce((sum, { numbers }) => sum + numbers.clips, 0),
    timbre: rows("instruments near").map(({ words: [descriptor], numbers }, i) => ({
      ...{ descriptor, near: numbers.sameInstrument, pitch: numbers.samePitchClass },
      far: far[i].numbers.sameInstrument,
    })),
    alone: { frames: least("frames"), model: least("model") },
    ...{ chords, rhythm },
    key: keys.find(({ words: [relation] }) => relation === "same")?.numbers.share ?? 0,
  };
}

function networkFacts(rows: Rows, half: number | undefined): NetworkFacts | undefined {
  const starts = rows("starts").map(scoreOf), pooling = rows("pooling").map(scoreOf);
  return starts.length && pooling.length && half !== undefined
    ? { starts, pooling, half }
    : undefined;
}

function fewFacts(rows: Rows): FewFacts | undefined {
  const known = [...Map.groupBy(rows("few"), ({ words: [, labels] }) => labels)];
  if (known.length === 0) return undefined;
  return {
    copies: rows("copies").map(scoreOf),
    known: known.map(([labels, own]) => ({
      labels: Number.parseInt(labels),
      models: own.map(scoreOf),
    })),
    gains: rows("few, gains").map(scoreOf),
  };
}

function wayFacts(rows: readonly KeptRow[]): WayFacts | undefined {
  const ways = [...new Set(rows.map(({ words: [, way] }) => way))];
  const models = [...Map.groupBy(rows, ({ words: [model] }) => model)];
  return models.length === 0 ? undefined : {
    ways,
    models: models.map(([name, own]) => ({ name, scores: own.map((row) => scoreOf(row).score) })),
  };
}

function tagFacts([row]: readonly KeptRow[]): TagFacts | undefined {
  if (!row) return undefined;
  const { hammingLoss, silent, tags, meanAveragePrecision, rocAuc } = row.numbers;
  return { tags, meanAveragePrecision, rocAuc, right: 1 - hammingLoss, silent };
}
