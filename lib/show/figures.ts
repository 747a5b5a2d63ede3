/** Every figure of the study: pure functions from data to a {@linkcode Figure}. */
export { type Bar, bars, type MeasuresOptions, type RankedOptions } from "./figures/bars.ts";
export { type Calibrated, calibrationCurve } from "./figures/calibration.ts";
export { type ConfusionCounts, confusionMatrix } from "./figures/confusion.ts";
export { type Dependence, dependenceCurves } from "./figures/dependence.ts";
export { distributions, type DistributionsOptions } from "./figures/distributions.ts";
export { evalCurves, type LookedAtRun, recallPanels } from "./figures/eval_curves.ts";
export { type Figure, figure } from "./figure.ts";
export { graph, type GraphLink, type GraphNode } from "./figures/graph.ts";
export { type Heat, heatmap, type HeatmapOptions } from "./figures/heatmap.ts";
export { type Estimate, intervals } from "./figures/intervals.ts";
export { layerPanels, type LayerRun } from "./figures/layer_panels.ts";
export {
  type Curve,
  type CurveLike,
  type CurveQuantity,
  type CurveRun,
  learningCurve,
  learningCurves,
} from "./figures/learning_curves.ts";
export { type Line, lines, type LinesOptions } from "./figures/lines.ts";
export { type DiagramPlan, networkDiagram } from "./figures/network_diagram.ts";
export { parallelCoordinates } from "./figures/parallel.ts";
export { type NamedPoint, scatterLabelled } from "./figures/scatter.ts";
export { scatterByClass, type ScatterOptions } from "./figures/scatter_by_class.ts";
export { scoreCurves, type ScoredCurve, type ScoredPoint } from "./figures/score_curves.ts";
export { runsHeatmap, type SettingAxis } from "./figures/runs_heatmap.ts";
export {
  leaderboard,
  parameterEffect,
  type ScoredModel,
  type ScoredRun,
  type Standing,
} from "./figures/search.ts";
export { shareCurves, type SharedRun } from "./figures/share_curves.ts";
export { shareLines, type ShareLinesOptions } from "./figures/shares.ts";
export type { Part, Spec } from "./spec.ts";
export { classColour, classColours } from "./theme.ts";
export {
  type PrecisionRecallCurve,
  type RocCurve,
  thresholdCurves,
  type Thresholds,
} from "./figures/threshold_curves.ts";
export {
  type AnyTrack,
  timeline,
  type TimelineOptions,
  type TimeTrack,
} from "./figures/timeline.ts";
export type { Segment } from "./marks/time.ts";
