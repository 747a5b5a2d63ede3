/** Fusion networks: a tower for each block of columns, joined, and a head that tells classes apart. */
import { InputError } from "../core/errors.ts";
import type { Rng } from "../core/rng.ts";
import { checkSettings, withDefaults } from "../core/settings.ts";
import { type Answer, checkAnswer } from "./answer.ts";
import { type Embedding, embeddingLayers, fullEmbedding, sigmaOf } from "./embedding.ts";
import {
  answerLayers,
  checkHidden,
  checkSizes,
  hiddenLayers,
  type HiddenSettings,
} from "./hidden.ts";
import { drawWeights, type Initialisation } from "./initialise.ts";
import { Columns } from "./layers/columns.ts";
import { Gate } from "./layers/gate.ts";
import { Members } from "./layers/members.ts";
import { tf } from "./tf.ts";

/** What becomes of one block of columns before it is joined with the others. */
export interface TowerSettings extends HiddenSettings {
  /** Each column becomes a vector first (embedding.ts). */
  embedding: Embedding;
}

/** A fusion network's plan but for its towers, as plain data. */
export interface JoinSettings {
  /** How towers become one table: side by side, or mixed unit by unit with learnt shares that differ from track to
   * track (layers/gate.ts; the towers must end in as many units). */
  join: "concatenate" | "gated";
  /** With `gated`: a share for every unit, or one for all units of a tower. */
  gates: "unit" | "tower";
  /** Units of the hidden layers above the join. */
  head: readonly number[];
  /** Of the head, and of towers without one of their own. */
  activation: HiddenSettings["activation"];
  /** Batch normalisation, in the head and in towers that do not say. */
  batchNorm: boolean;
  /** Share of the hidden units switched off at each step, in the head and in towers that do not say. */
  dropout: number;
  /** Above 1: the head is an ensemble of so many (TabM, mlp.ts); the towers are shared. */
  members: number;
  /** How the first weights are drawn. */
  initialisation: Initialisation;
}

/** The defaults. A tower takes activation, batchNorm and dropout from the network unless it has its own. */
export const JOIN_DEFAULTS: Readonly<JoinSettings> = Object.freeze({
  join: "concatenate",
  gates: "unit",
  head: [64],
  activation: "relu",
  batchNorm: false,
  dropout: 0,
  members: 1,
  initialisation: "torch",
});

/** A tower and the columns it reads: `columns` of them, beginning with `from` (from 0), or where it is left out with
 * the first one after those of the tower before. */
export type TowerPlan = { columns: number; from?: number } & Partial<TowerSettings>;

/** A tower's settings with every default filled in.
 *
 * @param given what the tower has of its own
 * @throws {InputError} on an unknown setting
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * const own = towerSettings({ layers: [32] }, { ...JOIN_DEFAULTS, dropout: .2 });
 * assertEquals([own.layers, own.dropout, own.embedding], [[32], .2, "none"]);
 * ```
 */
export function towerSettings(
  given: Partial<TowerSettings>,
  { activation, batchNorm, dropout }: JoinSettings,
): TowerSettings {
  const defaults: TowerSettings = {
    layers: [128],
    activation,
    batchNorm,
    dropout,
    embedding: "none",
  };
  const settings = withDefaults(defaults, given);
  return { ...settings, embedding: fullEmbedding(settings.embedding) };
}

/** A network that gives class probabilities from one table whose columns are blocks: every tower reads its own, and
 * what they make of it is joined. `await ready()` (tf.ts) first.
 *
 * A tower without layers and embedding passes its columns through. So `sound` with an embedding and no layers, beside
 * `text` with neither, is early fusion with an embedding for the sound alone; blocks that pass through cost least when
 * they come last. One tower alone is joined with nothing.
 *
 * Layers are named by their tower (`sound/dense1`), then `join`, then as in `mlp`. Its weights come from `rng` alone; it
 * is the caller's to `dispose()`.
 *
 * @param plan towers by name, `classes`, and any of the settings; `inputs`, the columns of the table, where it has more
 * than the towers read; `answer` as of `mlp`
 * @throws {InputError} on unknown settings, sizes that are not whole numbers from 1, columns beyond the inputs, gates
 * over towers of different widths
 * @see Arevalo, Solorio, Montes-y-Gómez & González (2017). Gated multimodal units for information fusion.
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { Rng } from "../core/rng.ts";
 * import { ready } from "./tf.ts";
 * await ready();
 * const towers = { sound: { columns: 14, layers: [32] }, text: { columns: 384, layers: [32] } };
 * const model = fusionMlp({ towers, classes: 5, join: "gated", head: [16] }, new Rng(1));
 * const [sound, text, gate] = [15 * 32, 385 * 32, 65 * 32], head = 33 * 16 + 17 * 5;
 * assertEquals(model.countParams(), sound + text + gate + head);
 * model.dispose();
 * ```
 */
export function fusionMlp(
  plan:
    & {
      towers: Readonly<Record<string, TowerPlan>>;
      classes: number;
      inputs?: number;
      answer?: Answer;
    }
    & Partial<JoinSettings>,
  rng: Rng,
): tf.LayersModel {
  const { towers, classes, inputs, answer = "softmax", ...given } = plan;
  const settings = withDefaults(JOIN_DEFAULTS, given), { members, initialisation } = settings;
  const head = { ...settings, layers: settings.head };
  checkSizes({ classes, members });
  checkHidden(head, "head, ");
  checkAnswer(answer);
  const all = placed(towers, settings);
  checkJoin(all, settings);
  const end = Math.max(...all.map(({ from, columns }) => from + columns)), width = inputs ?? end;
  if (end > width) {
    throw new InputError("a tower reads columns that the table has not", {
      found: `${end} columns`,
      expected: `at most ${width}`,
    });
  }
  const start = tf.input({ shape: [width], name: "inputs" }), sigmas = new Map<string, number>();
  const apply = (layers: tf.layers.Layer[], x: tf.SymbolicTensor) =>
    layers.reduce((x, layer) => layer.apply(x) as tf.SymbolicTensor, x);
  const ends = all.map(({ name, from, columns, own }) => {
    const prefix = `${name}/`, embedding = fullEmbedding(own.embedding);
    sigmas.set(`${prefix}encoding`, sigmaOf(embedding));
    return apply([
      new Columns({ from, count: columns, name: `${prefix}columns` }),
      ...embeddingLayers(embedding, columns, prefix),
      ...hiddenLayers(own, { prefix }),
    ], start);
  });
  const joined = ends.length === 1 ? ends[0] : joinLayer(settings, Object.keys(towers)).apply(ends);
  const probabilities = apply([
    ...members > 1 ? [new Members({ members, name: "members" })] : [],
    ...hiddenLayers(head, { members }),
    ...answerLayers(classes, members, answer),
  ], joined as tf.SymbolicTensor);
  const model = tf.model({ inputs: start, outputs: probabilities, name: "fusion" });
  drawWeights(model, initialisation, (layer) => sigmas.get(layer) ?? 0, rng);
  return model;
}

const joinLayer = ({ join, gates }: JoinSettings, towers: readonly string[]): tf.layers.Layer =>
  join === "gated"
    ? new Gate({ towers, gates, name: "join" })
    : tf.layers.concatenate({ axis: 1, name: "join" });

/** The towers, each with its settings and its place in the table. */
function placed(towers: Readonly<Record<string, TowerPlan>>, settings: JoinSettings) {
  let next = 0;
  const all = Object.entries(towers).map(([name, { columns, from = next, ...given }]) => {
    if (!/^[A-Za-z]\w*$/.test(name)) {
      throw new InputError("a tower needs a word as its name", {
        found: JSON.stringify(name),
        expected: "a letter, then letters, digits or _",
      });
    }
    checkSizes({ [`columns of the tower ${name}`]: columns });
    const own = towerSettings(given, settings);
    checkHidden(own, `tower ${name}, `);
    next = from + columns;
    return { name, from, columns, own };
  });
  if (all.length === 0) throw new InputError("a fusion network without towers");
  return all;
}

function checkJoin(
  towers: readonly { name: string; own: TowerSettings }[],
  { join, gates }: JoinSettings,
): void {
  checkSettings({ join, gates }, { join: ["concatenate", "gated"], gates: ["unit", "tower"] });
  const units = towers.map(({ own }) => own.layers.at(-1));
  if (join === "gated" && (units.includes(undefined) || new Set(units).size > 1)) {
    throw new InputError("gates mix towers that end in as many units", {
      found: towers.map(({ name }, t) => `${name}: ${units[t] ?? "no layers"}`).join(", "),
    });
  }
}
