/** Learning curves of many trainings: one small panel per setting, the same axes in all. */
import { InputError } from "../../core/errors.ts";
import { type Curve, type CurveLike, epochAxis, toCurve } from "./curves.ts";
import { type Figure, literalFigure } from "../figure.ts";
import { lacking, nothingToShow } from "./nothing.ts";
import { legendUnderTitle, type Panel, panels } from "./panels.ts";
import { distinct, settingText } from "./settings.ts";
import type { Part } from "../spec.ts";
import { COLOURS, faded, INK } from "../theme.ts";
import { withUnit } from "./units.ts";

/** As much of a run's record as its learning curves need. */
export interface CurveRun {
  /** What the run was told; panels are chosen by one of them. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** What it is known by. */
  readonly label?: { readonly variant?: string };
  /** Its history, or the numbers per epoch; a run without is left out. */
  readonly curve?: CurveLike;
  /** Its scores by name; of these, `bestEpoch` is drawn. */
  readonly scores?: Readonly<Record<string, number>>;
}

/** What is drawn of the epochs. */
export type CurveQuantity = "loss" | "accuracy";

type Epoch = Curve["epochs"][number];

/** Mean, lowest and highest over seeds at every epoch that at least half of the seeds reached. */
function overSeeds(curves: readonly Curve[], read: (epoch: Epoch) => number | undefined) {
  const lengths = curves.map(({ epochs }) => epochs.length).sort((a, b) => a - b);
  const length = lengths[Math.floor((lengths.length - 1) / 2)];
  const x: number[] = [], mean: number[] = [], low: number[] = [], high: number[] = [];
  for (let i = 0; i < length; i++) {
    const reached = curves.filter(({ epochs }) => i < epochs.length);
    const values = reached.map(({ epochs }) => read(epochs[i]))
      .filter((value) => value !== undefined && Number.isFinite(value)) as number[];
    if (values.length === 0) continue;
    x.push(reached[0].epochs[i].epoch);
    mean.push(values.reduce((sum, value) => sum + value, 0) / values.length);
    low.push(Math.min(...values));
    high.push(Math.max(...values));
  }
  return { x, mean, low, high };
}

/** The line and its band in one panel. */
function lineAndBand(
  name: string,
  panel: Panel,
  { x, mean, low, high }: ReturnType<typeof overSeeds>,
  { first, dash, colour }: { first: boolean; dash: string; colour: string },
): Part[] {
  const shared = { type: "scatter", mode: "lines", ...panel.axes, legendgroup: name };
  return [
    {
      ...shared,
      x: [...x, ...x.toReversed()],
      y: [...high, ...low.toReversed()],
      fill: "toself",
      fillcolor: faded(colour, .18),
      line: { width: 0 },
      hoverinfo: "skip",
      showlegend: false,
    },
    { ...shared, name, x, y: mean, line: { color: colour, width: 2, dash }, showlegend: first },
  ];
}

/** Small multiples of learning curves, one panel per value of the setting `by`: the line is the mean over
 * seeds, the band reaches from the lowest to the highest; training dashed, validation solid, a dotted line
 * at the mean best epoch. A line ends where fewer than half of the seeds went on.
 *
 * @param runs trainings; those without a curve (failed ones) are left out, and a value is named in the title when all
 * of its trainings are
 * @param options.by the setting that tells the panels apart, or "variant", which is the runs' label; by default the
 * variant where there is one, else the first setting in which the runs differ
 * @throws {InputError} when none of the runs that have a curve has the setting
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const curve = { loss: [1.4, 1.2], validationLoss: [1.4, 1.3] };
 * const runs = [16, 64].map((batchSize) => ({ settings: { batchSize }, curve }));
 * assertEquals(learningCurves(runs, { by: "batchSize" }).data.length, 2 * 4);
 * ```
 */
export function learningCurves(
  runs: readonly CurveRun[],
  { by = panelsOf(runs), show = "loss", title }: {
    by?: string;
    show?: CurveQuantity;
    title?: string;
  } = {},
): Figure {
  const heading = title ?? `Learning curves by ${by}`;
  const drawn = runs.filter((run) => run.curve !== undefined);
  if (drawn.length === 0) {
    return nothingToShow(heading, `none of ${runs.length} trainings has a learning curve`);
  }
  const values = distinct(drawn.map((run) => valueOf(run, by)));
  if (values.length === 0) {
    const settings = new Set(drawn.flatMap((run) => Object.keys(run.settings)));
    throw new InputError(`no run has a learning curve and the setting ${by}`, {
      found: `${runs.length} runs, ${drawn.length} with a curve`,
      expected: settings.size ? `one of ${[...settings].join(", ")}` : undefined,
    });
  }
  const groups = values.map((value) =>
    drawn.filter((run) => settingText(valueOf(run, by)) === settingText(value))
      .map((run) => toCurve(run.curve!, run.scores?.bestEpoch))
  );
  const all = distinct(runs.map((run) => valueOf(run, by))).map(settingText);
  const failed = all.filter((text) => !values.map(settingText).includes(text));
  const last = Math.max(...groups.flat().map(({ epochs }) => epochs.at(-1)?.epoch ?? 0));
  const columns = { 1: 1, 2: 2, 3: 3, 5: 3, 6: 3, 9: 3 }[values.length] ?? 4;
  const rows = Math.ceil(values.length / columns);
  const headings = values.map((value) => `${by} = ${settingText(value)}`);
  const long = Math.max(...headings.map(({ length }) => length)) > 100 / columns;
  const height = 160 + 210 * rows;
  const { panel, layout } = panels(values.length, {
    columns,
    shared: true,
    titles: long ? values.map(settingText) : headings,
    xTitle: "epoch",
    yTitle: withUnit(show),
    x: epochAxis(last * columns / 2),
  });
  const validation = show === "loss" ? "validationLoss" : "validationAccuracy";
  const data = groups.flatMap((curves, i) => [
    ...lineAndBand("training", panel[i], overSeeds(curves, (epoch) => epoch[show]), {
      first: i === 0,
      dash: "dash",
      colour: COLOURS.orange,
    }),
    ...lineAndBand("validation", panel[i], overSeeds(curves, (epoch) => epoch[validation]), {
      first: i === 0,
      dash: "solid",
      colour: COLOURS.blue,
    }),
  ]);
  return literalFigure(data, {
    title: { text: lacking(heading, failed) },
    height,
    ...layout,
    ...legendUnderTitle(height),
    shapes: groups.flatMap((curves, i) => bestEpochLine(curves, panel[i])),
  });
}

/** A setting of the run, or its label's variant. */
const valueOf = ({ settings, label }: CurveRun, by: string) =>
  by === "variant" ? label?.variant ?? settings[by] : settings[by];

/** What tells runs apart where nobody says. */
function panelsOf(runs: readonly CurveRun[]): string {
  if (runs.some(({ label }) => label?.variant !== undefined)) return "variant";
  const names = [...new Set(runs.flatMap(({ settings }) => Object.keys(settings)))];
  const varied = (name: string) => distinct(runs.map(({ settings }) => settings[name])).length > 1;
  return names.find(varied) ?? names[0] ?? "";
}

function bestEpochLine(curves: readonly Curve[], { axes }: Panel): Part[] {
  const best = curves.map(({ bestEpoch }) => bestEpoch).filter((epoch) => epoch !== undefined);
  if (best.length === 0) return [];
  const x = best.reduce((sum, epoch) => sum + epoch, 0) / best.length;
  return [{
    type: "line",
    xref: axes.xaxis,
    yref: `${axes.yaxis} domain`,
    x0: x,
    x1: x,
    y0: 0,
    y1: 1,
    line: { color: INK.muted, width: 1.5, dash: "dot" },
  }];
}
