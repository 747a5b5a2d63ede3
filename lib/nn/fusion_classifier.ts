/** Fusion networks under the contract of every classifier: fit, then predictProba. */
import { InputError } from "../core/errors.ts";
import { type Matrix, takeColumns } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import { blockColumns } from "../features/blocks.ts";
import type { Target } from "../core/target.ts";
import { pick, withDefaults } from "../core/settings.ts";
import type { Classifier } from "../models/estimator.ts";
import { answerTo } from "./answer.ts";
import { fitEmbedding } from "./embedding.ts";
import { checkShare, fitNetwork, type FitSettings, type FittedMlp } from "./fit.ts";
import {
  fusionMlp,
  JOIN_DEFAULTS,
  type JoinSettings,
  type TowerPlan,
  type TowerSettings,
  towerSettings,
} from "./fusion.ts";
import { gateValues } from "./gate_values.ts";
import { TRAIN_DEFAULTS, trainSettings } from "./settings.ts";
import type { TrainContext } from "./train.ts";

/** A tower and what it reads. */
export interface FusionTower extends Partial<TowerSettings> {
  /** Blocks by name, next to one another (features/blocks.ts); or how many columns, after those of the tower before.
   * Left out: the block of the tower's own name. */
  columns?: string | readonly string[] | number;
}

/** The network's plan, its training, and what part of the rows it is watched on. */
export interface FusionSettings extends JoinSettings, FitSettings {
  /** The towers by name; see `fusionMlp`. */
  towers: Readonly<Record<string, FusionTower>>;
}

/** A fitted fusion network. */
export interface FittedFusion extends FittedMlp {
  /** Rows × towers: how much is listened to each; see the function of this name.
   * @throws {InputError} when the towers are not gated */
  gateValues(x: Matrix): Matrix;
}

/** A classifier whose fitted form shows its network and its gates. */
export interface FusionClassifier extends Classifier {
  /** Builds and trains a network; the caller disposes of it. See `Classifier`.
   * @throws {TrainingError} when the loss is not finite */
  fit(x: Matrix, y: Target, rng: Rng): Promise<FittedFusion>;
}

const DEFAULTS: FusionSettings = {
  ...JOIN_DEFAULTS,
  ...TRAIN_DEFAULTS,
  validationShare: 0.1,
  towers: {},
};

/** A fusion network that is built from the columns of x and the classes or tags of y when it is fitted.
 *
 * @param given towers by name, and any settings of `fusionMlp`, of `train`, and `validationShare`
 * @param context `onEpoch` and `signal` for a training that is watched
 * @throws {InputError} on an unknown setting; from `fit`, on blocks that the table has not, and on columns that no
 * tower reads
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * const names = ["sound: tempo", "title: 0", "title: 1"];
 * const x = matrix(4, names, Float32Array.of(0, 0, 1, 1, 0, 1, 0, 1, 0, 1, 1, 0));
 * const y = { codes: Int32Array.of(0, 1, 1, 0), classes: ["latin", "rap"] }; // neither block knows it alone
 * const fusion = fusionClassifier({
 *   towers: { sound: { layers: [8], activation: "tanh" }, title: { layers: [8], activation: "tanh" } },
 *   join: "gated", epochs: 100, batchSize: 4, learningRate: .05, validationShare: 0,
 * });
 * const fitted = await fusion.fit(x, y, new Rng(1));
 * assertEquals(fitted.history.epochs.at(-1)!.accuracy, 1);
 * assertEquals(fitted.gateValues(x).names, ["sound", "title"]);
 * fitted.dispose();
 * ```
 */
export function fusionClassifier(
  given: Partial<FusionSettings>,
  context: Pick<TrainContext, "onEpoch" | "signal"> = {},
): FusionClassifier {
  const chosen = withDefaults(DEFAULTS, given), plan = pick(JOIN_DEFAULTS, chosen);
  const towers: Record<string, FusionTower & TowerSettings> = Object.fromEntries(
    Object.entries(chosen.towers).map(([name, { columns = name, ...rest }]) => {
      return [name, { columns, ...towerSettings(rest, plan) }];
    }),
  );
  if (Object.keys(towers).length === 0) throw new InputError("a fusion network without towers");
  const training = trainSettings(pick(TRAIN_DEFAULTS, chosen)), { validationShare } = chosen;
  checkShare(validationShare);
  return {
    name: "fusion",
    settings: { ...chosen, ...training, towers },
    learns: ["classes", "tags"],
    async fit(x, y, rng) {
      const build = (own: Matrix, rng: Rng) => {
        const plans = Object.fromEntries(
          placesOf(towers, x).map(({ name, from, count }) => {
            const { embedding, ...rest } = towers[name];
            const block = () => takeColumns(own, from, count);
            const mine = embedding === "none" ? embedding : fitEmbedding(embedding, block());
            return [name, { ...rest, embedding: mine, from, columns: count } satisfies TowerPlan];
          }),
        );
        const sizes = { inputs: x.names.length, classes: y.classes.length, answer: answerTo(y) };
        return fusionMlp({ ...sizes, ...plan, towers: plans }, rng);
      };
      const rows = { name: "fusion", x, y, rng };
      const fitted = await fitNetwork(build, { ...training, validationShare }, context, rows);
      return { ...fitted, gateValues: (x) => gateValues(fitted.model, x) };
    },
  };
}

/** Where in the table each tower's columns stand. */
function placesOf(towers: Readonly<Record<string, FusionTower>>, x: Matrix) {
  let next = 0;
  const read = new Uint8Array(x.names.length);
  const places = Object.entries(towers).map(([name, { columns = name }]) => {
    const parts = typeof columns === "number"
      ? [{ from: next, count: columns }]
      : [columns].flat().map((block) => blockColumns(x, block));
    const from = parts[0]?.from ?? 0;
    next = from;
    for (const part of parts) {
      if (part.from !== next || part.count === 0) {
        throw new InputError(`the tower ${name} does not find its columns next to one another`, {
          found: x.names.length > 6 ? `${x.names.slice(0, 6).join(", ")} …` : x.names.join(", "),
          expected: `columns of ${JSON.stringify(columns)}, such as "sound: tempo" of "sound"`,
        });
      }
      next += part.count;
    }
    read.fill(1, from, next);
    return { name, from, count: next - from };
  });
  const unread = read.indexOf(0);
  if (unread >= 0) {
    throw new InputError("a column that no tower reads", { column: x.names[unread] });
  }
  return places;
}
