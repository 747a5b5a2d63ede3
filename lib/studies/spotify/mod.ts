/** The course's study: what its notebooks call beside the engine. */
export * from "./numeric.ts";
export * from "./open.ts";
export * from "./read.ts";
export * from "./recipe/base.ts";
export * from "./recipe/full.ts";
export * from "./recipe/full_limits.ts";
export * from "./recipe/mixes.ts";
export * from "./recipe/six.ts";
export * from "./schema.ts";
export * from "./session.ts";
export { words } from "./words.ts";
