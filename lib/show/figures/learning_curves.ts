/** Learning curves, epoch by epoch: of one training, and of many. */
import { InputError } from "../../core/errors.ts";
import { mean, median } from "../../core/statistics.ts";
import type { Run } from "../../experiments/runs/record.ts";
import { variedSettings } from "../../experiments/runs/standings.ts";
import type { Epoch } from "../../nn/history.ts";
import type { Figure } from "../figure.ts";
import { distinct, epochAxis, settingText, withUnit } from "../marks/axes.ts";
import { band, dot, line, rule, spread } from "../marks/marks.ts";
import { lacking, nothingToShow } from "../marks/nothing.ts";
import { panelAt, panels } from "../marks/panels.ts";
import type { Part } from "../spec.ts";
import { COLOURS, INK } from "../theme.ts";

/** The history of one training. */
export interface Curve {
  /** One entry per epoch, in order. */
  readonly epochs: readonly (
    & Pick<Epoch, "epoch" | "loss" | "accuracy" | "validationLoss" | "validationAccuracy">
    & Partial<Pick<Epoch, "learningRate" | "seconds">>
  )[];
  /** The epoch whose weights were kept. */
  readonly bestEpoch?: number;
}

/** A training's history, or the numbers per epoch by name that a run's record holds. */
export type CurveLike = Curve | Readonly<Record<string, readonly number[]>>;

/** Either form as a {@linkcode Curve}; epochs count from 1 where the record does not say. */
export function toCurve(curve: CurveLike, bestEpoch?: number): Curve {
  const { epochs } = curve as Curve;
  if (Array.isArray(epochs) && typeof epochs[0] !== "number") {
    return { epochs, bestEpoch: (curve as Curve).bestEpoch ?? bestEpoch };
  }
  const columns = Object.entries(curve as Readonly<Record<string, readonly number[]>>);
  const at = (i: number) => Object.fromEntries(columns.map(([name, values]) => [name, values[i]]));
  const [, loss = []] = columns.find(([name]) => name === "loss") ?? [];
  return {
    bestEpoch,
    epochs: loss.map((_, i) => ({ epoch: i + 1, ...at(i) } as Curve["epochs"][number])),
  };
}

/** What is drawn of the epochs. */
export type CurveQuantity = "loss" | "accuracy";

const VALIDATION = { loss: "validationLoss", accuracy: "validationAccuracy" } as const;

/** Loss and accuracy of one training side by side: training dashed, validation solid, best epoch dotted.
 *
 * @returns where no epoch was trained, a figure that says so
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const epochs = [
 *   { epoch: 1, loss: 1.4, accuracy: .4, validationLoss: 1.3, validationAccuracy: .45, seconds: 1 },
 *   { epoch: 2, loss: 1.2, accuracy: .5, validationLoss: 1.25, validationAccuracy: .5, seconds: 1 },
 * ];
 * assertEquals(learningCurve({ epochs, bestEpoch: 2 }).data.length, 4);
 * ```
 */
export function learningCurve(history: CurveLike, { title = "Learning curve" } = {}): Figure {
  const { epochs, bestEpoch } = toCurve(history);
  if (epochs.length === 0) return nothingToShow(title, "no epoch was trained");
  const x = epochs.map(({ epoch }) => epoch), last = x.at(-1)!;
  const quantities = ["loss", "accuracy"] as const;
  const validated = epochs.some(({ validationLoss }) => validationLoss !== undefined);
  const names = validated ? ["training", "validation"] : ["training"], colour = COLOURS.blue;
  return panels(quantities, {
    ...{ title, height: () => 400, legend: { top: 84 }, xTitle: "epoch", gap: { x: .12 } },
    x: epochAxis(last),
    y: (i) => ({ title: { text: withUnit(quantities[i]), standoff: 8 } }),
    layout: bestEpoch === undefined ? {} : bestEpochLines(bestEpoch, last),
  }, (quantity, panel, i) =>
    names.map((name) => {
      const validation = name === "validation", of = validation ? VALIDATION[quantity] : quantity;
      const look = { name, x, y: epochs.map((epoch) => epoch[of] ?? null), colour };
      return x.length > 1
        ? line({ ...look, dash: validation ? "solid" : "dash", panel, legend: i === 0 })
        : dot({ // one epoch makes no line
          ...{ ...look, panel, legend: i === 0, size: 6 },
          more: { symbol: validation ? "circle" : "circle-open" },
        });
    }));
}

/** A dotted line at the best epoch in both panels, named once. */
function bestEpochLines(epoch: number, last: number): Part {
  const early = epoch < last / 3; // no room for words to its left
  return {
    shapes: [0, 1].map((i) => rule(epoch, panelAt(i))),
    annotations: [{
      ...{ text: `best epoch ${epoch}`, xref: "x", yref: "y domain", x: epoch, y: 1 },
      ...{ yanchor: "top", xanchor: early ? "left" : "right", xshift: early ? 3 : -3 },
      ...{ showarrow: false, font: { size: 11, color: INK.muted } },
    }],
  };
}

/** As much of a run's record as its learning curves need; of its scores, `bestEpoch`. */
export type CurveRun =
  & Pick<Run, "settings">
  & Partial<Pick<Run, "label" | "scores">>
  & { readonly curve?: CurveLike };

/** Every seed's numbers at every epoch that at least half of the seeds reached. */
function overSeeds(
  curves: readonly Curve[],
  read: (epoch: Curve["epochs"][number]) => number | undefined,
) {
  const lengths = curves.map(({ epochs }) => epochs.length).sort((a, b) => a - b);
  const length = lengths[Math.floor((lengths.length - 1) / 2)];
  const found = Array.from({ length }, (_, i) => {
    const reached = curves.filter(({ epochs }) => i < epochs.length).map(({ epochs }) => epochs[i]);
    const values = reached.map(read).filter((value) => Number.isFinite(value)) as number[];
    return { epoch: reached[0].epoch, values };
  }).filter(({ values }) => values.length > 0);
  return spread(found.map(({ epoch }) => epoch), found.map(({ values }) => values));
}

/** Small multiples of learning curves, one panel per value of the setting `by`: the line is the mean over
 * seeds, the band reaches from the lowest to the highest; training dashed, validation solid, a dotted line
 * at the mean best epoch. A line ends where fewer than half of the seeds went on. Losses of trainings that diverged are
 * cut, and the axis says where.
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
  const text = (run: CurveRun) => settingText(valueOf(run, by)), texts = values.map(settingText);
  const groups = texts.map((value) =>
    drawn.filter((run) => text(run) === value)
      .map((run) => toCurve(run.curve!, run.scores?.bestEpoch))
  );
  const failed = distinct(runs.map((run) => valueOf(run, by))).map(settingText)
    .filter((value) => !texts.includes(value));
  const last = Math.max(...groups.flat().map(({ epochs }) => epochs.at(-1)?.epoch ?? 0));
  const bestEpochs = groups.map((curves) =>
    curves.map(({ bestEpoch }) => bestEpoch).filter((epoch) => epoch !== undefined)
  );
  const top = show === "loss" ? divergedFrom(groups.flat()) : undefined;
  const columns = { 1: 1, 2: 2, 3: 3, 5: 3, 6: 3, 9: 3 }[values.length] ?? 4;
  const headings = texts.map((value) => `${by} = ${value}`);
  const long = Math.max(...headings.map(({ length }) => length)) > 100 / columns;
  const drawnAs = [
    { name: "training", of: show, dash: "dash", colour: COLOURS.orange },
    { name: "validation", of: VALIDATION[show], dash: "solid", colour: COLOURS.blue },
  ] as const;
  return panels(groups, {
    ...{ title: lacking(heading, failed), columns, shared: true },
    ...{ headings: long ? texts : headings, height: (rows) => 160 + 210 * rows },
    ...{ xTitle: "epoch", x: epochAxis(last * columns / 2) },
    yTitle: withUnit(show) + (top ? `, cut at ${top.toPrecision(2)}` : ""),
    y: top ? { range: [0, top] } : {},
    layout: {
      shapes: bestEpochs.flatMap((own, i) => own.length ? [rule(mean(own), panelAt(i))] : []),
    },
  }, (curves, panel, i) =>
    drawnAs.flatMap(({ of, ...look }) => {
      const along = overSeeds(curves, (epoch) => epoch[of]);
      return [
        band({ ...along, ...look, panel, opacity: .18 }),
        line({ ...along, ...look, panel, legend: i === 0 }),
      ];
    }));
}

/** Where losses are cut when some training has diverged: at three times what is usual after one epoch. On the axis of a
 * loss of hundreds, the other trainings would be one flat line. */
function divergedFrom(curves: readonly Curve[]): number | undefined {
  const losses = curves.map(({ epochs }) =>
    epochs.flatMap(({ loss, validationLoss }) => [loss, validationLoss ?? NaN])
      .filter(Number.isFinite)
  ).filter(({ length }) => length > 0);
  const top = 3 * median(losses.map(([first]) => first));
  return losses.flat().some((loss) => loss > top) ? top : undefined;
}

/** A setting of the run, or its label's variant. */
const valueOf = ({ settings, label }: CurveRun, by: string) =>
  by === "variant" ? label?.variant ?? settings[by] : settings[by];

/** What tells runs apart where nobody says. */
function panelsOf(runs: readonly CurveRun[]): string {
  if (runs.some(({ label }) => label?.variant !== undefined)) return "variant";
  return variedSettings(runs)[0] ?? Object.keys(runs[0]?.settings ?? {})[0] ?? "";
}
