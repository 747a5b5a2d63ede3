/** Figures (Plotly specs from data), tables and progress bars, in notebooks and as still pictures.
 *
 * ```text
 *   danfojs.d.ts                 types of the part of danfojs that is used
 *   danfojs.ts                   danfojs under these types
 *   drawing/canvas.ts            a small 2D canvas for heatmaps
 *   drawing/font.ts              text widths from a TrueType font
 *   drawing/jsdom.ts             jsdom, loaded when needed
 *   drawing/picture_worker.ts    draws pictures on a worker
 *   drawing/png.ts               pixels as a PNG file
 *   drawing/polyline.ts          lengths along SVG paths
 *   drawing/window.ts            a window for Plotly without a browser
 *   figure.ts                    a figure: interactive in notebooks, else a picture
 *   figures.ts                   lists all figures
 *   figures/bar_panels.ts        bars in panels, by class or by measure
 *   figures/bars.ts              bars of counts, ranks or measures
 *   figures/calibration.ts       reliability diagram
 *   figures/confusion.ts         confusion matrix
 *   figures/dependence.ts        partial dependence
 *   figures/distributions.ts     distributions by class: densities, lines, bars
 *   figures/eval_curves.ts       scores during training: a line per variant, or a panel
 *   figures/graph.ts             things and links between them
 *   figures/heatmap.ts           numbers as colours
 *   figures/intervals.ts         estimates with intervals
 *   figures/layer_panels.ts      statistics of layers while networks train
 *   figures/learning_curves.ts   learning curves of one training, and of many
 *   figures/lines.ts             lines
 *   figures/network_diagram.ts   a network's layers
 *   figures/parallel.ts          parallel coordinates
 *   figures/runs_heatmap.ts      a score over two settings
 *   figures/scatter.ts           points with names
 *   figures/scatter_by_class.ts  points by class
 *   figures/score_curves.ts      training and validation scores as something grows
 *   figures/search.ts            leaderboard, and effects of settings
 *   figures/share_curves.ts      a score by the share of data used
 *   figures/shares.ts            class shares along a number
 *   figures/threshold_curves.ts  ROC and precision-recall curves
 *   figures/timeline.ts          sound along time: waves, pictures, curves, labels
 *   format.ts                    numbers and texts in tables
 *   frames.ts                    danfojs frames, shown as tables
 *   literal.ts                   texts that Plotly shows as they are
 *   marks/axes.ts                ticks, scales and units of axes
 *   marks/density.ts             kernel density estimates
 *   marks/labels.ts              places of labels beside points, without overlap
 *   marks/marks.ts               line, band, dot, bar …: what figures are composed of
 *   marks/nothing.ts             notes on what cannot be drawn
 *   marks/panels.ts              several axes in one figure
 *   marks/parallel_axes.ts       places of runs on the axes of parallel coordinates
 *   marks/shapes.ts              what a column looks like, class by class
 *   marks/time.ts                marks along time
 *   pace.ts                      how fast steps are done
 *   player/listen.ts             sounds to press play on, under their pictures
 *   player/pictures.ts           pictures of a sound over time
 *   progress.ts                  progress bars in notebooks, terminals and logs
 *   sinks.ts                     where progress is drawn
 *   spec.ts                      a figure as plain data: traces and layout
 *   static.ts                    figures as PNG and SVG, without a browser
 *   tables.ts                    rows as a table, in HTML and text
 *   theme.ts                     colours and fonts of all figures
 *   watched.ts                   searches and evaluations with progress bars
 *   words.ts                     a study's words and colours, read by figures
 * ```
 * @module
 */
export { jsdom } from "./drawing/jsdom.ts";
export * from "./figures.ts";
export { escapeHtml } from "./format.ts";
export * from "./frames.ts";
export { settingText } from "./marks/axes.ts";
export * from "./player/listen.ts";
export type { FramesPicture, Picture } from "./player/pictures.ts";
export * from "./progress.ts";
export type { Moment, Sink } from "./sinks.ts";
export * from "./tables.ts";
export { shown } from "./watched.ts";
export * from "./words.ts";
