/** The study of genres: what its notebooks call beside the engine.
 *
 * ```text
 *   columns.ts            the published columns of features
 *   features.ts           features as a model may read them
 *   grid/compare.ts       our grid beside the published one; two ways of choosing
 *   grid/csv.ts           the grid as a table of the published columns
 *   grid/figures.ts       the published six graphs; means by setting
 *   grid/grid.ts          2,700 settings from as few trainings as it takes
 *   grid/replay.ts        searches replayed on a grid that has been trained
 *   grid/trial.ts         one training of the grid, run by workers
 *   look.ts               what tracks there are: counts, copies, families of features
 *   open.ts               finds the tracks: audio, tables of features, or clips made by code
 *   published_hold_out.ts the published hold-out, row for row
 *   published_networks.ts the published networks, layer by layer
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
export * from "./grid/compare.ts";
export { readPublishedGrid, writeGrid } from "./grid/csv.ts";
export * from "./grid/figures.ts";
export * from "./grid/grid.ts";
export * from "./grid/replay.ts";
export { epochCost } from "./grid/trial.ts";
export * from "./look.ts";
export { type Gtzan, openGtzan } from "./open.ts";
export { publishedHoldOut } from "./published_hold_out.ts";
export * from "./published_networks.ts";
export type { Part, PublishedSplits } from "./published_splits.ts";
export * from "./session.ts";
export { study } from "./study.ts";
export { type Tracks, tracksData } from "./tracks.ts";
export { words } from "./words.ts";
