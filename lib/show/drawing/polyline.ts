/** Lengths along SVG paths made of straight pieces: what Plotly asks of the arrows of its annotations. */

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The corners of a path of absolute `M` and `L` commands.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(corners("M0,0L3,4"), [{ x: 0, y: 0 }, { x: 3, y: 4 }]);
 * ```
 */
export function corners(path: string): Point[] {
  return [...path.matchAll(/[ML]\s*(-?[\d.e-]+)[ ,]+(-?[\d.e-]+)/g)]
    .map(([, x, y]) => ({ x: Number(x), y: Number(y) }));
}

/** Length of the whole line. */
export function lengthOf(points: readonly Point[]): number {
  let sum = 0;
  for (let i = 1; i < points.length; i++) {
    sum += Math.hypot(points[i].x - points[i - 1].x, points[i].y - points[i - 1].y);
  }
  return sum;
}

/** The point at a distance from the start, measured along the line; the ends beyond the ends. */
export function pointAt(points: readonly Point[], distance: number): Point {
  let left = Math.max(0, distance);
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1], points[i]];
    const piece = Math.hypot(to.x - from.x, to.y - from.y);
    if (left <= piece && piece > 0) {
      const share = left / piece;
      return { x: from.x + share * (to.x - from.x), y: from.y + share * (to.y - from.y) };
    }
    left -= piece;
  }
  return points.at(-1) ?? { x: 0, y: 0 };
}
