/** The three published networks, layer by layer. */
import { checkSettings } from "../../core/settings.ts";
import type { LayerPlan, SequentialSettings } from "../../nn/mod.ts";

/** What the published study calls its networks. */
export const MODELS = ["dense", "cnn", "rnn"] as const;

/** One of them. */
export type PublishedModel = typeof MODELS[number];

/** What is set of a published network. */
export interface PublishedSettings {
  /** Units; of the cnn, filters of the second convolution. */
  readonly hidden: number;
  /** Layers of the LSTM; the other two do not read it. */
  readonly layers: number;
  /** Share of the units switched off at each training step. */
  readonly dropout: number;
}

/** A published network as settings of `networkClassifier`.
 *
 * - dense: two hidden layers, batch norm after the activation
 * - cnn: convolutions along the *list of features*, in which neighbours are neighbours only by the order of the columns
 * - rnn: an LSTM on a sequence of *one step*, so that nothing ever recurs
 *
 * @param columns of the table that it reads
 * @throws {InputError} on another model, or settings out of range
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { sequence } = publishedNetwork("rnn", { hidden: 64, layers: 2, dropout: .1 }, 174);
 * assertEquals(sequence.map(({ layer }) => layer), ["lstm", "lstm", "dropout", "batchNorm"]);
 * ```
 */
export function publishedNetwork(
  model: PublishedModel,
  { hidden, layers, dropout: rate }: PublishedSettings,
  columns: number,
): SequentialSettings & { readonly network: "sequential" } {
  checkSettings({ model, hidden, layers, dropout: rate }, {
    model: [...MODELS],
    hidden: { least: 2, whole: true },
    layers: { least: 1, whole: true },
    dropout: { least: 0, below: 1 },
  }, "publishedNetwork");
  const activation = "relu", half = Math.floor(hidden / 2);
  const sequences: Record<PublishedModel, readonly LayerPlan[]> = {
    dense: [hidden, half].flatMap((units): LayerPlan[] => [
      { layer: "dense", units, activation },
      { layer: "batchNorm" },
      { layer: "dropout", rate },
    ]),
    cnn: [
      { layer: "conv1d", filters: half, kernel: 3, activation },
      { layer: "conv1d", filters: hidden, kernel: 3, activation },
      { layer: "flatten" },
      { layer: "dense", units: 2 * hidden, activation },
      { layer: "dropout", rate },
    ],
    rnn: [
      ...Array.from({ length: layers }, (_, i): LayerPlan => ({
        ...{ layer: "lstm", units: hidden, sequences: i < layers - 1 },
      })),
      { layer: "dropout", rate },
      { layer: "batchNorm" },
    ],
  };
  const shapes = { dense: [columns], cnn: [columns, 1], rnn: [1, columns] };
  const initialisation = "torch";
  return {
    ...{ network: "sequential", shape: shapes[model], sequence: sequences[model], initialisation },
  };
}

/** A network in the place of the published cnn, of the same sizes, at less than a hundredth of its multiply-adds: one
 * convolution with few filters that goes on by three places, so that what is flattened is short. Batch norm makes up for
 * what so small a network learns slowly.
 *
 * @throws {InputError} on settings out of range
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { sequence } = pooledCnn({ hidden: 64, dropout: .1 }, 174);
 * assertEquals(sequence[0], { layer: "conv1d", filters: 4, kernel: 6, stride: 3, activation: "relu" });
 * ```
 */
export function pooledCnn(
  { hidden, dropout: rate }: Pick<PublishedSettings, "hidden" | "dropout">,
  columns: number,
): SequentialSettings & { readonly network: "sequential" } {
  checkSettings({ hidden, dropout: rate }, {
    hidden: { least: 2, whole: true },
    dropout: { least: 0, below: 1 },
  }, "pooledCnn");
  const activation = "relu", filters = Math.ceil(hidden / 16);
  const sequence: LayerPlan[] = [
    { layer: "conv1d", filters, kernel: 6, stride: 3, activation },
    { layer: "batchNorm" },
    { layer: "flatten" },
    { layer: "dense", units: hidden, activation },
    { layer: "batchNorm" },
    { layer: "dropout", rate },
  ];
  return { network: "sequential", shape: [columns, 1], sequence, initialisation: "torch" };
}
