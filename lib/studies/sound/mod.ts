/** The study of sound: what its notebooks call beside the engine.
 *
 * ```text
 *   open.ts     finds, reads and checks files of sound; else makes clips
 *   session.ts  what a notebook works with
 *   study.ts    the study, as the engine is handed it
 *   words.ts    words
 * ```
 * @module
 */
export { openSoundData, type OpenSoundOptions, type SoundData } from "./open.ts";
export * from "./session.ts";
export { study } from "./study.ts";
export { words } from "./words.ts";
