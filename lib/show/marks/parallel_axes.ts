/** The axes of parallel coordinates: a run's place on each, whatever its values are. */
import type { Run } from "../../experiments/runs/record.ts";
import { distinct, settingText } from "./axes.ts";

type Told = Pick<Run, "settings" | "scores">;

/** One vertical axis: where a run's value stands on it, from 0 to 1, and what is written beside it. */
interface Axis {
  readonly title: string;
  readonly place: (run: Told) => number | undefined;
  readonly ticks: readonly { at: number; text: string }[];
}

/** A setting's distinct values, evenly spaced: grids are not linear, and few values are easy to read. The
 * runs of one value spread over a band by their rank, so that they do not hide each other. */
export function settingAxis(worstFirst: readonly Told[], name: string): Axis {
  const texts = distinct(worstFirst.map((run) => run.settings[name])).map(settingText);
  const drawn = texts.some((text) => Number.isFinite(Number(text)) && text.length > 8);
  if (texts.length > 12 || drawn) {
    return numberAxis(worstFirst, name, (run) => Number(run.settings[name]));
  }
  const at = (text: string) => (texts.indexOf(text) + .5) / texts.length;
  const rank = new Map(worstFirst.map((run, i) => [run, (i + .5) / worstFirst.length - .5]));
  const band = .7 / texts.length;
  return {
    title: name,
    place: (run) =>
      name in run.settings
        ? at(settingText(run.settings[name])) + band * rank.get(run)!
        : undefined,
    ticks: texts.map((text) => ({ at: at(text), text })),
  };
}

/** A scale from the lowest to the highest value, logarithmic where they differ by a factor above 20. */
export function numberAxis(
  runs: readonly Told[],
  title: string,
  read: (run: Told) => number,
): Axis {
  const values = runs.map(read).filter(Number.isFinite);
  const low = Math.min(...values), high = Math.max(...values);
  const log = low > 0 && high / low > 20;
  const scale = (value: number) => log ? Math.log10(value) : value;
  const back = (value: number) => log ? 10 ** value : value;
  const span = scale(high) - scale(low) || 1;
  const text = (at: number) => String(Number(back(scale(low) + at * span).toPrecision(3)));
  return {
    title,
    place: (run) => Number.isFinite(read(run)) ? (scale(read(run)) - scale(low)) / span : undefined,
    ticks: [0, .25, .5, .75, 1].map((at) => ({ at, text: text(at) })),
  };
}
