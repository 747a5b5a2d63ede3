/** How the layers of several networks fare while they train: a panel per network, a line per layer. */
import { InputError } from "../../core/errors.ts";
import type { Run } from "../../experiments/runs/record.ts";
import type { Figure } from "../figure.ts";
import { hoverTemplate } from "../literal.ts";
import { epochAxis, logAxis, settingText } from "../marks/axes.ts";
import { line } from "../marks/marks.ts";
import { lacking, nothingToShow } from "../marks/nothing.ts";
import { panels } from "../marks/panels.ts";

/** As much of a run's record as its layers need: `curve["dense1: gradientNorm"]` and the like, which a search with
 * `statistics: true` leaves behind. */
export type LayerRun =
  & Pick<Run, "settings">
  & Partial<Pick<Run, "name" | "label" | "curve">>;

const nameOf = ({ name = "", label }: LayerRun) => label?.variant ?? name;

/** First layer dark, last one light. */
const shade = (i: number, of: number) => {
  const t = of > 1 ? i / (of - 1) : 0;
  const mix = (from: number, to: number) => Math.round(from + t * (to - from));
  return `rgb(${mix(10, 240)}, ${mix(40, 160)}, ${mix(120, 40)})`;
};

/** One figure of every layer that all networks have, epoch by epoch.
 *
 * @param trainings one per panel, in this order; those that failed are named in the title
 * @param options.show such as "gradientNorm", "standardDeviation" or "zeros"
 * @param options.heading the setting that heads a run's panel, or what makes the heading of a run; by default the
 * variant of its label, or its name
 * @param options.yLog for what spans powers of ten; what is 0 is then left out
 * @throws {InputError} when there is no layer of which all runs that did not fail have the figure
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const curve = { "dense1: gradientNorm": [2, 1], "logits: gradientNorm": [3, 2] };
 * const { data } = layerPanels([{ settings: {}, curve }], { show: "gradientNorm", heading: () => "plain", title: "Norms" });
 * assertEquals(data.map(({ name }) => name), ["dense1", "logits"]);
 * ```
 */
export function layerPanels<Own extends LayerRun>(
  trainings: readonly Own[],
  { show, heading = nameOf, title, yTitle = show, yLog = false }: {
    show: string;
    heading?: string | ((run: Own) => string);
    title: string;
    yTitle?: string;
    yLog?: boolean;
  },
): Figure {
  const runs = trainings.filter(({ curve }) => curve !== undefined), ending = `: ${show}`;
  if (runs.length === 0) {
    return nothingToShow(title, `none of ${trainings.length} trainings has a learning curve`);
  }
  const found = runs.map((run) =>
    Object.entries(run.curve ?? {}).filter(([name]) => name.endsWith(ending))
      .map(([name, values]) => ({ layer: name.slice(0, -ending.length), values }))
  );
  const layers = found[0].map(({ layer }) => layer)
    .filter((layer) => found.every((list) => list.some((own) => own.layer === layer)));
  if (layers.length === 0) {
    throw new InputError("the runs have no such figure of a layer in common", {
      found: show,
      expected: "runs of a search with statistics: true",
    });
  }
  const all = found.flat().map(({ values }) => values);
  const epochs = Math.max(...all.map(({ length }) => length)), columns = Math.min(3, runs.length);
  const text = typeof heading === "string"
    ? (run: Own) => `${heading} = ${settingText(run.settings[heading])}`
    : heading;
  const failed = trainings.filter((run) => !runs.includes(run)).map(text);
  return panels(
    found,
    {
      ...{ title: lacking(title, failed), headings: runs.map(text), shared: true },
      ...{ columns, height: (rows) => 160 + 210 * rows, xTitle: "epoch", yTitle },
      x: epochAxis(epochs * columns / 2),
      y: yLog ? logAxis(all) : { rangemode: "tozero" },
    },
    (list, panel, p) =>
      list.filter(({ layer }) => layers.includes(layer)).map(({ layer, values }) =>
        line({
          ...{ name: layer, panel, legend: p === 0 },
          colour: shade(layers.indexOf(layer), layers.length),
          x: values.map((_, i) => i + 1),
          y: values.map((value) => Number.isFinite(value) && !(yLog && value <= 0) ? value : null),
          hover: hoverTemplate`${layer}, epoch %{x}: %{y:.3g}<extra></extra>`,
        })
      ),
  );
}
