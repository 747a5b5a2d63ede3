/** The study of tags: what its notebooks call beside the engine.
 *
 * ```text
 *   answer.ts           predictions for every table with rows to answer
 *   article/facts.ts    everything that the article is written from
 *   article/figures.ts  figures of the article
 *   article/mod.ts      the article: facts, figures, templates
 *   course.ts           tracks of playlists as a table of tags
 *   decide.ts           from probabilities to tags: strategies side by side
 *   describe.ts         what tags there are: counts, unevenness, relations
 *   echo.ts             what a reservoir remembers, with recurrence and without
 *   inputs.ts           what models read: log-odds, answers of an elm, a token for each category
 *   judged.ts           what models are worth on the rows that judge, kept as records
 *   last_fit.ts         models whose last fit is kept
 *   look.ts             decisions tag by tag and by rarity; calibration
 *   networks.ts         settings of the study's networks
 *   open.ts             finds, reads and checks the tables; else draws the twin
 *   own_scores.ts       a catalogue's own scores as a model
 *   parts.ts            rows to learn from, to choose on and to judge by
 *   places.ts           which class and category a tag belongs to
 *   read.ts             tables in the forms in which they are handed out
 *   recipe.ts           which models to average for a small table, by nested cross-validation
 *   session.ts          what a notebook works with
 *   shift.ts            the same models on another catalogue
 *   study.ts            the study, as the engine is handed it
 *   table.ts            a table of scores and tags as a Dataset
 *   twin/kept.ts        the twin's tracks, kept
 *   twin/twin.ts        a synthetic twin of a catalogue's tags
 *   twin/world.ts       the twin's tags: how they sound, how common they are
 *   words.ts            words and colours
 * ```
 * @module
 */
export * from "./answer.ts";
export * from "./decide.ts";
export * from "./describe.ts";
export * from "./echo.ts";
export * from "./inputs.ts";
export * from "./judged.ts";
export * from "./last_fit.ts";
export * from "./look.ts";
export * from "./networks.ts";
export { openTags, type Tags, twinData } from "./open.ts";
export { benchmark, firstScores, hasOwnScores, ownScores } from "./own_scores.ts";
export * from "./parts.ts";
export * from "./recipe.ts";
export * from "./session.ts";
export * from "./shift.ts";
export { study } from "./study.ts";
export { type TagPlace, TAGS, type TagTable } from "./table.ts";
export { type Twin, twin, type TwinSettings } from "./twin/twin.ts";
export type { TwinTracks } from "./twin/kept.ts";
export type { Category, TwinTags, World } from "./twin/world.ts";
export { words } from "./words.ts";
