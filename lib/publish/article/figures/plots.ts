/** Figures as pgfplots source: vectors in the article's own fonts, in black and greys. Labels are TeX already. */
import type { Estimate } from "../numbers.ts";

/** A coordinate as pgfplots reads it. */
const number = (value: number): string => String(Number(value.toPrecision(6)));

/** Labels of an axis, each in braces, so that commas and brackets in them are no syntax. */
const braced = (labels: readonly string[]): string => labels.map((label) => `{${label}}`).join(",");

const picture = (body: string): string => `\\begin{tikzpicture}\n${body}\n\\end{tikzpicture}\n`;

const upTo = (n: number): string => Array.from({ length: n }, (_, i) => i + 1).join(",");

/** Horizontal bars, the first on top. */
export function bars(
  rows: readonly { readonly label: string; readonly value: number }[],
  { unit }: { unit: string },
): string {
  const points = rows.map(({ value }, i) => `(${number(value)},${i + 1})`).join(" ");
  return picture(`\\begin{axis}[article, xbar, bar width=4.5pt, width=.66\\textwidth,
  height=${(.27 * rows.length + .2).toFixed(2)}cm, scale only axis, y dir=reverse,
  ytick={${upTo(rows.length)}}, yticklabels={${braced(rows.map(({ label }) => label))}},
  ymin=.3, ymax=${rows.length}.7, xmin=0, ytick style={draw=none},
  yticklabel style={font=\\scriptsize, text height=1.5ex, text depth=.4ex}, xmajorgrids,
  scaled x ticks=false, xticklabel style={/pgf/number format/fixed}, xlabel={${unit}}]
\\addplot[fill=gray!60, draw=none] coordinates {${points}};
\\end{axis}`);
}

/** One panel of learning curves. */
export interface CurvePanel {
  readonly title: string;
  /** Per epoch. */
  readonly training: readonly number[];
  readonly validation: readonly number[];
  /** The epoch, from 1, that a dotted line marks. */
  readonly lowest: number;
}

/** Panels side by side on the same axes: training dashed, validation full, the best epoch dotted. */
export function learningCurves(
  panels: readonly CurvePanel[],
  text: { x: string; y: string },
): string {
  const values = panels.flatMap(({ training, validation }) => [...training, ...validation]);
  const margin = .05 * (Math.max(...values) - Math.min(...values));
  const low = number(Math.min(...values) - margin), high = number(Math.max(...values) + margin);
  const wide = (.84 / panels.length - .03).toFixed(3);
  const curve = (y: readonly number[]) =>
    `coordinates {${y.map((value, e) => `(${e + 1},${number(value)})`).join(" ")}};`;
  const body = panels.map(({ title, training, validation, lowest }, i) =>
    [
      `\\nextgroupplot[title={${title}}${i === 0 ? `, ylabel={${text.y}}` : ""}]`,
      `\\addplot[densely dashed] ${curve(training)}`,
      `\\addplot[] ${curve(validation)}`,
      `\\draw[dotted, gray] (axis cs:${lowest},${low}) -- (axis cs:${lowest},${high});`,
    ].join("\n")
  ).join("\n");
  return picture(`\\begin{groupplot}[article, group style={group size=${panels.length} by 1,
  horizontal sep=.035\\textwidth, y descriptions at=edge left}, width=${wide}\\textwidth,
  height=2cm, scale only axis, xlabel={${text.x}}, ymin=${low}, ymax=${high},
  enlarge x limits=.03, ymajorgrids]
${body}
\\end{groupplot}`);
}

/** A share in per cent, or a difference of shares in points of a hundred. */
export const hundredfold = (found: Estimate | undefined): Estimate | undefined =>
  found && { value: 100 * found.value, low: 100 * found.low, high: 100 * found.high };

/** A line per label with up to two estimates on it, as dots over their intervals: the first full, the second hollow. */
export function dots(
  rows: readonly { readonly label: string; readonly dots: readonly (Estimate | undefined)[] }[],
  { unit }: { unit: string },
): string {
  const series = [0, 1].filter((w) => rows.some(({ dots }) => dots[w])).map((w) => {
    const shift = w === 0 ? -.17 : .17;
    const points = rows.flatMap(({ dots }, i) => {
      const dot = dots[w];
      if (!dot || Number.isNaN(dot.value + dot.low + dot.high)) return [];
      const at = `(${number(dot.value)},${number(i + 1 + shift)})`;
      return `${at} += (${number(dot.high - dot.value)},0) -= (${number(dot.value - dot.low)},0)`;
    }).join("\n  ");
    return `\\addplot[only marks, mark=*, mark size=1.6pt, mark options={fill=${
      w === 0 ? "black" : "white"
    }},
  error bars/.cd, x dir=both, x explicit, error mark=|] coordinates {
  ${points}};`;
  }).join("\n");
  return picture(`\\begin{axis}[article, width=.6\\textwidth,
  height=${(.27 * rows.length + .2).toFixed(2)}cm, scale only axis, y dir=reverse,
  ytick={${upTo(rows.length)}}, yticklabels={${braced(rows.map(({ label }) => label))}},
  ymin=.4, ymax=${rows.length}.6, ytick style={draw=none},
  yticklabel style={font=\\scriptsize, text height=1.5ex, text depth=.4ex}, xmajorgrids, xlabel={${unit}},
  extra x ticks={0}, extra x tick labels={}, extra x tick style={grid style={black}}]
${series}
\\end{axis}`);
}
