/** What a column looks like, class by class. */
import { median, quantiles } from "../../core/statistics.ts";
import type { Part } from "../spec.ts";
import { density } from "./density.ts";

/** A column with no more distinct values than this is counted, not smoothed. */
const MOST_COUNTED = 13;
/** Where a density is this many times as high as if all values were equally likely, its axis is logarithmic. */
const SPIKE = 30;

/** Every class's shape of one column, as points of a line: shares of the class's rows where there are few `values`, else a
 * density over the central 99 % of all, `log` where it needs a logarithmic axis. */
export function shapesOf(
  column: ArrayLike<number>,
  labels: readonly string[],
  classes: readonly string[],
) {
  const own = new Map<string, number[]>(classes.map((name) => [name, []]));
  const distinct = new Set<number>();
  for (let i = 0; i < column.length; i++) {
    if (!Number.isFinite(column[i])) continue;
    own.get(labels[i])!.push(column[i]);
    if (distinct.size <= MOST_COUNTED) distinct.add(column[i]);
  }
  const groups = classes.map((name) => own.get(name)!);
  if (distinct.size <= MOST_COUNTED) {
    const x = [...distinct].sort((a, b) => a - b);
    const shares = (group: number[]) =>
      x.map((value) => group.filter((own) => own === value).length / (group.length || 1));
    return { shapes: groups.map((group) => ({ x, y: shares(group) })), values: x, log: false };
  }
  const [low, high] = quantiles(groups.flat(), [.005, .995]);
  // a quarter of the notebook's bytes; places by their distance from the first, for years differ in few digits
  const short = (value: number) => Number(value.toPrecision(4));
  const place = (value: number) => low + short(value - low);
  const smooth = (robust: boolean) =>
    groups.map((group) => {
      const { x, y } = density(group, low, high > low ? high : low + 1, { robust });
      return { x: Array.from(x, place), y: Array.from(y, short) };
    });
  const shapes = smooth(true);
  const log = Math.max(...shapes.flatMap(({ y }) => y)) * (high - low) > SPIKE;
  return { shapes: log ? smooth(false) : shapes, log };
}

/** From a tenth of the median height to above the highest: what a smooth line's far tail would stretch
 * without end. */
export function logRange(shapes: readonly { readonly y: readonly number[] }[]): Part {
  const heights = shapes.flatMap(({ y }) => y).filter((y) => y > 0);
  const range = [Math.log10(median(heights)) - 1, Math.log10(Math.max(...heights)) + .1];
  return { type: "log", range };
}
