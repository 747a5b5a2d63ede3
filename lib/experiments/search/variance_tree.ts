/** Regression trees over settings, and how much of what they predict hangs on which setting. */
import type { Rng } from "../../core/rng.ts";
import type { Axis } from "./axes.ts";

/** A part of all settings that is predicted alike. */
export interface Leaf {
  readonly value: number;
  /** Along each axis: what it covers. */
  readonly sides: readonly Side[];
}

/** Part of an axis: from `low` to `high`, or those choices that are on; `length` is its share of the axis. */
type Side = Stretch | Choices;
interface Stretch {
  readonly low: number;
  readonly high: number;
  readonly length: number;
}
interface Choices {
  readonly on: Uint8Array;
  readonly length: number;
}

interface Split {
  readonly axis: number;
  isLeft(place: number): boolean;
  /** Both parts of a side. */
  divide(side: Side): readonly [Side, Side];
}

/** Grows a regression tree until nothing is left to divide: each split takes most off the squared errors.
 *
 * @param points each a place on every axis
 * @param y one number per point
 * @param own positions of the points to grow from, each as often as it counts
 * @param rng chooses among splits that are equally good */
export function growTree(
  axes: readonly Axis[],
  points: readonly (readonly number[])[],
  y: ArrayLike<number>,
  own: Int32Array,
  rng: Rng,
): Leaf[] {
  const whole = axes.map(({ choices }): Side =>
    choices > 0
      ? { on: new Uint8Array(choices).fill(1), length: 1 }
      : { low: 0, high: 1, length: 1 }
  );
  const leaves: Leaf[] = [], open: [Int32Array, readonly Side[]][] = [[own, whole]];
  for (let next = open.pop(); next; next = open.pop()) {
    const [members, sides] = next, split = bestSplit(axes, points, y, members, rng);
    if (!split) {
      leaves.push({ value: members.reduce((sum, i) => sum + y[i], 0) / members.length, sides });
      continue;
    }
    const { axis, isLeft } = split;
    for (const [k, side] of split.divide(sides[axis]).entries()) {
      const part = members.filter((i) => isLeft(points[i][axis]) === (k === 0));
      open.push([part, sides.map((other, a) => a === axis ? side : other)]);
    }
  }
  return leaves;
}

/** The split with the largest gain, of equals (any axis divides two points) one by chance; undefined where none gains. */
function bestSplit(
  axes: readonly Axis[],
  points: readonly (readonly number[])[],
  y: ArrayLike<number>,
  members: Int32Array,
  rng: Rng,
): Split | undefined {
  let best: Split | undefined, gain = 1e-12;
  for (const axis of rng.permutation(axes.length)) {
    const { choices } = axes[axis], place = (i: number) => points[i][axis];
    // the best division of choices in two is among those of the order of their means (Fisher 1958)
    const ranks = choices > 0 ? ranksByMean(place, y, members, choices) : undefined;
    const found = bestCut(ranks ? (i) => ranks[place(i)] : place, y, members);
    if (!(found.gain > gain * (1 + 1e-9))) continue;
    gain = found.gain;
    best = ranks ? inTwo(axis, (choice) => ranks[choice] < found.cut) : atCut(axis, found.cut);
  }
  return best;
}

/** Where to cut the members, in the order of their keys. */
function bestCut(
  key: (member: number) => number,
  y: ArrayLike<number>,
  members: Int32Array,
): { cut: number; gain: number } {
  const sums = new Map<number, { count: number; sum: number }>();
  let total = 0;
  for (const i of members) {
    const at = key(i), own = sums.get(at);
    total += y[i];
    if (own) {
      own.count++;
      own.sum += y[i];
    } else sums.set(at, { count: 1, sum: y[i] });
  }
  const keys = Float64Array.from(sums.keys()).sort(), n = members.length, base = total * total / n;
  let k = 0, left = 0, cut = NaN, gain = 0;
  for (let at = 1; at < keys.length; at++) {
    const { count, sum } = sums.get(keys[at - 1])!;
    k += count;
    left += sum;
    const found = left * left / k + (total - left) ** 2 / (n - k) - base;
    if (found > gain * (1 + 1e-9)) [cut, gain] = [(keys[at - 1] + keys[at]) / 2, found];
  }
  return { cut, gain };
}

/** Choices by the mean of their points: of equal means the earlier, so that each has a rank of its own. */
function ranksByMean(
  place: (member: number) => number,
  y: ArrayLike<number>,
  members: Int32Array,
  choices: number,
): number[] {
  const sums = new Float64Array(choices), counts = new Float64Array(choices);
  for (const i of members) {
    sums[place(i)] += y[i];
    counts[place(i)]++;
  }
  const order = Array.from({ length: choices }, (_, c) => c)
    .sort((a, b) => sums[a] / (counts[a] || 1) - sums[b] / (counts[b] || 1) || a - b);
  const ranks = new Array<number>(choices);
  order.forEach((c, rank) => ranks[c] = rank);
  return ranks;
}

const atCut = (axis: number, cut: number): Split => ({
  axis,
  isLeft: (place) => place < cut,
  divide(side) {
    const { low, high } = side as Stretch;
    return [{ low, high: cut, length: cut - low }, { low: cut, high, length: high - cut }];
  },
});

const inTwo = (axis: number, isLeft: (choice: number) => boolean): Split => ({
  axis,
  isLeft,
  divide(side) {
    const { on } = side as Choices;
    const part = (isIn: (choice: number) => boolean): Choices => {
      const kept = on.map((is, c) => is & +isIn(c));
      return { on: kept, length: kept.reduce((sum, is) => sum + is, 0) / on.length };
    };
    return [part(isLeft), part((choice) => !isLeft(choice))];
  },
});

/** Functional analysis of variance of a tree, over all settings, each part of an axis counting by its length. */
export interface TreeVariance {
  /** Variance of what the tree predicts. */
  readonly total: number;
  /** Variance of the mean prediction at each place of these axes: of one, what that setting does by itself; of several,
   * what they do together and each by itself. */
  of(...group: number[]): number;
}

/** Exact sums over the leaves, for mean predictions along axes are steps.
 * @see Hutter, F., Hoos, H. & Leyton-Brown, K. (2014). An efficient approach for assessing hyperparameter importance. */
export function treeVariance(axes: readonly Axis[], leaves: readonly Leaf[]): TreeVariance {
  const volumes = leaves.map(({ sides }) => sides.reduce((v, { length }) => v * length, 1));
  const cells = axes.map((_, a) => cellsOf(leaves.map(({ sides }) => sides[a])));
  return {
    total: variance(leaves.map(({ value }) => value), volumes),
    of(...group) {
      const lengths = group.reduce<number[]>(
        (all, a) => all.flatMap((length) => cells[a].lengths.map((own) => length * own)),
        [1],
      );
      const means = new Float64Array(lengths.length);
      leaves.forEach(({ value, sides }, i) => {
        const part = group.reduce((length, a) => length * sides[a].length, 1);
        const weighed = volumes[i] / part * value; // by the leaf's share of all other axes
        const covered = group.reduce<number[]>((all, a) => {
          const own = [...cells[a].covered(sides[a])], count = cells[a].lengths.length;
          return all.flatMap((at) => own.map((cell) => at * count + cell));
        }, [0]);
        for (const cell of covered) means[cell] += weighed;
      });
      return variance(means, lengths);
    },
  };
}

/** Of values that count by weights which sum to 1. */
function variance(values: ArrayLike<number>, weights: readonly number[]): number {
  let mean = 0, sum = 0;
  for (let i = 0; i < weights.length; i++) mean += weights[i] * values[i];
  for (let i = 0; i < weights.length; i++) sum += weights[i] * (values[i] - mean) ** 2;
  return sum;
}

/** An axis in pieces that no leaf divides: their lengths, and which of them a side covers. */
function cellsOf(sides: readonly Side[]) {
  const [first] = sides;
  if ("on" in first) {
    return {
      lengths: Array.from(first.on, () => 1 / first.on.length),
      *covered(side: Side) {
        for (const [c, is] of (side as Choices).on.entries()) if (is) yield c;
      },
    };
  }
  const stretches = sides as readonly Stretch[];
  const edges = [...new Set(stretches.flatMap(({ low, high }) => [low, high]))]
    .sort((a, b) => a - b);
  const at = new Map(edges.map((edge, i) => [edge, i]));
  return {
    lengths: edges.slice(1).map((edge, i) => edge - edges[i]),
    *covered(side: Side) {
      const { low, high } = side as Stretch;
      for (let c = at.get(low)!; c < at.get(high)!; c++) yield c;
    },
  };
}
