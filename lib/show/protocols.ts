/** The same models under several protocols, side by side. */
import { InputError } from "../core/errors.ts";
import { type Figure, figure } from "./figure.ts";
import { legendUnderTitle } from "./panels.ts";
import type { Standing } from "./search.ts";
import type { Part } from "./spec.ts";
import { COLOURS } from "./theme.ts";
import { withUnit } from "./units.ts";

const SYMBOLS = ["circle", "diamond", "square", "triangle-up"];

/** A leaderboard with a dot per protocol on each model's line, one below the other, each with its
 * interval. Models stand in the order of the last protocol, the best on top.
 *
 * @param protocols standings by protocol; a model may be missing from some
 * @throws {InputError} when there is nothing to show
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const board = leaderboardByProtocol({
 *   random: [{ name: "tree", score: .5 }, { name: "forest", score: .6 }],
 *   grouped: [{ name: "tree", score: .49 }, { name: "forest", score: .59 }],
 * });
 * assertEquals((board.layout.yaxis as { ticktext: string[] }).ticktext, ["forest", "tree"]);
 * ```
 */
export function leaderboardByProtocol(
  protocols: Readonly<Record<string, readonly Standing[]>>,
  { title = "Leaderboard", score = "accuracy" } = {},
): Figure {
  const entries = Object.entries(protocols), last = entries.at(-1)?.[1] ?? [];
  const names = [
    ...new Set(
      [...last.toSorted((a, b) => b.score - a.score), ...entries.flatMap(([, rows]) => rows)]
        .map(({ name }) => name),
    ),
  ];
  if (names.length === 0) throw new InputError("a leaderboard without rows");
  const palette = [COLOURS.blue, COLOURS.orange, COLOURS.green, COLOURS.purple];
  const data = entries.map(([protocol, rows], p): Part => {
    const shift = entries.length > 1 ? .36 * (p / (entries.length - 1) - .5) : 0;
    const side = (end: 0 | 1) =>
      rows.map((row) => row.interval ? Math.abs(row.interval[end] - row.score) : 0);
    const color = palette[p % palette.length];
    return {
      type: "scatter",
      mode: "markers",
      name: protocol,
      x: rows.map((row) => row.score),
      y: rows.map((row) => names.indexOf(row.name) + shift),
      text: rows.map((row) => row.name),
      error_x: {
        type: "data",
        symmetric: false,
        array: side(1),
        arrayminus: side(0),
        color,
        thickness: 1.5,
        width: 3,
      },
      marker: { size: 8, color, symbol: SYMBOLS[p % SYMBOLS.length] },
      hovertemplate: "%{text}: %{x:.4f}<extra>%{fullData.name}</extra>",
    };
  });
  const height = Math.max(260, 150 + 34 * names.length);
  return figure(data, {
    title: { text: title },
    height,
    ...legendUnderTitle(height, { top: 84 }),
    xaxis: { title: { text: withUnit(score) } },
    yaxis: {
      tickvals: names.map((_, i) => i),
      ticktext: names,
      range: [names.length - .5, -.5],
      showline: false,
      showgrid: true,
      tickcolor: "white",
    },
  });
}
