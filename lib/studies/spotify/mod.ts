/** The course's study: what its notebooks call beside the engine, its article, and the site's live
 * page.
 *
 * ```text
 *   article/facts.ts                 everything that the article is written from
 *   article/facts/baseline_table.ts  the table of baselines
 *   article/facts/baselines.ts       records of part 02: classical models
 *   article/facts/data.ts            records of part 01: the data
 *   article/facts/fates.ts           what becomes of each class while networks transfer
 *   article/facts/networks.ts        records of part 03: networks
 *   article/facts/paired.ts          two predictions, compared row by row
 *   article/facts/predictors.ts      the exported predictors
 *   article/facts/sources.ts         what each source of evidence adds
 *   article/facts/steps.ts           records of part 04: encodings, step by step
 *   article/facts/text.ts            records of part 05: texts
 *   article/facts/transfer.ts        records of part 06: transfer
 *   article/facts/tricks.ts          records of part 04: heuristics
 *   article/figures.ts               figures and tables of the article
 *   article/mod.ts                   the article: facts, figures, templates
 *   encoder.ts                       sentence vectors of titles and albums
 *   live/browser/drawing.ts          pictures along the sliders
 *   live/browser/live.ts             the page's program
 *   live/browser/neighbours.ts       recordings like what is set
 *   live/browser/network.ts          the network in the browser
 *   live/browser/state.ts            what is set, and the address that tells it
 *   live/browser/view.ts             elements of the page
 *   live/build.ts                    builds the live page
 *   live/bundle.ts                   bundles the page's program to live.js
 *   live/controls.ts                 the sliders: words, steps, units
 *   live/demo.ts                     trains what the page shows
 *   live/encoder.ts                  settings to inputs of the network
 *   live/network.ts                  the page's small network
 *   live/page.ts                     markup of the page
 *   live/recipe.ts                   how the page's network is made and kept
 *   live/recordings.ts               tracks that the network has not seen
 *   live/text_tower.ts               texts to genres, small enough for a browser
 *   model_names.ts                   names of models that visitors read
 *   numeric.ts                       audio quantities and release dates as features
 *   open.ts                          finds, reads and checks the course's files
 *   read.ts                          a file of tracks to a Dataset
 *   recipe/base.ts                   members of the prediction from sound and date
 *   recipe/full.ts                   members of the prediction with texts
 *   recipe/limits.ts                 limits that cards name
 *   recipe/members.ts                networks and trees, averaged: what all three are made of
 *   recipe/recipe.ts                 the three predictions as recipes
 *   recipe/six.ts                    the prediction of six genres
 *   schema.ts                        the columns of the files
 *   session.ts                       what a notebook works with
 *   study.ts                         the study, as the engine is handed it
 *   words.ts                         words, colours and units
 * ```
 * @module
 */
export * from "./numeric.ts";
export { type Course, openCourse, type PredictionKind } from "./open.ts";
export * from "./read.ts";
export {
  type BaseOptions,
  type BaseSettings,
  evidence,
  type EvidenceSettings,
} from "./recipe/base.ts";
export type { FullOptions, FullSettings, TextEvidenceSettings } from "./recipe/full.ts";
export type { Members, Mix } from "./recipe/members.ts";
export * from "./recipe/recipe.ts";
export * from "./schema.ts";
export * from "./session.ts";
export { study } from "./study.ts";
export { words } from "./words.ts";
