/** What a computer hears: samples in, tensors out. Names, defaults and results are librosa's; frames are rows.
 *
 * ```text
 *   augment/augment.ts            a sound changed at random, its label kept
 *   augment/equalise.ts           an equaliser
 *   augment/level.ts              shift, gain, noise, compression, degraded quality
 *   augment/mask.ts               SpecAugment
 *   augment/reverberate.ts        a sound in a room
 *   augment/vocoder.ts            tempo without pitch, pitch without tempo
 *   beats.ts                      beats by dynamic programming
 *   beats_hmm.ts                  beats by a hidden Markov model over tempo and phase
 *   chord_names.ts                names of chords, read
 *   chords.ts                     chords by templates and a hidden Markov model
 *   chroma.ts                     chroma from a spectrogram
 *   chroma_cqt.ts                 chroma from a constant-Q transform
 *   clips/artists.ts              artists with habits
 *   clips/clips.ts                clips of music made by code, and what is true of them
 *   clips/compose.ts              a piece: what is played when
 *   clips/styles.ts               ten styles
 *   clips/titles.ts               titles and tags of clips
 *   collection/arrays.ts          what models read of a sound: features, mel spectrogram, frames, samples
 *   collection/compute.ts         something of every sound, on all cores, kept
 *   collection/dataset.ts         sounds as a Dataset
 *   collection/list.ts            what a folder holds: files by label, or by a manifest
 *   collection/made.ts            clips made by code as a collection
 *   collection/open.ts            a folder of sounds as a collection
 *   collection/sounds.ts          a collection of sounds
 *   collection/source.ts          where a sound comes from: a file, or code
 *   collection/worker.ts          worker of compute.ts
 *   contrast.ts                   spectral contrast
 *   cqt.ts                        constant-Q transform
 *   decibels.ts                   powers and magnitudes as decibels
 *   decode/au.ts                  AU files
 *   decode/compressed.ts          MP3, FLAC and Ogg Vorbis
 *   decode/decoder.ts             decoders in WebAssembly, broken and noisy ones too
 *   decode/form.ts                what a file is, by what it begins with
 *   decode/list.ts                files of sound in a folder
 *   decode/mono.ts                decoded samples, as one channel and as many as may be
 *   decode/ogg.ts                 pages and packets of Ogg
 *   decode/opus.ts                Opus in Ogg
 *   decode/pcm.ts                 uncompressed samples
 *   decode/read.ts                files of sound, told apart by their contents
 *   decode/wav.ts                 WAV files, read and written
 *   delta.ts                      how a measure changes from frame to frame
 *   describe_sound.ts             everything that is measured of a track, in one row
 *   encode/bits.ts                numbers as bits
 *   encode/flac.ts                FLAC files, written
 *   encode/prediction.ts          samples foretold from those before them
 *   encode/rice.ts                small numbers in few bits
 *   extract.ts                    features of many files, on all cores, kept
 *   extract_worker.ts             worker of extract.ts
 *   feature_columns.ts            what features of tracks are called in tables
 *   features174.ts                the 174 features of a track
 *   fft.ts                        Fourier transforms of real numbers
 *   filters.ts                    banks of filters over a spectrogram
 *   hpss.ts                       harmonic and percussive parts
 *   kernels/filter_bank.as.ts     kernel: filters over the rows of a table
 *   kernels/polyphase.as.ts       kernel: outputs between the inputs
 *   kernels/running_median.as.ts  kernel: running medians
 *   key.ts                        which scale a piece is in
 *   median.ts                     running medians over frames and bins
 *   mel.ts                        mel spectrogram
 *   mel_filters.ts                the mel scale and its filters
 *   mfcc.ts                       mel-frequency cepstral coefficients
 *   onset.ts                      onset envelope, peaks, onsets
 *   pcen.ts                       per-channel energy normalisation
 *   pooled.ts                     means over neighbouring frames
 *   resample.ts                   from one sample rate to another
 *   round.ts                      the nearest whole number, of two the even one
 *   sound.ts                      samples of one channel, and measures frame by frame
 *   spectral.ts                   centroid, bandwidth, roll-off, flatness
 *   stft.ts                       short-time Fourier transform and back, spectrograms
 *   synthesis/drums.ts            drums: falling tones and noise
 *   synthesis/notes.ts            notes played by instruments
 *   tempo.ts                      beats a minute
 *   tempogram.ts                  how regular onsets are, by moment and period
 *   tonnetz.ts                    tonal centroids
 *   tuning.ts                     deviation from A = 440 Hz
 *   viterbi.ts                    the likeliest path of a hidden Markov model
 *   waveform.ts                   loudness and zero crossings
 *   window.ts                     a frame's window, and the frequencies of its bins
 * ```
 *
 * It is large because it does what librosa and its decoders do.
 *
 * @module
 */
export * from "./augment/augment.ts";
export * from "./augment/equalise.ts";
export {
  addNoise,
  compress,
  type CompressorSettings,
  degrade,
  gain,
  shift,
} from "./augment/level.ts";
export * from "./augment/mask.ts";
export { reverberate, type RoomSettings } from "./augment/reverberate.ts";
export * from "./augment/vocoder.ts";
export * from "./beats.ts";
export * from "./beats_hmm.ts";
export { type Chord, NO_CHORD, parseChord, QUALITIES } from "./chord_names.ts";
export * from "./chords.ts";
export { chromaFilters, chromaStft, PITCH_CLASSES } from "./chroma.ts";
export * from "./chroma_cqt.ts";
export { type Clip, CLIPS, type ClipSettings, makeClips } from "./clips/clips.ts";
export { type ArrayKind, ARRAYS, type ArraySettings } from "./collection/arrays.ts";
export type { OnProgress } from "./collection/compute.ts";
export { MADE, type MadeSettings, madeSounds } from "./collection/made.ts";
export { openSounds } from "./collection/open.ts";
export type { Sounds, SoundsOptions } from "./collection/sounds.ts";
export * from "./contrast.ts";
export * from "./cqt.ts";
export * from "./decibels.ts";
export { listSounds } from "./decode/list.ts";
export type { Part } from "./decode/mono.ts";
export * from "./decode/read.ts";
export { encodeWav } from "./decode/wav.ts";
export * from "./delta.ts";
export * from "./describe_sound.ts";
export { encodeFlac, FLAC, type FlacSettings } from "./encode/flac.ts";
export * from "./extract.ts";
export { ALL_COLUMNS, COLUMNS_174, COLUMNS_57, COLUMNS_MORE } from "./feature_columns.ts";
export { features174, FEATURES_174 } from "./features174.ts";
export { cosines, type Filter } from "./filters.ts";
export { harmonic, HPSS, hpss, type HpssSettings, percussive } from "./hpss.ts";
export * from "./key.ts";
export * from "./mel.ts";
export * from "./mel_filters.ts";
export { MFCC, mfcc, type MfccSettings } from "./mfcc.ts";
export * from "./onset.ts";
export * from "./pcen.ts";
export { RESAMPLE, resample, type ResampleSettings } from "./resample.ts";
export { type Frames, frameTimes, meanOverTime, seconds, type Sound, sound } from "./sound.ts";
export * from "./spectral.ts";
export {
  type ComplexSpectrogram,
  istft,
  type Spectrogram,
  spectrogram,
  STFT,
  stft,
  type StftSettings,
} from "./stft.ts";
export { type Drum, type Hit, playDrums } from "./synthesis/drums.ts";
export { type Instrument, INSTRUMENTS, type Note, playNotes } from "./synthesis/notes.ts";
export * from "./tempo.ts";
export { tempogram } from "./tempogram.ts";
export * from "./tonnetz.ts";
export * from "./tuning.ts";
export * from "./viterbi.ts";
export * from "./waveform.ts";
export * from "./window.ts";
