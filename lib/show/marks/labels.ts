/** Where to write names beside points so that no two cover each other. */

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The middle of a label, in pixels; `far` when it needs a line to its point. */
interface Place extends Point {
  readonly far: boolean;
}

/** Width of a character and height of a line at 12 pixels, in DejaVu Sans: on the wide side. */
const CHARACTER = 7.4, LINE = 16;
/** Half the side of the square that a dot keeps free. */
const DOT = 6;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const boxAround = ({ x, y }: Point, halfWidth: number, halfHeight: number): Box => ({
  left: x - halfWidth,
  right: x + halfWidth,
  top: y - halfHeight,
  bottom: y + halfHeight,
});

/** Area that two boxes share. */
function overlap(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  return width > 0 && height > 0 ? width * height : 0;
}

/** Greedy placement: from top to bottom every name takes, of eight directions at growing distances, the
 * first place where it covers no dot and no name placed before, and stays inside; if there is none, the
 * one that covers least.
 *
 * @param points in pixels, y downwards, inside an area of `width` × `height`
 * @returns the middle of each label
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * const same = [{ x: 50, y: 50 }, { x: 50, y: 50 }];
 * const [a, b] = placeLabels(same, ["one", "two"], { width: 200, height: 200 });
 * assert(Math.abs(a.y - b.y) >= 16 || Math.abs(a.x - b.x) >= 22);
 * ```
 */
export function placeLabels(
  points: readonly Point[],
  names: readonly string[],
  { width, height }: { width: number; height: number },
): Place[] {
  const dots = points.map((point) => boxAround(point, DOT, DOT));
  const placed: Box[] = [], places: Place[] = new Array(points.length);
  const order = [...points.keys()].sort((a, b) => points[a].y - points[b].y);
  for (const i of order) {
    const halfWidth = CHARACTER * names[i].length / 2, halfHeight = LINE / 2;
    let best: Place | undefined, least = Infinity;
    for (const candidate of candidates(points[i], halfWidth, halfHeight)) {
      const box = boxAround(candidate, halfWidth, halfHeight);
      const outside = Math.max(0, -box.left) + Math.max(0, box.right - width) +
        Math.max(0, -box.top) + Math.max(0, box.bottom - height);
      let cost = 100 * outside;
      for (const other of [...dots, ...placed]) cost += overlap(box, other);
      if (cost < least) [best, least] = [candidate, cost];
      if (cost === 0) break;
    }
    places[i] = best!;
    placed.push(boxAround(best!, halfWidth, halfHeight));
  }
  return places;
}

/** Places around a point, nearest first: above, right, left, below, then the corners. */
function* candidates(point: Point, halfWidth: number, halfHeight: number): Generator<Place> {
  const ways = [[0, -1], [1, 0], [-1, 0], [0, 1], [1, -1], [-1, -1], [1, 1], [-1, 1]];
  for (let ring = 0; ring < 8; ring++) {
    const distance = DOT + 2 + 14 * ring;
    for (const [right, down] of ways) {
      yield {
        x: point.x + right * (halfWidth + distance),
        y: point.y + down * (halfHeight + distance),
        far: ring > 0,
      };
    }
  }
}
