/** What settings do to a grid's results: the published six graphs, and means with their intervals. */
import { mean, standardDeviation } from "../../../core/statistics.ts";
import type { Figure } from "../../../show/mod.ts";
import { distinct, settingText } from "../../../show/marks/axes.ts";
import { dot, line } from "../../../show/marks/marks.ts";
import { panels } from "../../../show/marks/panels.ts";
import { COLOURS, paletteColour, SEQUENTIAL } from "../../../show/theme.ts";
import type { PublishedRow } from "./csv.ts";

/** The settings of a row, in the order of the published columns. */
const SETTINGS = ["model", "hidden", "layers", "dropout", "learningRate", "epochs"] as const;

/** Accuracy by loss, six times: in each panel the dots have the colour of one setting.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * const row = { model: "dense", hidden: 64, layers: 1, dropout: .1, learningRate: 1e-3, accuracy: .5, loss: 1 } as const;
 * assertEquals(sixGraphs([{ ...row, epochs: 50 }, { ...row, epochs: 100 }]).data.length, 7);
 * ```
 */
export function sixGraphs(rows: readonly PublishedRow[]): Figure {
  const heading = (name: typeof SETTINGS[number]) => {
    const values = distinct(rows.map((row) => row[name]));
    return name === "model" ? name : `${name}: ${values[0]} light, ${values.at(-1)} dark`;
  };
  const top = Math.min(3, Math.max(...rows.map(({ loss }) => loss)));
  return panels([...SETTINGS], {
    title: `Accuracy and loss of ${rows.length} settings, coloured by each setting`,
    ...{ headings: SETTINGS.map(heading), columns: 3, shared: true, gap: { y: .16 } },
    ...{ xTitle: "log loss", yTitle: "accuracy", height: (rows) => 90 + 300 * rows },
    x: { range: [Math.min(...rows.map(({ loss }) => loss)) - .05, top] },
    y: { range: [0, 1.05 * Math.max(...rows.map(({ accuracy }) => accuracy))] },
    layout: { width: 980 },
  }, (name, panel, i) => {
    const values = distinct(rows.map((row) => row[name]));
    return values.map((value, k) => {
      const own = rows.filter((row) => row[name] === value);
      return dot({
        ...{ x: own.map(({ loss }) => loss), y: own.map(({ accuracy }) => accuracy), panel },
        ...{ name: settingText(value), legend: i === 0, size: 4, more: { opacity: .6 } },
        hover: `${name} ${settingText(value)}: %{y:.3f} at a loss of %{x:.3f}<extra></extra>`,
        colour: typeof value === "number" ? shade(k, values.length) : paletteColour(k),
      });
    });
  });
}

/** The mean accuracy at each value of each setting, whatever the others are, a line for each model; its band is the mean's
 * 95 % interval over the rows.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * const row = { model: "dense", hidden: 64, layers: 1, dropout: .1, learningRate: 1e-3, accuracy: .5, loss: 1 } as const;
 * const figure = meansBySetting([{ ...row, epochs: 50 }, { ...row, epochs: 100, accuracy: .6 }]);
 * assertEquals(figure.data.at(-1)!.y, [.5, .6]);
 * ```
 */
export function meansBySetting(rows: readonly PublishedRow[]): Figure {
  const models = [...new Set(rows.map(({ model }) => model))].sort();
  const names = SETTINGS.slice(1);
  return panels([...names], {
    title: "Mean accuracy by each setting, with 95 % intervals",
    ...{ headings: [...names], columns: 3, gap: { x: .06, y: .26 } },
    ...{ yTitle: "mean accuracy", height: (rows) => 110 + 270 * rows },
    x: { type: "category" },
    layout: { width: 980 },
  }, (name, panel, i) =>
    models.map((model, k) => {
      const own = rows.filter((row) => row.model === model);
      const values = distinct(rows.map((row) => row[name])); // of all models: they stand in one order
      const at = values.map((value) =>
        own.filter((row) => row[name] === value).map(({ accuracy }) => accuracy)
      );
      const colour = [COLOURS.blue, COLOURS.orange, COLOURS.green][k];
      const half = at.map((list) =>
        list.length > 1 ? 1.96 * standardDeviation(list) / Math.sqrt(list.length) : 0
      );
      return {
        ...line({
          ...{ x: values.map(settingText), y: at.map(mean), panel, colour },
          ...{ name: model, legend: i === 0, dots: 6 },
        }),
        error_y: { type: "data", array: half, color: colour, thickness: 1.2, width: 3 },
      };
    }));
}

/** From light to dark, the lightest left out. */
function shade(k: number, count: number): string {
  const [, ...colours] = SEQUENTIAL.map(([, colour]) => colour);
  return colours[Math.round(k / Math.max(1, count - 1) * (colours.length - 1))];
}
