/** The study of genres: what its notebooks call beside the engine.
 *
 * ```text
 *   columns.ts            the published columns of features
 *   features.ts           features as a model may read them
 *   look.ts               what tracks there are: counts, copies, families of features
 *   open.ts               finds the tracks: audio, tables of features, or clips made by code
 *   published_splits.ts   published ways to split GTZAN
 *   session.ts            what a notebook works with
 *   study.ts              the study, as the engine is handed it
 *   tables.ts             tables of features, joined row by row
 *   tracks.ts             tracks as a data set
 *   words.ts              words and colours
 * ```
 * @module
 */
export { isPower, MEANS, MOMENTS } from "./columns.ts";
export * from "./features.ts";
export * from "./look.ts";
export { type Gtzan, openGtzan } from "./open.ts";
export type { Part, PublishedSplits } from "./published_splits.ts";
export * from "./session.ts";
export { study } from "./study.ts";
export { type Tracks, tracksData } from "./tracks.ts";
export { words } from "./words.ts";
