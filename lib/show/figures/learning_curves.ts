/** Learning curves of many trainings: one small panel per setting, the same axes in all. */
import { type Curve, type CurveLike, toCurve } from "./curves.ts";
import { InputError } from "../../core/errors.ts";
import { mean } from "../../core/statistics.ts";
import type { Run } from "../../experiments/runs/record.ts";
import type { Figure } from "../figure.ts";
import { distinct, epochAxis, settingText, withUnit } from "../marks/axes.ts";
import { band, line, rule, spread } from "../marks/marks.ts";
import { lacking, nothingToShow } from "../marks/nothing.ts";
import { panelAt, panels } from "../marks/panels.ts";
import { COLOURS } from "../theme.ts";

/** As much of a run's record as its learning curves need; of its scores, `bestEpoch`. */
export type CurveRun =
  & Pick<Run, "settings">
  & Partial<Pick<Run, "label" | "scores">>
  & { readonly curve?: CurveLike };

/** What is drawn of the epochs. */
export type CurveQuantity = "loss" | "accuracy";

type Epoch = Curve["epochs"][number];

/** Every seed's numbers at every epoch that at least half of the seeds reached. */
function overSeeds(curves: readonly Curve[], read: (epoch: Epoch) => number | undefined) {
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
  const columns = { 1: 1, 2: 2, 3: 3, 5: 3, 6: 3, 9: 3 }[values.length] ?? 4;
  const headings = texts.map((value) => `${by} = ${value}`);
  const long = Math.max(...headings.map(({ length }) => length)) > 100 / columns;
  const validation = show === "loss" ? "validationLoss" : "validationAccuracy";
  const drawnAs = [
    { name: "training", of: show, dash: "dash", colour: COLOURS.orange },
    { name: "validation", of: validation, dash: "solid", colour: COLOURS.blue },
  ] as const;
  return panels(groups, {
    ...{ title: lacking(heading, failed), columns, shared: true },
    ...{ headings: long ? texts : headings, height: (rows) => 160 + 210 * rows },
    ...{ xTitle: "epoch", yTitle: withUnit(show), x: epochAxis(last * columns / 2) },
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
