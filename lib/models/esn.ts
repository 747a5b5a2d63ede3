/** Echo state networks and extreme learning machines: random hidden units, of which only a linear readout is learnt. */
import { type Matrix, takeRows } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import { checkSettings, withDefaults } from "../core/settings.ts";
import type { Target } from "../core/target.ts";
import { type Tensor, tensor } from "../core/tensor.ts";
import { type Reservoir, reservoirFor } from "../features/reservoir.ts";
import {
  RESERVOIR_DEFAULTS,
  RESERVOIR_RULES,
  type ReservoirSettings,
} from "../features/reservoir_weights.ts";
import type { Classifier, FittedClassifier } from "./estimator.ts";
import { checkQuery, checkTarget } from "./inputs.ts";
import { fitReadout, sampleMeans } from "./readout.ts";
import { RIDGE_RULES } from "./ridge.ts";

/** The reservoir's settings, and the readout's. */
export interface EsnSettings extends ReservoirSettings {
  /** λ of the readout, as of `ridge`. */
  ridge: number;
}

/** A classifier of rows, or of sequences: rows × moments × columns. */
export interface SequenceClassifier extends Classifier {
  /** Learns from all rows of `x`; see `Classifier`. */
  fit(x: Matrix | Tensor, y: Target, rng: Rng): FittedSequenceClassifier;
}

/** What a fitted one can do. */
export interface FittedSequenceClassifier extends FittedClassifier {
  /** See `FittedClassifier`; sequences may be longer or shorter than those that were learnt from. */
  predictProba(x: Matrix | Tensor): Matrix;
}

/** An echo state network: a random recurrent network hears a sequence, and a ridge readout learns from the states it goes
 * through. On a table, a sequence of one moment, nothing is recurrent: then it is an extreme learning machine.
 *
 * @throws {InputError} on settings out of range or unknown; from `fit`, where sequences are not longer than the washout
 * @see Jaeger, H. (2001). The "echo state" approach to analysing and training recurrent neural networks.
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * import { Rng } from "../core/rng.ts";
 * import { tensor } from "../core/tensor.ts";
 * const waves = [.3, .9, .3, .9].map((speed) => Array.from({ length: 40 }, (_, t) => Math.sin(speed * t)));
 * const x = tensor(4, [40, 1], ["loudness"], Float32Array.from(waves.flat()));
 * const y = { classes: ["slow", "fast"], codes: Int32Array.of(0, 1, 0, 1) };
 * const fitted = esn({ units: 50, washout: 10, ridge: .01 }).fit(x, y, new Rng(1));
 * const { data } = fitted.predictProba(x);
 * assert(data[0] > .5 && data[2] < .5); // the first is slow, the second is not
 * ```
 */
export function esn(given: Partial<EsnSettings> = {}): SequenceClassifier {
  const settings = withDefaults<EsnSettings>({ ...RESERVOIR_DEFAULTS, ridge: 1 }, given);
  checkSettings(settings, { ...RESERVOIR_RULES, ...RIDGE_RULES }, "esn");
  return {
    name: "esn",
    settings: { ...settings },
    learns: ["classes", "tags"],
    fit: (x, y, rng) => fitted("esn", settings, x, y, rng),
  };
}

/** Settings of {@link elm}. */
export type ElmSettings = Pick<
  EsnSettings,
  "units" | "inputScaling" | "bias" | "standardise" | "ridge"
>;

/** An extreme learning machine: one hidden layer of random tanh units that are never trained, and a readout in closed
 * form.
 *
 * @throws {InputError} on settings out of range or unknown
 * @see Huang, G.-B., Zhu, Q.-Y. & Siew, C.-K. (2006). Extreme learning machine: theory and applications.
 * @example
 * ```ts
 * import { assert } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * const x = matrix(4, ["a", "b"], Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1));
 * const y = { classes: ["even", "odd"], codes: Int32Array.of(0, 1, 1, 0) }; // no line tells them apart
 * const { data } = elm({ units: 50, bias: 1, ridge: .01 }).fit(x, y, new Rng(1)).predictProba(x);
 * assert(data[0] > .5 && data[2] < .5);
 * ```
 */
export function elm(given: Partial<ElmSettings> = {}): SequenceClassifier {
  const own: ElmSettings = { units: 500, inputScaling: 1, bias: 1, standardise: true, ridge: 1 };
  const settings = withDefaults(own, given);
  const whole = { ...RESERVOIR_DEFAULTS, ...settings, leak: 1, spectralRadius: 0 };
  checkSettings(whole, { ...RESERVOIR_RULES, ...RIDGE_RULES }, "elm");
  return {
    name: "elm",
    settings: { ...settings },
    learns: ["classes", "tags"],
    fit: (x, y, rng) => fitted("elm", whole, x, y, rng),
  };
}

function fitted(
  name: string,
  settings: EsnSettings,
  x: Matrix | Tensor,
  y: Target,
  rng: Rng,
): FittedSequenceClassifier {
  const own = asTable(x);
  checkTarget(name, own, y);
  const reservoir = reservoirFor(x, settings, rng), { names } = x, columns = settings.units;
  const parts = { blocks: reservoir.pooled(x, settings), columns };
  const around = statesOfSome(reservoir, x, settings);
  const read = fitReadout(name, { ...parts, around }, y, settings.ridge);
  return {
    predictProba(x) {
      const asked = asTable(x);
      checkQuery(name, asked, namesOf(names, asked.names.length / x.names.length));
      return read(reservoir.pooled(x, settings), x.rows);
    },
  };
}

/** Means of the states over some rows from all of the table. */
function statesOfSome(
  reservoir: Reservoir,
  x: Matrix | Tensor,
  settings: EsnSettings,
): Float64Array {
  const count = Math.min(256, x.rows);
  const some = Int32Array.from({ length: count }, (_, i) => Math.floor(i * x.rows / count));
  const data = takeRows(asTable(x), some).data;
  const part = "shape" in x ? tensor(count, x.shape, x.names, data) : { ...x, rows: count, data };
  const [{ states }] = reservoir.pooled(part, settings);
  return sampleMeans(states, settings.units);
}

/** Sequences as rows of a table, for checks. */
const asTable = (x: Matrix | Tensor): Matrix =>
  "shape" in x
    ? {
      data: x.data,
      rows: x.rows,
      names: namesOf(x.names, x.shape.reduce((product, n) => product * n, 1) / x.names.length),
    }
    : x;

const namesOf = (names: readonly string[], moments: number): readonly string[] =>
  moments === 1
    ? names
    : Array.from({ length: moments }, (_, t) => names.map((name) => `${name} at ${t}`)).flat();
