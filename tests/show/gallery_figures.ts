/** The gallery: every figure of the house, on made-up data small enough to be read. */
import { matrix } from "../../lib/core/matrix.ts";
import { Rng } from "../../lib/core/rng.ts";
import { correlations } from "../../lib/evaluation/statistics/correlations.ts";
import type { Figure } from "../../lib/show/figure.ts";
import * as figures from "../../lib/show/figures.ts";
import { useWords } from "../../lib/show/words.ts";
import { mood, moods, songs } from "./gallery_songs.ts";
import { timelines } from "./gallery_time.ts";

useWords({
  ...{ rows: "songs", task: "mood", units: { tempo: "BPM" } },
  colours: { calm: "#0072b2", wild: "#d55e00" },
});

/** Functions of the figures' door that draw nothing of the study's. */
export const NO_FIGURES = ["figure", "classColour", "classColours"];

const wave = (n: number, step: number) =>
  Float64Array.from({ length: n }, (_, i) => Math.sin(i * step) + i / n);
const named = (values: readonly number[]) => values.map((value, i) => ({ name: `b${i}`, value }));
const axes = { xTitle: "across", yTitle: "up (m)" };

const curve = (rate: number, epochs: number) => {
  const at = Array.from({ length: epochs }, (_, i) => i + 1);
  return {
    epoch: at,
    loss: at.map((epoch) => Math.exp(-rate * epoch)),
    accuracy: at.map((epoch) => 1 - .8 * Math.exp(-rate * epoch)),
    validationLoss: at.map((epoch) => .3 + Math.exp(-rate * epoch)),
    validationAccuracy: at.map((epoch) => .7 - .5 * Math.exp(-rate * epoch)),
    seconds: at,
    "dense1: zeros": at.map((epoch) => epoch / 10),
    "dense2: zeros": at.map((epoch) => epoch === 2 ? 0 : 1 / epoch),
  };
};
const trained = [16, 64, 256].flatMap((batchSize) =>
  [.2, .3].map((rate, seed) => ({
    ...{ name: "batchSize", settings: { batchSize, layers: [8 * (seed + 1)] } },
    ...{ label: {}, curve: curve(rate, 3 + seed) },
    scores: { accuracy: .5 + rate * (seed + 1) + batchSize / 1e4, bestEpoch: 2 + seed },
  }))
);
const failed = { ...trained[0], settings: { batchSize: 9 }, curve: undefined, scores: {} };
const looked = ["scratch", "copied"].flatMap((variant, v) =>
  [.1, .2].map((more) => ({
    ...{ name: "looks", label: { variant }, settings: { share: v ? .03 : 1 } },
    scores: { accuracy: .5 + more },
    curve: {
      ...{ "eval: step": [0, 10, 20, 30], "eval: accuracy": [.2, .3, .4, .5].map((a) => a + more) },
      ...{ "eval: calm": [.1, .5, .6, .7], "eval: wild": [.9, .6, .5 + more, .5] },
    },
  }))
);
const shared = looked.flatMap((run) => [run, { ...run, settings: { share: .1 } }]);
const grown = (value: number, validation: number, training?: number) => ({
  ...{ value, scores: { accuracy: validation } },
  ...(training !== undefined && { trainingScores: { accuracy: training } }),
});
const moving = (column: string, top: number) => ({
  ...{ column, values: [0, 1, 2] },
  probabilities: matrix(3, moods, Float32Array.of(.2, .3, .5, .25, .25, .5, 1 - top, top, 0)),
});
const thresholds = moods.map((name, i) => ({ name, at: [0, .2 * i, 1], area: .5 + i / 8 }));
const map = matrix(24, ["umap 1", "umap 2"], Float32Array.from(wave(48, .7)));
const bins = [.3, NaN, .6, .9].map((confidence, i) => ({
  ...{ confidence, accuracy: confidence - .05 * i, count: Number.isNaN(confidence) ? 0 : 9 - i },
}));

/** By function, then by what is tried. */
export const GALLERY: Readonly<Record<string, Readonly<Record<string, () => Figure>>>> = {
  bars: {
    counted: () => figures.bars(mood),
    ranked: () =>
      figures.bars(named([1, 3, NaN, 2]), { title: "Ranks", unit: "seconds", limit: 2 }),
    spread: () =>
      figures.bars([{ name: "a", value: 1, spread: .2 }, { name: "b", value: 2 }], {
        ...{ title: "Spread", unit: "drop" },
      }),
    byClass: () =>
      figures.bars({ calm: named([3, 1]), wild: named([2]), sad: [], odd: named([1]) }, {
        ...{ title: "Words", unit: "z" },
      }),
    byMeasure: () =>
      figures.bars([{ column: "year", eta: .2 }, { column: "key", eta: .1, v: .09 }], {
        ...{ title: "Measures", name: "column", panels: { "eta squared": "eta", V: "v" } },
      }),
  },
  calibrationCurve: {
    two: () =>
      figures.calibrationCurve([
        { name: "mlp", calibration: () => bins },
        { name: "tree", calibration: () => bins.slice(2) },
      ]),
  },
  confusionMatrix: {
    byRow: () =>
      figures.confusionMatrix({ confusion: [[30, 10, 1], [0, 5, 0], [0, 0, 0]], classes: moods }),
    ofAll: () =>
      figures.confusionMatrix({ confusion: [[30, 10], [2, 8]], classes: ["a", "b"] }, {
        ...{ normalise: "all", title: "All", what: "class" },
      }),
    crowded: () =>
      figures.confusionMatrix({
        confusion: Array.from({ length: 13 }, (_, i) => [...Array(13).keys()].map((j) => i * j)),
        classes: Array.from({ length: 13 }, (_, i) => `c${i}`),
      }),
  },
  dependenceCurves: {
    four: () =>
      figures.dependenceCurves([
        ...[moving("tempo", .75), moving("energy", .875), moving("a", .5), moving("b", .6)],
      ]),
  },
  distributions: {
    columns: () =>
      figures.distributions(
        {
          mode: mood.map((_, i) => i % 3 === 0 ? 1 : 0),
          key: mood.map((_, i) => i % 5),
          tempo: mood.map((name, i) => name === "sad" ? NaN : 90 + 10 * Math.sin(i)),
          spike: mood.map((_, i) => i < 16 ? 0 : i / 1e3 + (i === 23 ? 1 : 0)),
        },
        mood,
        { perRow: 2 },
      ),
    file: () => figures.distributions(songs, { title: "Songs", columns: ["tempo"] }),
  },
  evalCurves: {
    variants: () => figures.evalCurves(looked, { title: "On the way" }),
  },
  graph: {
    moods: () =>
      figures.graph(
        ["slow", "low", "loud"].map((name, i) => ({ name, group: moods[i % 2], size: i })),
        [{ from: "slow", to: "low", weight: 2 }],
        new Rng(1),
        { title: "Sounds" },
      ),
    nothing: () => figures.graph([], [], new Rng(1), { title: "Nothing" }),
  },
  heatmap: {
    numbers: () =>
      figures.heatmap({
        ...{ z: [[-1e-9, NaN, 3], [1, 2, .5]], x: [16, 64, 256], y: [1, 2], title: "Heat" },
        ...{ unit: "u", ...axes },
      }),
    diverging: () =>
      figures.heatmap({
        ...{ z: [[-1, 3]], x: ["a", "b"], y: ["c"], title: "Signed", unit: "u", diverging: true },
        ...{ digits: false, middle: .5, width: 700, height: 300 },
      }),
    correlations: () =>
      figures.heatmap(correlations({ tempo: [1, 2, 3], energy: [1, 3, 2] }), { title: "ρ" }),
    profiles: () =>
      figures.heatmap({ deviations: [[.5, -.5]], columns: ["tempo"], classes: ["calm", "wild"] }, {
        title: "Profiles",
      }),
    matrix: () =>
      figures.heatmap(matrix(2, ["a", "b"], Float32Array.of(1, 2, 3, 4)), { title: "W" }),
  },
  intervals: {
    ways: () =>
      figures.intervals([
        { name: "mlp", way: "random", value: .5, interval: [.4, .6] },
        { name: "mlp", way: "artists", value: .4, interval: [NaN, NaN] },
        { name: "tree", way: "random", value: .3, interval: [.2, .5] },
        { name: "svm", way: "random", value: NaN, interval: [0, 1] },
      ], { title: "Estimates", unit: "seconds" }),
    oneWay: () =>
      figures.intervals([{ name: "a", way: "w", value: 1, interval: [0, 2] }], {
        ...{ title: "One", unit: "accuracy" },
      }),
  },
  layerPanels: {
    log: () =>
      figures.layerPanels([...trained.slice(0, 4), failed], {
        ...{ show: "zeros", heading: "batchSize", title: "Zeros", yLog: true },
      }),
    named: () => figures.layerPanels(trained.slice(0, 1), { show: "zeros", title: "Zeros" }),
  },
  leaderboard: {
    intervals: () =>
      figures.leaderboard([
        { name: "knn", score: .5, interval: [.45, .56] },
        { name: "mlp", score: .6 },
        { name: "none", score: NaN },
      ]),
    losses: () =>
      figures.leaderboard([
        { name: "a", score: 2 },
        { name: "b", estimate: () => ({ value: 1, interval: [.5, 1.25] }) },
      ], { title: "Losses", score: "logLoss", limit: 1 }),
  },
  learningCurve: {
    record: () => figures.learningCurve(curve(.4, 8)),
    history: () =>
      figures.learningCurve({
        epochs: [{ epoch: 1, loss: 1, accuracy: .5, seconds: 1 }],
        bestEpoch: 1,
      }, { title: "One epoch" }),
    best: () =>
      figures.learningCurve({
        epochs: [1, 2, 3].map((epoch) => ({
          ...{ epoch, loss: 1 / epoch, accuracy: 1 - .5 / epoch, seconds: epoch },
          ...{ validationLoss: 2 / epoch, validationAccuracy: 1 - .6 / epoch },
        })),
        bestEpoch: 3,
      }),
  },
  learningCurves: {
    loss: () => figures.learningCurves([...trained, failed]),
    accuracy: () =>
      figures.learningCurves(trained, { by: "layers", show: "accuracy", title: "Layers" }),
  },
  lines: {
    bands: () =>
      figures.lines([
        { name: "a", x: [1, 2, 4], y: [1, NaN, 3], low: [0, NaN, 2], high: [2, NaN, 4] },
        { name: "b", x: [1, 2], y: [2, 1], dash: "dot", colour: "#123456" },
      ], { title: "Bands", ...axes, xLog: true, markers: true }),
    long: () =>
      figures.lines([{ name: "a", x: wave(505, 0).map((x) => x + .01), y: wave(505, 1) }], {
        ...{ title: "Long", ...axes, yLog: true },
      }),
  },
  networkDiagram: {
    wide: () =>
      figures.networkDiagram({
        ...{ inputs: 2, classes: 3, layers: [12, 3], batchNorm: true, dropout: .3 },
      }),
  },
  parallelCoordinates: {
    runs: () => figures.parallelCoordinates(trained, ["batchSize", "layers"], "accuracy"),
    drawn: () =>
      figures.parallelCoordinates(
        [.00123456789, .01, .1].map((rate) => ({ settings: { rate }, scores: { logLoss: rate } })),
        ...[["rate"], "logLoss"] as const,
      ),
  },
  parameterEffect: {
    boxes: () => figures.parameterEffect(trained, "batchSize", "accuracy"),
  },
  recallPanels: {
    thick: () => figures.recallPanels(looked, { title: "Forgetting", thick: "wild" }),
  },
  runsHeatmap: {
    means: () =>
      figures.runsHeatmap(trained, {
        ...{ x: "batchSize", score: "accuracy", title: "Shapes", digits: 2 },
        y: { title: "width", of: ({ layers }) => (layers as number[])[0] },
      }),
  },
  scatterByClass: {
    together: () => figures.scatterByClass(map, mood, { title: "Map", hover: mood, limit: 12 }),
    panels: () => figures.scatterByClass(map, mood, { title: "Map", panels: true }),
  },
  scatterLabelled: {
    groups: () =>
      figures.scatterLabelled([
        { name: "mlp", x: 10, y: .5, group: "network" },
        { name: "mlp 2", x: 10.1, y: .5, group: "network" },
        { name: "tree", x: 100, y: .6 },
        { name: "none", x: NaN, y: .6 },
      ], { title: "Costs", ...axes, xLog: true }),
    plain: () => figures.scatterLabelled([{ name: "a", x: 0, y: 1 }], { title: "One", ...axes }),
  },
  scoreCurves: {
    settings: () =>
      figures.scoreCurves([
        { name: "svm", points: [grown(.1, .5, .5), grown(2, .6, .7)], best: () => 2 },
        { name: "tree", points: [grown(90, .7, 1), grown(10, .2, 1), grown(10, .5, 1)] },
        { name: "many", points: Array.from({ length: 13 }, (_, i) => grown(i, .5)) },
        { name: "last", points: [grown(1, .5)] },
      ]),
  },
  shareCurves: {
    variants: () => figures.shareCurves(shared, { by: "share", title: "Shares", of: "new songs" }),
  },
  shareLines: {
    years: () => figures.shareLines(songs, { title: "Years", by: "year", width: 10, fewest: 2 }),
  },
  thresholdCurves: {
    boosting: () =>
      figures.thresholdCurves({
        name: "boosting",
        roc: thresholds.map(({ name, at, area }) => ({
          ...{ name, falsePositiveRate: at, truePositiveRate: at.map(Math.sqrt) },
          ...(name !== "sad" && { area }),
        })),
        precisionRecall: thresholds.map(({ name, at, area }) => ({
          ...{ name, recall: at, precision: at.toReversed() },
          ...(name !== "sad" && { area }),
        })),
      }),
  },
  timeline: timelines,
};
