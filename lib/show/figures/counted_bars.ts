/** How many rows each class has. */
import { type Figure, literalFigure } from "../figure.ts";
import { hoverTemplate, markup } from "../literal.ts";
import { bar } from "../marks/marks.ts";
import { nothingToShow } from "../marks/nothing.ts";
import { classColours } from "../theme.ts";
import { words } from "../words.ts";

/** A bar per class in its colour, with its share; where there are no rows, a figure that says so.
 *
 * @param labels the class of every row */
export function countedBars(
  labels: readonly string[],
  { title: given }: { readonly title?: string } = {},
): Figure {
  const { rows, task } = words();
  const title = given ?? `${rows[0].toUpperCase()}${rows.slice(1)} per ${task}`;
  if (labels.length === 0) return nothingToShow(title, `there are no ${rows}`);
  const counts = new Map<string, number>();
  for (const name of labels) counts.set(name, (counts.get(name) ?? 0) + 1);
  const names = [...counts.keys()].sort(), values = names.map((name) => counts.get(name)!);
  const mark = bar({
    ...{ names, values, upright: true, colour: classColours(names) },
    text: values.map((n) => markup`${n}<br>${(100 * n / labels.length).toFixed(1)} %`),
    hover: hoverTemplate`%{x}: %{y} ${rows}<extra></extra>`,
  });
  return literalFigure([mark], {
    title: { text: title },
    height: 400,
    bargap: .35,
    xaxis: { title: { text: task }, type: "category", showgrid: false },
    yaxis: { title: { text: rows }, range: [0, 1.16 * Math.max(...values)] },
  });
}
