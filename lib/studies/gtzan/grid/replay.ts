/** Searches replayed on a grid that has been trained: what each would have found, and how soon. Nothing is trained, so that
 * each can be had many times over; work is counted in multiply-adds, which no other program on the machine changes. */
import {
  halving,
  localRunner,
  oneOf,
  random,
  search,
  type Settings,
  type Space,
  tpe,
} from "../../../experiments/mod.ts";
import type { Rng } from "../../../core/rng.ts";
import { keyOf } from "./csv.ts";
import type { GridRow } from "./grid.ts";
import { epochCost } from "./trial.ts";

/** A search and what it found, trial by trial. */
export interface Replayed {
  /** How settings are drawn: random, TPE, halving. */
  readonly way: string;
  /** The work of all trials so far, as a share of that of the whole grid. */
  readonly work: readonly number[];
  /** The best accuracy so far. */
  readonly best: readonly number[];
}

/** What {@linkcode replay} is told. */
export interface ReplayOptions {
  /** Settings that random search and TPE try, and halving begins with. */
  readonly trials: number;
  /** How often each search is made. */
  readonly times: number;
  /** What the searches draw from. */
  readonly rng: Rng;
}

/** Random search, TPE and successive halving over the rows of a grid.
 *
 * Random search and TPE try settings at all three numbers of epochs, as the grid does; halving begins with the fewest
 * epochs and goes on with the best half of them.
 *
 * @param rows every combination of their values, such as `gridRows` of all trainings gives
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * import { Rng } from "../../../core/rng.ts";
 * const row = { model: "dense", layers: 1, dropout: .1, loss: 1, seed: 1, seconds: 1, from: "training" } as const;
 * const rows = [8, 16].flatMap((hidden) => [.1, .01].flatMap((learningRate) => [1, 2, 4].map((epochs) =>
 *   ({ ...row, hidden, learningRate, epochs, trained: epochs, accuracy: hidden / 64 + epochs / 16 + learningRate }))));
 * const found = await replay(rows, { trials: 6, times: 1, rng: new Rng(1) });
 * assertEquals(found.map(({ way }) => way), ["random", "TPE", "halving"]);
 * ```
 */
export async function replay(
  rows: readonly GridRow[],
  { trials, times, rng }: ReplayOptions,
): Promise<Replayed[]> {
  const byKey = new Map(rows.map((row) => [keyOf(row), row]));
  const whole = rows.reduce((sum, row) => sum + workOf(row), 0);
  const values = (name: keyof GridRow) =>
    [...new Set(rows.map((row) => row[name]))].sort((a, b) => Number(a) - Number(b));
  const names = ["model", "hidden", "layers", "dropout", "learningRate"] as const;
  const axes = Object.fromEntries(names.map((name) => [name, oneOf(...values(name))]));
  const epochs = values("epochs") as number[], all = { ...axes, epochs: oneOf(...epochs) };
  const spaces: Record<string, Space> = {
    random: random(all, { trials }),
    TPE: tpe(all, { trials, startup: Math.min(10, trials), parallel: 1 }),
    halving: halving(random(axes, { trials: Math.min(trials, rows.length / epochs.length) }), {
      ...{ minimum: epochs[0], maximum: epochs.at(-1)!, eta: 2 },
    }),
  };
  const runner = localRunner({
    rows: () => 1,
    trial: ({ settings }: { settings: Settings }) => ({
      scores: { accuracy: byKey.get(keyOf(settings))!.accuracy },
    }),
  }, {});
  const found: Replayed[] = [];
  for (const [way, space] of Object.entries(spaces)) {
    for (let time = 0; time < times; time++) {
      const draw = rng.fork(`${way} ${time}`);
      const runs = await search(space, runner, { part: "04", name: way, rng: draw });
      let sum = 0, top = 0;
      const work: number[] = [], best: number[] = [];
      for (const { settings, scores: { accuracy } } of runs) {
        sum += workOf(byKey.get(keyOf(settings))!) / whole;
        top = Math.max(top, accuracy);
        work.push(sum);
        best.push(top);
      }
      found.push({ way, work, best });
    }
  }
  return found;
}

/** Multiply-adds of the epochs that were run, per row that is learnt from. */
const workOf = (row: GridRow): number =>
  row.trained * epochCost({ ...row, patience: 0, restoreBest: false }, 1);

/** The share of the grid's work after which a search had an accuracy; Infinity where it never had.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * const found = { way: "TPE", work: [.1, .2, 1], best: [.5, .6, .7] };
 * assertEquals([workUntil(found, .6), workUntil(found, .8)], [.2, Infinity]);
 * ```
 */
export const workUntil = ({ work, best }: Replayed, accuracy: number): number =>
  work[best.findIndex((value) => value >= accuracy)] ?? Infinity;

/** How soon each way reaches an accuracy: the median over its repetitions, and their quarters.
 *
 * @returns shares of the grid's work, Infinity where half of the searches, or a quarter, never reach it
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * const found = [.1, .2, .3, .4, .5].map((work) => ({ way: "TPE", work: [work, 1], best: [.6, .7] }));
 * assertEquals(howSoon(found, .6), [{ way: "TPE", lower: .2, median: .3, upper: .4, reached: 1 }]);
 * ```
 */
export function howSoon(
  found: readonly Replayed[],
  accuracy: number,
): { way: string; lower: number; median: number; upper: number; reached: number }[] {
  return [...new Set(found.map(({ way }) => way))].map((way) => {
    const own = found.filter((each) => each.way === way).map((each) => workUntil(each, accuracy))
      .sort((a, b) => a - b);
    const at = (share: number) => own[Math.round(share * (own.length - 1))];
    const reached = own.filter(Number.isFinite).length / own.length;
    return { way, lower: at(.25), median: at(.5), upper: at(.75), reached };
  });
}

/** Lines of the mean best accuracy of each way by work, with bands of quarters, on steps that are even on a logarithmic
 * scale.
 *
 * @example
 * ```ts ignore
 * lines(progressLines(found), { title, xTitle, yTitle, xLog: true });
 * ```
 */
export function progressLines(
  found: readonly Replayed[],
  steps = 40,
): { name: string; x: number[]; y: number[]; low: number[]; high: number[] }[] {
  const first = Math.max(...found.map(({ work }) => work[0]));
  return [...new Set(found.map(({ way }) => way))].map((way) => {
    const own = found.filter((each) => each.way === way);
    const last = Math.min(...own.map(({ work }) => work.at(-1)!));
    const x = Array.from({ length: steps }, (_, i) => first * (last / first) ** (i / (steps - 1)));
    const at = x.map((most) =>
      own.map(({ work, best }) =>
        best[Math.max(0, work.findLastIndex((w) => w <= most * (1 + 1e-9)))]
      )
        .sort((a, b) => a - b)
    );
    const quantile = (share: number) =>
      at.map((each) => each[Math.round(share * (each.length - 1))]);
    return { name: way, x, y: quantile(.5), low: quantile(.25), high: quantile(.75) };
  });
}
