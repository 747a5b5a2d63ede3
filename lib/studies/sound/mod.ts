/** The study of sound: what its notebooks call beside the engine.
 *
 * ```text
 *   each.ts          something of each of several clips
 *   harmony.ts       chords and keys heard in clips, and how right they are
 *   open.ts          finds, reads and checks files of sound; else makes clips
 *   progressions.ts  chords played by code
 *   rhythm.ts        onsets and beats heard in clips, and how right they are
 *   session.ts       what a notebook works with
 *   sounds.ts        tones, sweeps, clicks, parts of sounds
 *   spectra.ts       what spectra show and hide
 *   study.ts         the study, as the engine is handed it
 *   summaries.ts     means of rows by what they have in common
 *   timbre.ts        notes on many instruments
 *   tracks.ts        pictures of a sound as strips of a timeline
 *   words.ts         words
 * ```
 * @module
 */
export * from "./harmony.ts";
export { openSoundData, type OpenSoundOptions, type SoundData } from "./open.ts";
export * from "./progressions.ts";
export * from "./rhythm.ts";
export * from "./session.ts";
export * from "./sounds.ts";
export * from "./spectra.ts";
export { study } from "./study.ts";
export * from "./summaries.ts";
export * from "./timbre.ts";
export * from "./tracks.ts";
export { words } from "./words.ts";
