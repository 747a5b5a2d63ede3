/** Every figure of the study: pure functions from data to a {@linkcode Figure}. */
export { type BarPanel, barPanels } from "./bar_panels.ts";
export { type Bar, classBalance, rankedBars } from "./bars.ts";
export { type CalibrationBin, calibrationCurve } from "./calibration.ts";
export { confusionMatrix } from "./confusion.ts";
export { type Curve, type CurveLike, learningCurve } from "./curves.ts";
export { dependenceCurves } from "./dependence.ts";
export { distributions } from "./distributions.ts";
export { type Figure, figure } from "./figure.ts";
export { genreMaps } from "./genre_maps.ts";
export { correlationHeatmap, heatmap, type HeatmapOptions } from "./heatmap.ts";
export { type Estimate, intervals } from "./intervals.ts";
export { layerPanels } from "./layer_panels.ts";
export { type CurveRun, learningCurves } from "./learning_curves.ts";
export {
  type Line,
  lines,
  type LinesOptions,
  type PrecisionRecallCurve,
  precisionRecallCurves,
  type RocCurve,
  rocCurves,
} from "./lines.ts";
export { type DiagramPlan, networkDiagram } from "./network_diagram.ts";
export { parallelCoordinates } from "./parallel.ts";
export { type Measure, rankedPanels } from "./ranked_panels.ts";
export { type RecallPanel, recallPanels } from "./recall_panels.ts";
export { curvesOverRows } from "./rows_curve.ts";
export { type GenreMap, type NamedPoint, scatterByGenre, scatterLabelled } from "./scatter.ts";
export { runsHeatmap, type SettingAxis } from "./runs_heatmap.ts";
export { leaderboard, parameterEffect, type ScoredRun, type Standing } from "./search.ts";
export { type ShareCurve, shareCurves } from "./share_curves.ts";
export { type ShareLine, shareLines } from "./shares.ts";
export { genreColour, genreColours } from "./theme.ts";
export { validationCurves } from "./validation_curves.ts";
