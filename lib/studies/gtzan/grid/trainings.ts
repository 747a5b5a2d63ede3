/** The trainings of the grid, by network: what the notebook makes, and the command that makes all of them. */
import type { Experiment, Run } from "../../../experiments/mod.ts";
import type { PublishedModel } from "../published_networks.ts";
import { gridValues } from "./grid.ts";

/** A quick study's epochs. */
const QUICK_EPOCHS = { epochs: 40 };

/** Trains one of the grid's networks at all settings that it reads: dense with as many seeds as the grid has depths, cnn
 * once, rnn at every depth. What the records hold is not trained again, whichever code made it: hours are not thrown away.
 *
 * @param quick whether the study is: at few settings then
 * @param only values of some settings, where not all are asked for
 * @example
 * ```ts ignore
 * const cnn = await trainGrid(grid, "cnn", study.quick, { hidden: [64], learningRate: [1e-3] });
 * ```
 */
export function trainGrid(
  grid: Experiment,
  model: PublishedModel,
  quick: boolean,
  only: Readonly<Partial<Record<"hidden" | "dropout" | "learningRate", readonly number[]>>> = {},
): Promise<Run[]> {
  const { layers, ...values } = gridValues(quick);
  const tried = { model: [model], ...values, ...only }, isDeep = model === "rnn";
  return grid.search(model, isDeep ? { ...tried, layers } : tried, {
    ...{ seeds: model === "dense" ? layers.length : 1, quick: QUICK_EPOCHS, anyCode: true },
    ...model === "cnn" && { step: "cnn" },
  });
}
