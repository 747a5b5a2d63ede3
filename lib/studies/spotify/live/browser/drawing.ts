/** The small pictures along the sliders. */

/** Cells along a slider, of its ground and of its histogram. */
const CELLS = 32;

/** How many cells a slider has: one for each value where these are few. */
export function cellsOf([least, most]: readonly [number, number], whole = false): number {
  return whole ? Math.min(CELLS, most - least + 1) : CELLS;
}

/** The value in the middle of a cell. */
export const middle = (
  [least, most]: readonly [number, number],
  cell: number,
  cells: number,
): number => least + (cell + .5) / cells * (most - least);

/** How many values fall into each cell. */
export function histogram(
  values: Iterable<number>,
  [least, most]: readonly [number, number],
  cells: number,
): Int32Array {
  const counts = new Int32Array(cells);
  for (const value of values) {
    counts[Math.min(cells - 1, Math.floor(cells * (value - least) / (most - least || 1)))]++;
  }
  return counts;
}

/** Counts as a line in a box one high and as wide as there are cells; heights are the counts' roots, so that few are seen
 * beside many.
 * @returns a path, from the left edge to the right */
export function outline(counts: Int32Array): string {
  const most = Math.sqrt(Math.max(1, ...counts));
  const height = (count: number) => (1 - Math.sqrt(count) / most).toFixed(3);
  const points = Array.from(counts, (count, i) => `${i + .5} ${height(count)}`);
  return `M0 ${height(counts[0])}L${points.join("L")}L${counts.length} ${height(counts.at(-1)!)}`;
}

/** The same line with what lies below it. */
export const area = (counts: Int32Array): string => `${outline(counts)}V1H0Z`;

/** A slider's ground: in each cell the colour of the genre that would be likeliest there, the fuller the likelier.
 *
 * @param told cells × genres, probabilities
 * @returns a CSS image */
export function ground(told: Float32Array, colours: readonly string[]): string {
  const k = colours.length, cells = told.length / k, stops: string[] = [];
  for (let cell = 0; cell < cells; cell++) {
    const own = told.subarray(cell * k, (cell + 1) * k), best = own.indexOf(Math.max(...own));
    const strength = Math.round(100 * Math.min(1, Math.max(.12, (own[best] - .2) / .6)));
    const colour = `color-mix(in srgb, ${colours[best]} ${strength}%, var(--soft))`;
    stops.push(`${colour} ${100 * cell / cells}% ${100 * (cell + 1) / cells}%`);
  }
  return `linear-gradient(90deg, ${stops.join(", ")})`;
}
