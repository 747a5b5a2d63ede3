/** The study of sound: what its notebooks call beside the engine.
 *
 * ```text
 *   article/facts.ts    what the article's texts may say of the records
 *   article/figures.ts  the article's figures
 *   article/mod.ts      the study's article
 *   attention.ts     weights of attention beside the sound that they weigh
 *   each.ts          something of each of several clips
 *   few.ts           few labels to learn from, other artists to judge by
 *   filters.ts       what filters of a convolution look for
 *   harmony.ts       chords and keys heard in clips, and how right they are
 *   inputs.ts        what models read: descriptors, mel spectrograms along time
 *   joined.ts        sound, text and tags joined early, in the middle, late
 *   kept.ts          a table as a record keeps it
 *   open.ts          finds, reads and checks files of sound; else makes clips
 *   pretext.ts       networks that have learnt something else first
 *   progressions.ts  chords played by code
 *   rhythm.ts        onsets and beats heard in clips, and how right they are
 *   session.ts       what a notebook works with
 *   sinusoids.ts     what a network's matrix of sinusoids has become
 *   sounds.ts        tones, sweeps, clicks, parts of sounds
 *   spectra.ts       what spectra show and hide
 *   study.ts         the study, as the engine is handed it
 *   summaries.ts     means of rows by what they have in common
 *   tags.ts          tags as what is learnt, and as what helps
 *   timbre.ts        notes on many instruments
 *   tracks.ts        pictures of a sound as strips of a timeline
 *   waves.ts         samples as what a network reads
 *   ways.ts          ways to split: at random, by album, by artist
 *   words.ts         words
 * ```
 * @module
 */
export { halfOfWeight, listened } from "./attention.ts";
export { inTurn, littleOf } from "./few.ts";
export { around, type Filter, filterPicture, filtersOf } from "./filters.ts";
export * from "./harmony.ts";
export * from "./inputs.ts";
export { joined, sourcesOf } from "./joined.ts";
export { openSoundData, type OpenSoundOptions, type SoundData } from "./open.ts";
export * from "./pretext.ts";
export * from "./progressions.ts";
export * from "./rhythm.ts";
export * from "./session.ts";
export { type Spectra, spectraOf } from "./sinusoids.ts";
export * from "./sounds.ts";
export * from "./spectra.ts";
export { study } from "./study.ts";
export * from "./summaries.ts";
export { asTags, tagColumns, type TagLine, tagLines } from "./tags.ts";
export * from "./timbre.ts";
export * from "./tracks.ts";
export { waves } from "./waves.ts";
export { overArtists, waysToSplit } from "./ways.ts";
export { words } from "./words.ts";
