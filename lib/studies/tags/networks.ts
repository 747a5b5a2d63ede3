/** The settings of the study's networks, as plain data for `networkClassifier`. All epochs run: no row is held out of those
 * that are learnt from, so that the second part stays unseen for thresholds. */
import type { Dataset } from "../../data/mod.ts";
import { batchSizeFor, tokensOf } from "./inputs.ts";
import { hasOwnScores } from "./own_scores.ts";
import type { Parts } from "./parts.ts";
import type { TagPlace } from "./table.ts";

/** Settings of a network and its training. */
export type NetworkSettings = Readonly<Record<string, unknown>>;

/** What all trainings share.
 *
 * @example
 * ```ts ignore
 * const network = { ...fixed(20, study.parts), network: "mlp", layers: [512] };
 * ```
 */
export const fixed = (epochs: number, { learn }: Parts): NetworkSettings => ({
  ...{ epochs, batchSize: batchSizeFor(learn), schedule: "cosine", threads: 2 },
  ...{ validationShare: 0, restoreBest: false },
});

/** So many epochs, or, where there are few rows to learn from, so many more that weights are moved often enough.
 *
 * @param rows to learn from
 * @param least steps of a batch
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const epochs = [330, 12_800].map((rows) => enoughEpochs(3, { rows, batchSize: 64, least: 300 }));
 * assertEquals(epochs, [59, 3]);
 * ```
 */
export const enoughEpochs = (
  epochs: number,
  { rows, batchSize, least }: { rows: number; batchSize: number; least: number },
): number => Math.max(epochs, Math.ceil(least * batchSize / rows));

/** The own scores, passed through and corrected by a small network; where a table has none, a network.
 *
 * @example
 * ```ts ignore
 * const model = networkClassifier(correctedNet(train, study.parts, 20));
 * ```
 */
export const correctedNet = (data: Dataset, parts: Parts, epochs: number): NetworkSettings => ({
  ...fixed(epochs, parts),
  ...hasOwnScores(data)
    ? { network: "passThrough", layers: [256], dropout: .5 }
    : { network: "mlp", layers: [256], dropout: .3 },
});

/** A token for each category, own scores passed through; where a table has none, a token for each column.
 *
 * It trains for three epochs; without own scores to begin with, for so many as make 300 steps at least.
 *
 * @param options.more as of `tokensOf`
 * @param options.quick narrower layers and two epochs, for a quick study
 * @example
 * ```ts ignore
 * const model = networkClassifier(tokenNet(train, study.places, study.parts));
 * ```
 */
export function tokenNet(
  data: Dataset,
  places: Readonly<Record<string, TagPlace>>,
  parts: Parts,
  { more = 0, quick = false } = {},
): NetworkSettings {
  const rows = parts.learn.length, batchSize = Math.min(64, batchSizeFor(parts.learn));
  const small = { heads: 4, feedForward: 128, dropout: .1, batchSize };
  if (!hasOwnScores(data)) {
    const epochs = quick ? 2 : enoughEpochs(3, { rows, batchSize, least: 300 });
    const columns = { width: 32, blocks: 1, positions: "learnt", learningRate: 3e-3 };
    return { ...fixed(epochs, parts), ...small, ...columns, network: "transformer" };
  }
  const { tokens, answers } = tokensOf(data, places, { more }), learningRate = 2e-3;
  const size = quick ? { width: 32, feedForward: 64, blocks: 2 } : { width: 64, blocks: 2 };
  const own = { ...small, ...size, network: "tokens", tokens, answers, learningRate };
  return { ...fixed(quick ? 2 : 3, parts), ...own };
}

/** The published encoder and decoder on one step; in a quick study of narrower layers and with longer
 * steps.
 *
 * @example
 * ```ts ignore
 * const model = networkClassifier(publishedNet(study.parts, study.quick));
 * ```
 */
export const publishedNet = (parts: Parts, quick: boolean): NetworkSettings => ({
  ...fixed(quick ? 2 : 4, parts),
  ...{ network: "encoderDecoder", batchSize: 64 },
  ...quick
    ? { width: 96, feedForward: 256, learningRate: 3e-3 }
    : { width: 288, feedForward: 2048 },
});
