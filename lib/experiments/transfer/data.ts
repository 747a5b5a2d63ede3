/** What a transfer learns from: the old network's rows, and those of the genre that it has never met. */
import { InputError } from "../../core/errors.ts";
import type { Matrix } from "../../core/matrix.ts";
import type { ClassTarget } from "../../core/target.ts";
import type { Rng } from "../../core/rng.ts";
import { classesOf, type Dataset, type Split } from "../../data/mod.ts";
import { chain } from "../../features/chain.ts";
import type { TrainSettings } from "../../nn/settings.ts";
import type { Inputs } from "../search/inputs.ts";
import type { NetworkPlan } from "../search/network_plan.ts";
import type { TrialData } from "../search/trial_data.ts";

/** How the old network is made: what a transfer starts from, and keeps to where it says nothing else. */
export interface OldNetwork {
  /** Its layers, or its towers. */
  readonly plan: NetworkPlan;
  /** How it is trained; `train`'s defaults where nothing is said. */
  readonly training: Partial<TrainSettings>;
}

/** What trials of transfer learn from and are judged on. */
export interface TransferData {
  /** Rows of the known classes, labelled by these alone, scaled as the old network has it. */
  readonly old: TrialData<ClassTarget>;
  /** Rows of all classes. */
  readonly train: TrialData<ClassTarget>["train"];
  /** Rows of all classes, to judge on. */
  readonly validation: TrialData<ClassTarget>["validation"];
  /** The training rows as the old network sees them: scaled by what was known to it. */
  readonly seen: Matrix;
  /** What the transfer starts from. */
  readonly network: OldNetwork;
  /** How features and old network were made, as plain data, for the record. */
  readonly made?: Readonly<Record<string, unknown>>;
}

/** The features of a table with a new genre, for the old network and for its successor.
 *
 * Features must not look at labels: the training rows' are made as those of any other row.
 *
 * @param tracks of all classes
 * @param known the old network's classes
 * @param scaling what is fitted to which rows. `kept`: features and scalers are the old network's, fitted on the
 * training rows of the known classes; `refitted`: the successor's own are fitted on all training rows
 * @throws {InputError} when the table has no classes, has not those known, or no other; from the features
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * import { Rng } from "../../core/rng.ts";
 * import { numeric } from "../../features/numeric.ts";
 * import { standard } from "../../features/scale.ts";
 * const six = smallTracks(["pop", "rap", "edm", "edm"].map((genre) => ({ genre })));
 * const split = { train: Int32Array.of(0, 1, 2), validation: Int32Array.of(1, 3), provenance: {} };
 * const network = { plan: { layers: [128, 64] }, training: { epochs: 20 } };
 * const inputs = [numeric({ year: true }), standard()] as const;
 * const told = { network, inputs, scaling: "kept" } as const;
 * const { old, train } = await transferData(six, ["pop", "rap"], split, new Rng(1), told);
 * assertEquals([old.train.x.rows, train.x.rows, train.y.classes], [2, 3, ["edm", "pop", "rap"]]);
 * ```
 */
export async function transferData(
  tracks: Dataset,
  known: readonly string[],
  { train, validation }: Split,
  rng: Rng,
  { network, inputs, scaling }: {
    readonly network: OldNetwork;
    readonly inputs: Inputs;
    readonly scaling: "kept" | "refitted";
  },
): Promise<TransferData> {
  const knownClasses = [...known].sort(), isKnown = new Set(knownClasses);
  const labels = tracks.texts(tracks.schema.task), { classes } = classesOf(tracks, train);
  const strange = knownClasses.filter((genre) => !classes.includes(genre));
  if (strange.length > 0 || knownClasses.length === 0 || knownClasses.length >= classes.length) {
    throw new InputError(
      "the classes that the old network knows are some of the table's, not all",
      {
        file: tracks.file,
        found: knownClasses.join(", "),
        expected: `some of ${classes.join(", ")}`,
      },
    );
  }
  const oldRows = (rows: Int32Array) => rows.filter((row) => isKnown.has(labels[row]));
  const source = chain(...inputs);
  const fit = async (rows: Int32Array) => {
    const { transform } = await source.fit(tracks, rows, rng.fork("features"));
    return (rows: Int32Array) => transform(tracks, rows);
  };
  const before = await fit(oldRows(train)), now = scaling === "kept" ? before : await fit(train);
  const labelled = async (rows: Int32Array, of: typeof now) => ({
    x: await of(rows),
    y: classesOf(tracks, rows) as ClassTarget,
  });
  const amongKnown = async (rows: Int32Array) => ({
    x: await before(rows),
    y: {
      codes: Int32Array.from(rows, (r) => knownClasses.indexOf(labels[r])),
      classes: knownClasses,
    },
  });
  const joint = await labelled(train, now);
  return {
    old: {
      train: await amongKnown(oldRows(train)),
      validation: await amongKnown(oldRows(validation)),
    },
    train: joint,
    validation: await labelled(validation, now),
    seen: scaling === "kept" ? joint.x : await before(train),
    network,
    made: {
      features: source.settings.features,
      scaling: { fitted: scaling, by: source.settings.scaling },
      network,
    },
  };
}
