/** Every figure of the study: pure functions from data to a {@linkcode Figure}. */
export { confusionMatrix } from "./confusion.ts";
export { type Curve, learningCurve } from "./curves.ts";
export { type Figure, figure } from "./figure.ts";
export { genreColour, genreColours } from "./theme.ts";
