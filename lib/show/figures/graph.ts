/** Things and the links between them: the closer two are linked, the nearer they stand. */
import { InputError } from "../../core/errors.ts";
import type { Rng } from "../../core/rng.ts";
import type { Figure } from "../figure.ts";
import { dot, line } from "../marks/marks.ts";
import { nothingToShow } from "../marks/nothing.ts";
import { plot } from "../marks/panels.ts";
import { classColours, faded, INK } from "../theme.ts";

/** A thing. */
export interface GraphNode {
  /** Is written at its point. */
  readonly name: string;
  /** Its colour is that of its group. */
  readonly group: string;
  /** From 0; points of a larger size are larger. */
  readonly size: number;
}

/** A link between two things. */
export interface GraphLink {
  /** The name of one. */
  readonly from: string;
  /** The name of the other. */
  readonly to: string;
  /** Above 0: how close they are. */
  readonly weight: number;
}

/** A graph drawn by forces: all points push each other away, links pull (Fruchterman & Reingold 1991). Distances are
 * not to scale; what matters is who is linked, and what stands together.
 *
 * @param rng where the points start; the same draws, the same picture
 * @throws {InputError} on a link to a thing that is not there
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { Rng } from "../../core/rng.ts";
 * const nodes = ["sad", "slow", "loud"].map((name) => ({ name, group: "Mood", size: 1 }));
 * const { data } = graph(nodes, [{ from: "sad", to: "slow", weight: 1 }], new Rng(1), { title: "Moods" });
 * assertEquals(data.at(-1)!.text, ["sad", "slow", "loud"]);
 * ```
 */
export function graph(
  nodes: readonly GraphNode[],
  links: readonly GraphLink[],
  rng: Rng,
  { title }: { readonly title: string },
): Figure {
  if (nodes.length === 0) return nothingToShow(title, "there is nothing to link");
  const at = new Map(nodes.map(({ name }, i) => [name, i]));
  const pairs = links.map(({ from, to, weight }) => {
    const ends = [at.get(from), at.get(to)];
    if (ends.includes(undefined)) {
      throw new InputError("a link to what is not there", { found: `${from} – ${to}` });
    }
    return { a: ends[0]!, b: ends[1]!, weight };
  });
  const { x, y } = readable(placed(nodes.length, pairs, rng), nodes);
  const most = Math.max(...pairs.map(({ weight }) => weight), 1e-9);
  const biggest = Math.max(...nodes.map(({ size }) => size), 1e-9);
  const groups = [...new Set(nodes.map(({ group }) => group))], colours = classColours(groups);
  return plot([
    ...pairs.map(({ a, b, weight }) => ({
      ...line({
        ...{ x: [x[a], x[b]], y: [y[a], y[b]], hover: false },
        ...{ width: .5 + 3 * weight / most, colour: faded("#808080", .25 + .45 * weight / most) },
      }),
      showlegend: false,
    })),
    ...groups.map((group, g) => {
      const own = nodes.map((_, i) => i).filter((i) => nodes[i].group === group);
      return {
        ...dot({
          ...{ name: group, colour: colours[g], x: own.map((i) => x[i]), y: own.map((i) => y[i]) },
          text: own.map((i) => nodes[i].name),
          more: { size: own.map((i) => 6 + 20 * Math.sqrt(nodes[i].size / biggest)) },
          hover: "%{text}<extra></extra>",
        }),
        ...{ mode: "markers+text", textposition: "top center", cliponaxis: false },
        textfont: { size: 11, color: INK.text },
      };
    }),
  ], {
    ...{ title, height: 640, legend: { top: 84 } },
    x: { visible: false, range: [-.1, 1.1] },
    y: { visible: false, range: [-.06, 1.1] },
    layout: { showlegend: true },
  });
}

interface Pair {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

const STEPS = 300;

/** Places in the unit square. */
function placed(n: number, pairs: readonly Pair[], rng: Rng) {
  const x = Float64Array.from({ length: n }, () => rng.uniform());
  const y = Float64Array.from({ length: n }, () => rng.uniform());
  const most = Math.max(...pairs.map(({ weight }) => weight), 1e-9), k = Math.sqrt(1 / n);
  const dx = new Float64Array(n), dy = new Float64Array(n);
  for (let step = 0; step < STEPS; step++) {
    const heat = .1 * (1 - step / STEPS);
    dx.fill(0);
    dy.fill(0);
    const push = (a: number, b: number, of: (distance: number) => number) => {
      const [across, up] = [x[a] - x[b], y[a] - y[b]], distance = Math.hypot(across, up) + 1e-6;
      const force = of(distance) / distance;
      [dx[a], dy[a]] = [dx[a] + across * force, dy[a] + up * force];
      [dx[b], dy[b]] = [dx[b] - across * force, dy[b] - up * force];
    };
    for (let a = 0; a < n; a++) {
      for (let b = 0; b < a; b++) push(a, b, (distance) => k * k / distance);
    }
    for (const { a, b, weight } of pairs) push(a, b, (d) => -d * d / k * (.3 + weight / most));
    for (let i = 0; i < n; i++) {
      [dx[i], dy[i]] = [dx[i] + .5 * (.5 - x[i]), dy[i] + .5 * (.5 - y[i])]; // or parts fly off
      const length = Math.hypot(dx[i], dy[i]) + 1e-9, move = Math.min(length, heat) / length;
      [x[i], y[i]] = [x[i] + dx[i] * move, y[i] + dy[i] * move];
    }
  }
  return { x: stretched(x), y: stretched(y) };
}

/** Width and height of the unit square, of a letter, and of a point with its name above it: in pixels, about. */
const SQUARE = [800, 440], LETTER = 6.5, NAMED = 32;

/** Moves points whose names lie on each other apart, by as little as that takes. */
function readable(
  { x, y }: { x: Float64Array; y: Float64Array },
  nodes: readonly GraphNode[],
): { x: Float64Array; y: Float64Array } {
  const half = nodes.map(({ name }) => (name.length * LETTER + 8) / 2), [width, height] = SQUARE;
  for (let round = 0, overlaps = true; overlaps && round < 200; round++) {
    overlaps = false;
    for (let a = 0; a < nodes.length; a++) {
      for (let b = 0; b < a; b++) {
        const across = (x[a] - x[b]) * width, up = (y[a] - y[b]) * height;
        const [dx, dy] = [half[a] + half[b] - Math.abs(across), NAMED - Math.abs(up)];
        if (dx <= 0 || dy <= 0) continue;
        overlaps = true;
        const [all, by, sign] = dx < dy
          ? [x, dx / width, across < 0 ? -1 : 1]
          : [y, dy / height, up < 0 ? -1 : 1];
        [all[a], all[b]] = [all[a] + sign * by / 2, all[b] - sign * by / 2];
      }
    }
  }
  return { x: stretched(x), y: stretched(y) };
}

/** From 0 to 1. */
function stretched(values: Float64Array): Float64Array {
  const least = Math.min(...values), width = Math.max(...values) - least;
  return values.map((value) => width > 0 ? (value - least) / width : .5);
}
