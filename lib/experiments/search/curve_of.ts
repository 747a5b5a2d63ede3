/** The history of a training as a record holds it. */
import type { Epoch, History } from "../../nn/history.ts";

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
