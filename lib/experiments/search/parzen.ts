/** Parzen estimators: a density of settings from some settings, a bell around each. */
import type { Rng } from "../../core/rng.ts";
import type { Axis } from "./axes.ts";

/** A density over some axes, as a mixture of bells, one for each point and a wide one over all. */
export interface Parzen {
  sample(rng: Rng): number[];
  /** Of a point, in the order of the axes. */
  logDensity(point: readonly number[]): number;
}

/** What one axis has of a component: a normal density cut off at 0 and 1, or weights of choices. */
type Kernel = Bell | Choices;

interface Choices {
  readonly weights: readonly number[];
  readonly logs: readonly number[];
}

interface Bell {
  readonly mean: number;
  readonly deviation: number;
  /** Log of what lies between 0 and 1. */
  readonly inside: number;
}

function bell(mean: number, deviation: number): Bell {
  const below = (x: number) => normalCdf((x - mean) / deviation);
  return { mean, deviation, inside: Math.log(below(1) - below(0)) };
}

/** A density from points. Over several axes at once a component is the product of its bells, which sees that good values
 * of one setting go with those of another (Falkner, Klein & Hutter 2018); of one axis, a bell is as wide as the distance
 * to its neighbours (Bergstra et al. 2011).
 *
 * @param points each in the order of the axes */
export function parzen(axes: readonly Axis[], points: readonly (readonly number[])[]): Parzen {
  const n = points.length, components: Kernel[][] = points.map(() => []);
  const prior: Kernel[] = [];
  axes.forEach((axis, a) => {
    const own = points.map((point) => point[a]);
    if (axis.choices > 0) {
      const kernels = Array.from(
        { length: axis.choices },
        (_, at) => choiceKernel(axis.choices, n + 1, at),
      );
      own.forEach((at, i) => components[i].push(kernels[at]));
      prior.push(choiceKernel(axis.choices, n + 1));
      return;
    }
    const widths = axes.length > 1
      ? own.map(() => .2 * (n + 1) ** (-1 / (axes.length + 4)))
      : neighbourWidths(own);
    const least = 1 / Math.min(100, n + 2);
    own.forEach((mean, i) => {
      components[i].push(bell(mean, Math.min(1, Math.max(least, widths[i]))));
    });
    prior.push(bell(.5, 1));
  });
  const all = [...components, prior], share = -Math.log(all.length);
  return {
    sample(rng) {
      const component = all[rng.int(all.length)];
      return component.map((kernel) => isChoices(kernel) ? pick(kernel, rng) : inside(kernel, rng));
    },
    logDensity(point) {
      const logs = all.map((component) =>
        component.reduce((sum, kernel, a) => sum + logOf(kernel, point[a], axes[a]), share)
      );
      const top = Math.max(...logs);
      return top + Math.log(logs.reduce((sum, log) => sum + Math.exp(log - top), 0));
    },
  };
}

const isChoices = (kernel: Kernel): kernel is Choices => "weights" in kernel;

/** The choice has a count of 1 more than all others, which share one between them over all components. */
function choiceKernel(choices: number, components: number, at = -1): Choices {
  const counts = Array.from({ length: choices }, (_, c) => 1 / components + Number(c === at));
  const sum = counts.reduce((total, count) => total + count);
  const weights = counts.map((count) => count / sum);
  return { weights, logs: weights.map(Math.log) };
}

const pick = ({ weights }: Choices, rng: Rng): number =>
  rng.choice(weights.map((_, c) => c), weights);

/** For each, the larger of the distances to its neighbours, the ends and the wide bell's middle among them. */
function neighbourWidths(means: readonly number[]): number[] {
  const order = [...means, .5].map((mean, i) => ({ mean, i })).sort((a, b) => a.mean - b.mean);
  const widths = new Array<number>(means.length + 1);
  order.forEach(({ mean, i }, at) => {
    const before = order[at - 1]?.mean ?? 0, after = order[at + 1]?.mean ?? 1;
    widths[i] = Math.max(mean - before, after - mean);
  });
  return widths.slice(0, -1);
}

/** A normal number between 0 and 1: the mean lies there, so that a third of the draws do at least. */
function inside({ mean, deviation }: Bell, rng: Rng): number {
  for (;;) {
    const x = mean + deviation * rng.normal();
    if (x >= 0 && x < 1) return x;
  }
}

function logOf(kernel: Kernel, at: number, { half }: Axis): number {
  if (isChoices(kernel)) return kernel.logs[at];
  const { mean, deviation, inside } = kernel;
  const below = (x: number) => normalCdf((x - mean) / deviation);
  // of a whole number, all that would be rounded to it
  if (half > 0) return Math.log(Math.max(1e-12, below(at + half) - below(at - half))) - inside;
  const z = (at - mean) / deviation;
  return -z * z / 2 - Math.log(deviation * Math.sqrt(2 * Math.PI)) - inside;
}

/** Φ(z), absolute error below 1e-7: Abramowitz & Stegun 26.2.17. */
function normalCdf(z: number): number {
  const t = 1 / (1 + .2316419 * Math.abs(z));
  const series = t *
    (.31938153 + t * (-.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  const upper = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
  return z > 0 ? 1 - upper : upper;
}
