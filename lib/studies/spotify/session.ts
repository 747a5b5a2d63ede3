/** What a notebook works with: the data, the seed, the out folder. */
import { join, resolve } from "node:path";
import { InputError } from "../../core/errors.ts";
import { argmax, type Matrix } from "../../core/matrix.ts";
import { PROJECT_ROOT } from "../../core/places.ts";
import { Rng } from "../../core/rng.ts";
import { type Dataset, exportPredictions, stackDatasets } from "../../data/mod.ts";
import type { Encoder } from "../../features/text/encoder.ts";
import { shown } from "../../show/watched.ts";
import { useWords } from "../../show/words.ts";
import { judgedUnder, type ModelCard, writeModelCard } from "../../publish/cards/card.ts";
import type { Evaluated } from "../../evaluation/evaluated.ts";
import { budgetOf, type Quick } from "../../experiments/quick.ts";
import { encoderOf } from "./encoder.ts";
import { type Course, openCourse, type PredictionKind } from "./open.ts";
import { words } from "./words.ts";
import {
  type Experiment,
  type ExperimentPlan,
  openExperiment,
} from "../../experiments/experiment.ts";
import { makeRun } from "../../experiments/runs/record.ts";
import { openRuns, type RunStore } from "../../experiments/runs/runs.ts";
import {
  openTransfer,
  type Transfer,
  type TransferPlan,
} from "../../experiments/transfer/transfer.ts";

/** The names of the environment variables by which `deno task study` hands its options to the notebooks. */
export const SESSION_VARIABLES = {
  out: "STUDY_OUT",
  nom: "STUDY_NOM",
  seed: "STUDY_SEED",
  quick: "STUDY_QUICK",
  fresh: "STUDY_FRESH",
} as const;

/** An opened study. */
export interface Session extends Course {
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
  /** All six genres, train.csv and the sixth together; undefined where there is no sixth. */
  readonly six?: Dataset;
  /** What a cell spends, such as `{ rounds: 400, epochs: 12 }`: in a quick study at most what `QUICK` has of each. */
  budget<Spent extends Partial<Record<keyof Quick, number>>>(spent: Spent): Spent;
  /** The encoder of sentences, with the vectors of all titles and albums made or taken from earlier runs; in a quick
   * study one that counts parts of words, for it needs no model. */
  encoder(): Promise<Encoder>;
  /** Writes test.csv with the most probable genre of each row, as `NOM_prediction_base.csv` (or _full, _edm).
   * @param answers of the rows of test.csv
   * @returns the path of the file */
  exportPrediction(what: PredictionKind, answers: Matrix): Promise<string>;
  /** Writes the model card of a prediction beside it.
   * @returns the path of the file */
  writeCard(what: PredictionKind, card: PredictionCard): Promise<string>;
  /** The trainings of one part, such as "03": with the seed, the records and the bars of this study, as quick and as
   * fresh as it is. */
  experiment(part: string, plan: ExperimentPlan): Promise<Experiment>;
  /** Likewise, of networks that start from one which knows some of the classes. */
  transfer(part: string, plan: TransferPlan): Promise<Transfer>;
  /** Keeps what a part found in the labelled tracks without training on a split, such as shares of the data, and the
   * seconds since the study was opened. */
  record(part: string, name: string, scores: Readonly<Record<string, number>>): Promise<void>;
}

/** What a card says that the study does not know itself. */
export interface PredictionCard
  extends Pick<ModelCard, "name" | "summary" | "trainingRows" | "settings" | "seconds" | "limits"> {
  /** How it was judged, by the words for the split, such as "same audio together". */
  readonly judged: Readonly<Record<string, Evaluated>>;
}

/** A seed from a text.
 *
 * @param text as given to `--seed`
 * @throws {InputError} when it is not a whole number
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(parseSeed("42"), 42);
 * ```
 */
export function parseSeed(text: string): number {
  const seed = Number(text);
  if (text.trim() === "" || !Number.isSafeInteger(seed)) {
    throw new InputError("--seed", { found: text, expected: "a whole number" });
  }
  return seed;
}

/** Opens the study: reads and checks the data, and takes the options of `deno task study` where it was
 * started by that, else those given here.
 *
 * @throws {InputError} when the data cannot be used
 * @example
 * ```ts ignore
 * const { train, test, rng } = await openStudy({ seed: 1 });
 * ```
 */
export async function openStudy(
  options: {
    seed?: number;
    nom?: string;
    out?: string;
    quick?: boolean;
    fresh?: boolean;
    data?: string;
  } = {},
): Promise<Session> {
  const started = performance.now();
  const given = (name: keyof typeof SESSION_VARIABLES) =>
    Deno.env.get(SESSION_VARIABLES[name]) || undefined;
  const seedText = given("seed"), quickText = given("quick"), freshText = given("fresh");
  const course = await openCourse({ data: options.data });
  useWords(words);
  const seed = seedText === undefined ? options.seed ?? 1 : parseSeed(seedText);
  const nom = given("nom") ?? options.nom ?? "NOM";
  const out = resolve(PROJECT_ROOT, given("out") ?? options.out ?? "out");
  const place = {
    ...{ seed, rng: new Rng(seed), fingerprint: course.fingerprint },
    runs: openRuns(join(out, "runs"), { fingerprint: course.fingerprint, seed }),
    quick: quickText === undefined
      ? options.quick ?? course.origin === "sample"
      : quickText === "1",
    fresh: freshText === undefined ? options.fresh ?? false : freshText === "1",
  };
  return {
    ...course,
    ...place,
    out,
    nom,
    ...(course.edm && { six: stackDatasets([course.train, course.edm]) }),
    budget: (spent) => budgetOf(spent, place.quick),
    encoder: () => encoderOf(course, place.quick),
    exportPrediction(what, probabilities) {
      const genres = Array.from(argmax(probabilities), (code) => probabilities.names[code]);
      return exportPredictions(course.test, genres, { out, nom, what, probabilities });
    },
    writeCard(what, { judged, ...card }) {
      const lines = Object.entries(judged).map(([split, model]) => judgedUnder(split, model));
      const known = { data: course.describe(), seed, judged: lines };
      return writeModelCard({ ...card, ...known }, { out, nom, what });
    },
    experiment: (part, plan) => openExperiment({ ...place, part, onEvent: shown() }, plan),
    transfer: (part, plan) => openTransfer({ ...place, part, onEvent: shown() }, plan),
    async record(part, name, scores) {
      const data = { fingerprint: course.fingerprint, rows: course.train.rows };
      const seconds = (performance.now() - started) / 1000;
      const key = { part, name, settings: {}, seed, data, split: null };
      await place.runs.save(makeRun(key, { scores, seconds }));
    },
  };
}
