/** The course's study: what its notebooks call beside the engine. */
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
export * from "./recipe/recipe.ts";
export * from "./schema.ts";
export * from "./session.ts";
export { study } from "./study.ts";
export { words } from "./words.ts";
