/** What a training came to, as numbers for its record. */
import type { Epoch, History } from "../../nn/history.ts";
import type { JobResult } from "./runner.ts";

const SERIES = [
  "loss",
  "accuracy",
  "validationLoss",
  "validationAccuracy",
  "learningRate",
  "gradientNorm",
] as const satisfies readonly (keyof Epoch)[];

/** The curve of every epoch, one array per number; those that were not measured are left out. Where layers were
 * looked into, their figures are there as "dense1: gradientNorm". */
export function curveOf({ epochs }: Pick<History, "epochs">): Record<string, number[]> {
  const measured = SERIES.filter((name) => epochs.every((epoch) => epoch[name] !== undefined));
  return Object.fromEntries([
    ...measured.map((name) => [name, epochs.map((epoch) => epoch[name] as number)]),
    ...(epochs[0]?.layers ?? []).flatMap(({ layer, ...figures }, i) =>
      (Object.keys(figures) as (keyof typeof figures)[]).map((figure) => [
        `${layer}: ${figure}`,
        epochs.map(({ layers }) => layers?.[i]?.[figure] ?? NaN),
      ])
    ),
  ]);
}

/** A training and its scores as a record holds them, with how many epochs and steps it took. */
export function outcomeOf(
  history: History,
  scores: object,
): JobResult & { seconds: number } {
  return {
    scores: {
      ...scores as Record<string, number>,
      bestEpoch: history.bestEpoch,
      epochs: history.epochs.length,
      steps: history.steps,
    },
    curve: curveOf(history),
    engine: history.engine,
    seconds: history.seconds,
  };
}
