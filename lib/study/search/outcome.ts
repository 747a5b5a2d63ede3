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
 * looked into, their figures are there as "dense1: gradientNorm".
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const epoch = { accuracy: .5, learningRate: .01, gradientNorm: 1, seconds: 1 };
 * const curve = curveOf({ epochs: [{ ...epoch, epoch: 1, loss: 1.6 }, { ...epoch, epoch: 2, loss: 1.2 }] });
 * assertEquals(curve.loss, [1.6, 1.2]);
 * assertEquals("validationLoss" in curve, false); // it was not measured
 * ```
 */
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

/** A training and its scores as a record holds them, with how many epochs and steps it took.
 *
 * @param scores of the validation rows, by name
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const epoch = { epoch: 1, loss: 1.6, accuracy: .5, learningRate: .01, gradientNorm: 1, seconds: 2 };
 * const ended = { bestEpoch: 1, steps: 40, seconds: 2, engine: "wasm", stopped: "epochs" } as const;
 * const { scores } = outcomeOf({ epochs: [epoch], ...ended }, { accuracy: .6 });
 * assertEquals(scores, { accuracy: .6, bestEpoch: 1, epochs: 1, steps: 40 });
 * ```
 */
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
