/** The study of genres: what its notebooks call beside the engine.
 *
 * ```text
 *   answer.ts             answers to the tracks of unknown genre
 *   article/facts.ts      what the article may say of the records
 *   article/figures.ts    the article's figures
 *   article/mod.ts        the article
 *   columns.ts            the published columns of features
 *   features.ts           features as a model may read them
 *   found.ts              tracks as sounds or tables tell them
 *   from_files.ts         measured from files: that it agrees with tables
 *   grid/compare.ts       our grid beside the published one; two ways of choosing
 *   grid/convolutions.ts  the grid's convolutional trainings, found in the records and counted
 *   grid/csv.ts           the grid as a table of the published columns
 *   grid/figures.ts       the published six graphs; means by setting
 *   grid/grid.ts          2,700 settings from as few trainings as it takes
 *   grid/replay.ts        searches replayed on a grid that has been trained
 *   grid/train.ts         trains the whole grid, apart from the notebook
 *   grid/trainings.ts     the grid's trainings, by network
 *   grid/trial.ts         one training of the grid, run by workers
 *   listen.ts             tracks to press play on
 *   live/browser/analysis.ts    a sound heard as it comes
 *   live/browser/drawing.ts     pictures on canvases
 *   live/browser/kernels.ts     kernels on a page
 *   live/browser/live.ts        the live page's program
 *   live/browser/microphone.ts  the microphone, as samples
 *   live/browser/view.ts        the parts of the page that change
 *   live/build.ts         the live page's folder
 *   live/bundle.ts        the live page's program, as one script
 *   live/demo.ts          what the live page shows, made
 *   live/network.ts       a small network without a library
 *   live/page.ts          the live page's markup
 *   live/recipe.ts        how the live page's network is made
 *   live/windows.ts       three seconds of sound as numbers
 *   look.ts               what tracks there are: counts, copies, families of features
 *   models.ts             the models of the study
 *   moved_weights.ts      which weights a training moves at all
 *   open.ts               finds the tracks: audio, tables of features, or clips made by code
 *   published_hold_out.ts the published hold-out, row for row
 *   published_networks.ts the published networks, layer by layer
 *   published_splits.ts   published ways to split GTZAN
 *   recorded.ts           what the conclusion leaves for the article
 *   recipe.ts             which models to average, chosen by leaving artists out
 *   segments.ts           tracks cut into segments: a way to be fooled
 *   session.ts            what a notebook works with
 *   sets.ts               sets of features, judged side by side
 *   steady.ts             features that change least from artist to artist
 *   shuffled.ts           features in another order: is it used?
 *   study.ts              the study, as the engine is handed it
 *   tables.ts             tables of features, joined row by row
 *   tracks.ts             tracks as a data set
 *   ways.ts               ways to split, and what models are worth under each
 *   words.ts              words and colours
 * ```
 * @module
 */
export * from "./answer.ts";
export { isPower, MEANS, MOMENTS } from "./columns.ts";
export * from "./features.ts";
export * from "./from_files.ts";
export * from "./grid/compare.ts";
export * from "./grid/convolutions.ts";
export { type PublishedRow, readPublishedGrid, writeGrid } from "./grid/csv.ts";
export * from "./grid/figures.ts";
export * from "./grid/grid.ts";
export * from "./grid/replay.ts";
export * from "./grid/trainings.ts";
export { epochCost, type GridSettings } from "./grid/trial.ts";
export * from "./listen.ts";
export * from "./look.ts";
export * from "./models.ts";
export * from "./moved_weights.ts";
export { type Gtzan, openGtzan } from "./open.ts";
export { publishedHoldOut } from "./published_hold_out.ts";
export * from "./published_networks.ts";
export type { Part, PublishedSplits } from "./published_splits.ts";
export { candidatesOf, chooseRecipe, type Recipe, type Tried } from "./recipe.ts";
export { recordConclusion } from "./recorded.ts";
export * from "./segments.ts";
export * from "./session.ts";
export * from "./sets.ts";
export * from "./steady.ts";
export { shuffled } from "./shuffled.ts";
export { study } from "./study.ts";
export { type Tracks, tracksData } from "./tracks.ts";
export * from "./ways.ts";
export { words } from "./words.ts";
