/** What a study's notebook works with: the data, the seed, the out folder. */
import { join, resolve } from "node:path";
import { InputError } from "../core/errors.ts";
import { argmax, type Matrix } from "../core/matrix.ts";
import { PROJECT_ROOT } from "../core/places.ts";
import { Rng } from "../core/rng.ts";
import type { TagTarget } from "../core/target.ts";
import { exportPredictions } from "../data/mod.ts";
import type { Evaluated } from "../evaluation/evaluated.ts";
import { type Experiment, type ExperimentPlan, openExperiment } from "../experiments/experiment.ts";
import { budgetOf, type Quick } from "../experiments/quick.ts";
import { type Label, makeRun } from "../experiments/runs/record.ts";
import { openRuns, type RunStore } from "../experiments/runs/runs.ts";
import {
  openTransfer,
  type Transfer,
  type TransferPlan,
} from "../experiments/transfer/transfer.ts";
import { shown } from "../show/watched.ts";
import { useWords } from "../show/words.ts";
import { judgedUnder, type ModelCard, type TagsJudged, writeModelCard } from "./cards/card.ts";
import { parseSeed, SESSION_VARIABLES } from "./session_variables.ts";
import type { OpenedData, Study } from "./study.ts";

/** What a study's opening adds to its data. */
export interface SessionTools {
  /** From which all randomness is drawn. */
  readonly seed: number;
  /** Made from the seed. */
  readonly rng: Rng;
  /** Where results go. */
  readonly out: string;
  /** The records of its runs, in the folder `runs` of `out`. */
  readonly runs: RunStore;
  /** The author's name in file names: NOM of NOM_prediction_base.csv. */
  readonly nom: string;
  /** Fewer and shorter trainings: asked for by `--quick`, and always on the sample. */
  readonly quick: boolean;
  /** Train again what the records hold already: asked for by `--fresh`. */
  readonly fresh: boolean;
  /** What a cell spends, such as `{ rounds: 400, epochs: 12 }`: in a quick study at most what `QUICK` has of each. */
  budget<Spent extends Partial<Record<keyof Quick, number>>>(spent: Spent): Spent;
  /** Writes the file to predict with the most probable class of each row, as `NOM_prediction_base.csv`; or, of tags,
   * with 0 or 1 for each, and the answers themselves as `NOM_prediction_base_scores.csv`.
   * @param what one of the study's predictions, by name
   * @param answers of the rows of its dataset
   * @param said of tags: those that are said; where it is left out, those whose answer reaches .5
   * @returns the path of the file
   * @throws {InputError} when the study makes no such prediction */
  exportPrediction(what: string, answers: Matrix, said?: TagTarget): Promise<string>;
  /** Writes the model card of a prediction beside it.
   * @returns the path of the file */
  writeCard(what: string, card: PredictionCard): Promise<string>;
  /** The trainings of one part, such as "03": with the seed, the records and the bars of this study, as quick and as
   * fresh as it is. */
  experiment(part: string, plan: ExperimentPlan): Promise<Experiment>;
  /** Likewise, of networks that start from one which knows some of the classes. */
  transfer(part: string, plan: TransferPlan): Promise<Transfer>;
  /** Keeps what a part found in the labelled rows, such as shares of the data, and the seconds since the study was opened.
   * @param about.split how rows were kept apart, where it was found on some of them
   * @param about.rows how many were learnt from; all where nothing is said */
  record(
    part: string,
    name: string,
    scores: Readonly<Record<string, number>>,
    about?: { readonly split?: unknown; readonly rows?: number; readonly label?: Label },
  ): Promise<void>;
}

/** What a card says that the study does not know itself. */
export interface PredictionCard
  extends Pick<ModelCard, "name" | "summary" | "trainingRows" | "settings" | "seconds" | "limits"> {
  /** How it was judged, by the words for the split, such as "same audio together": evaluated models, or what decisions on
   * tags were worth. */
  readonly judged: Readonly<Record<string, Evaluated | TagsJudged>>;
}

/** What a notebook may say itself, where it is not run by `deno task study`. */
export interface SessionOptions {
  /** 1 by default. */
  readonly seed?: number;
  /** "NOM" by default. */
  readonly nom?: string;
  /** The study's folder below out/ by default. */
  readonly out?: string;
  /** True by default on the sample. */
  readonly quick?: boolean;
  /** False by default. */
  readonly fresh?: boolean;
  /** The folder of the data, as for the study's `open`. */
  readonly data?: string;
}

/** Opens a study: reads and checks the data, and takes the options of `deno task study` where it was started by that,
 * else those given here.
 *
 * @throws {InputError} when the data cannot be used
 * @example
 * ```ts ignore
 * const { datasets: { train }, rng } = await openSession(study, { seed: 1 });
 * ```
 */
export async function openSession<Data extends OpenedData>(
  study: Study<Data>,
  options: SessionOptions = {},
): Promise<Data & SessionTools> {
  const started = performance.now();
  const given = (name: keyof typeof SESSION_VARIABLES) =>
    Deno.env.get(SESSION_VARIABLES[name]) || undefined;
  const seedText = given("seed"), quickText = given("quick"), freshText = given("fresh");
  const out = resolve(PROJECT_ROOT, given("out") ?? options.out ?? join("out", study.id));
  const data = await study.open({ data: options.data, out }), { fingerprint } = data;
  useWords(study.words);
  const seed = seedText === undefined ? options.seed ?? 1 : parseSeed(seedText);
  const nom = given("nom") ?? options.nom ?? "NOM";
  const place = {
    ...{ seed, rng: new Rng(seed), fingerprint },
    runs: openRuns(join(out, "runs"), { fingerprint, seed }),
    quick: quickText === undefined ? options.quick ?? data.origin === "sample" : quickText === "1",
    fresh: freshText === undefined ? options.fresh ?? false : freshText === "1",
  };
  return {
    ...data,
    ...place,
    out,
    nom,
    budget: (spent) => budgetOf(spent, place.quick),
    exportPrediction(what, probabilities, said) {
      const { exports = study.exports, datasets } = data, { names } = probabilities;
      const answered = exports.find(({ name }) => name === what);
      if (!answered) {
        const expected = exports.map(({ name }) => name).join(", ");
        throw new InputError("the study makes no such prediction", { found: what, expected });
      }
      const { schema } = datasets[answered.of], within = answered.withProbabilities;
      const options = { out, nom, what, probabilities, within };
      const predicted = schema.columns[schema.task].kind === "tags"
        ? said ?? { classes: names, tags: Uint8Array.from(probabilities.data, (p) => +(p >= .5)) }
        : Array.from(argmax(probabilities), (code) => names[code]);
      return exportPredictions(datasets[answered.of], predicted, options);
    },
    writeCard(what, { judged, ...card }) {
      const lines = Object.entries(judged).map(([protocol, model]) =>
        "tags" in model ? { protocol, ...model } : judgedUnder(protocol, model)
      );
      const known = { data: data.describe(), seed, judged: lines };
      return writeModelCard({ ...card, ...known }, { out, nom, what });
    },
    experiment: (part, plan) => openExperiment({ ...place, part, onEvent: shown() }, plan),
    transfer: (part, plan) => openTransfer({ ...place, part, onEvent: shown() }, plan),
    async record(part, name, scores, { split = null, rows, label } = {}) {
      const from = { fingerprint, rows: rows ?? data.datasets.train.rows };
      const seconds = (performance.now() - started) / 1000;
      const key = { part, name, settings: {}, seed, data: from, split, label };
      await place.runs.save(makeRun(key, { scores, seconds }));
    },
  };
}
