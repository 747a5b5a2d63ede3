/** The course's study: what its notebooks call beside the engine. */
export * from "./numeric.ts";
export * from "./open.ts";
export * from "./read.ts";
export { type BaseSettings, evidence } from "./recipe/base.ts";
export * from "./recipe/recipe.ts";
export * from "./schema.ts";
export * from "./session.ts";
export { words } from "./words.ts";
