/** An experiment: data, split, seeds and folder of records that all trainings of a part of a study share. */
import { InputError } from "../core/errors.ts";
import { argmax, type Matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import { type Dataset, provenanceOf, type Split, taskOf } from "../data/mod.ts";
import { type Estimator, onFeatures } from "../models/estimator.ts";
import type { RangePoint } from "../nn/rate_range.ts";
import { cachedPrediction, predictAll } from "./kept.ts";
import { type ModelQuestions, modelQuestions } from "./experiment_models.ts";
import { budgetOf, fewValues, networkOf, QUICK } from "./quick.ts";
import { fingerprint as hashOf } from "./runs/canonical.ts";
import { type Label, makeRun, type Outcome, type Run, type Settings } from "./runs/record.ts";
import type { RunStore } from "./runs/runs.ts";
import { classifierFromRun } from "./search/classifier_from_run.ts";
import type { GradientNoise } from "./search/gradient_noise.ts";
import { type Inputs, searchInputs } from "./search/inputs.ts";
import { mlpRunner } from "./runners/mlp_runner.ts";
import { probeNoise, probeRates } from "./search/probes.ts";
import type { Runner } from "./runners/runner.ts";
import { search, type SearchOptions, type SearchProgress } from "./search/search.ts";
import { grid } from "./search/space.ts";
import { type TrialData, trialData } from "./search/trial_data.ts";
import { spaceOf, type Tried } from "./search/tried.ts";

/** What a notebook says of its experiment: data, split, inputs, network. */
export interface ExperimentPlan {
  /** The file that all trainings learn from. */
  readonly data: Dataset;
  /** Which rows learn and which choose: one hold-out, or folds. Its provenance stands in the records. */
  readonly split: Split | readonly Split[];
  /** Features, then scalers, of the networks that are searched; not needed where there are none. */
  readonly inputs?: Inputs;
  /** Settings that all networks share, but where a search says otherwise. */
  readonly network?: Settings;
  /** How many seeds each setting is trained with, counted from the study's; 1 by default. */
  readonly seeds?: number;
  /** How inputs are made of the experiment's own data and split: as `trialData` does where nothing is said. */
  readonly prepare?: typeof trialData;
  /** Who trains what, given the inputs made: multilayer perceptrons on all cores where nothing is said. */
  readonly runner?: (data: TrialData) => Runner;
  /** What the records of evaluations say that validation, or the machine, chose: of all models. */
  readonly chosen?: Settings;
}

/** What a study gives its experiments: part, records, seed. */
export interface ExperimentPlace {
  /** Which part of the study asks, such as "03". */
  readonly part: string;
  /** The first seed. */
  readonly seed: number;
  /** What features and evaluations draw from. */
  readonly rng: Rng;
  /** Where its records are kept and found again. */
  readonly runs: RunStore;
  /** Of the study's files, for the records of evaluations. */
  readonly fingerprint: string;
  /** Train again what the records hold. */
  readonly fresh?: boolean;
  /** Whether settings are limited to `QUICK`. */
  readonly quick?: boolean;
  /** Told how far a search or an evaluation is. */
  readonly onEvent?: (event: ExperimentEvent) => void;
}

/** How far a search or an evaluation of that name is. */
export type ExperimentEvent =
  & { readonly name: string }
  & (
    | { readonly kind: "search"; readonly progress: SearchProgress }
    | {
      readonly kind: "evaluation";
      readonly done: number;
      readonly total: number;
      readonly note: string;
    }
  );

/** Options of an experiment's search. */
export interface SearchAsked {
  /** Settings that its trainings share, beside the experiment's. */
  readonly network?: Settings;
  /** Instead of the experiment's number. */
  readonly seeds?: number;
  /** What a quick study takes instead, such as `{ epochs: 12 }` where fewer would show nothing. */
  readonly quick?: Settings;
  /** Settings whose values, in every combination, go with each of the settings tried. */
  readonly across?: Readonly<Record<string, readonly unknown[]>>;
  /** What articles know its runs by; where nothing is said, by the settings that it varies. */
  readonly step?: string;
  /** What its runs are judged by; where nothing is said, accuracy, and of tags the log-loss, which hangs on no threshold. */
  readonly score?: string;
  /** Take what the records hold whichever code made it: of trainings that take hours. Where nothing is said, what other
   * code made is trained again. */
  readonly anyCode?: boolean;
}

/** A model's prediction for another file. */
export interface Predicted {
  /** Record of the fit and its prediction. */
  readonly run: Run;
  /** Rows × classes. */
  readonly probabilities: Matrix;
  /** The most probable class of each row, by name. */
  readonly classes: readonly string[];
}

/** One part's trainings on one split. All its records have part, seed, split and study from here, and from nowhere
 * else. */
export interface Experiment extends ExperimentPlan, ModelQuestions {
  /** Which part of the study asks. */
  readonly part: string;
  /** What its networks learn from and are judged by, with the inputs made.
   * @throws {InputError} of an experiment on folds, or without inputs */
  readonly trialData: TrialData;
  /** Trains a network for each setting and seed, on all cores; what the records hold is not trained again.
   *
   * @param name what is asked, such as "batch size"; stands in the records
   * @param tried values of settings (every combination), settings by name, a list of settings, or a space
   * @throws {InputError} as `search` */
  search(name: string, tried: Tried, asked?: SearchAsked): Promise<Run[]>;
  /** Trains the same network on inputs that were made in different ways: one more setting, `inputs`, of the runs that
   * come back. */
  searchInputs(
    name: string,
    ways: Readonly<Record<string, Inputs>>,
    asked?: SearchAsked,
  ): Promise<Run[]>;
  /** How much of a batch's gradient is chance, in a network that was trained for two epochs; batches larger
   * than the rows are left out. */
  gradientNoise(sizes: readonly number[]): Promise<{ steps: number; sizes: GradientNoise[] }>;
  /** Which learning rates make the loss fall, and which make it explode.
   *
   * @param network settings beside the experiment's
   * @param range `from` (1e-6) to `to` (10) in `steps` (100) */
  rangeTest(
    network: Settings,
    range?: { from?: number; to?: number; steps?: number },
  ): Promise<{ points: RangePoint[]; steepest: number }>;
  /** Fits an estimator on all labelled rows and takes its answers for all rows of another file, or what is kept of
   * them. */
  predict(
    name: string,
    estimator: Estimator,
    test: Dataset,
  ): Promise<Predicted>;
  /** A run's settings as a model on this experiment's inputs; all its epochs run, with no rows set aside. */
  estimator(settings: Settings, more?: { readonly threads?: number }): Estimator;
  /** Keeps one more record, of what was found otherwise. */
  record(name: string, settings: Settings, outcome: Outcome, label?: Label): Promise<Run>;
  /** The same but for what is said, such as another split; to be closed for itself. */
  with(changes: Partial<ExperimentPlan>): Promise<Experiment>;
  /** Ends its workers; a later search starts new ones. */
  close(): Promise<void>;
}

/** Opens an experiment: its inputs are made once, from the training rows alone.
 *
 * @param place what a study's own `experiment` fills in
 * @throws {InputError} from the features
 * @example
 * ```ts ignore
 * const mlps = await study.experiment("03", { data: train, split, inputs: [numeric(), standard()], seeds: 3 });
 * const batches = await mlps.search("batch size", { batchSize: [8, 16, 32] });
 * learningCurves(batches);
 * await mlps.close();
 * ```
 */
export async function openExperiment(
  place: ExperimentPlace,
  plan: ExperimentPlan,
): Promise<Experiment> {
  const { part, seed, rng, runs, fingerprint, fresh, quick, onEvent } = place;
  const { data, split, inputs, chosen } = plan;
  const splits = splitsOf(part, split), holdOut = "train" in split ? split : undefined;
  const provenance = holdOut?.provenance ?? provenanceOf(splits);
  const prepare = plan.prepare ?? trialData;
  const made = holdOut && inputs && await prepare(data, holdOut, rng, ...inputs);
  const need = (): TrialData => {
    if (made) return made;
    throw new InputError(`experiment ${part} trains no networks`, {
      found: holdOut ? "no inputs" : "folds",
      expected: "inputs, and one split",
    });
  };
  const usual = data.schema.columns[data.schema.task].kind === "tags" ? "logLoss" : "accuracy";
  let opened: Runner | undefined;
  const runner = () => opened ??= (plan.runner ?? mlpRunner)(need());
  const optionsOf = (name: string, asked: SearchAsked = {}): SearchOptions => ({
    ...{ part, name, seed, runs, fresh, split: provenance },
    ...(asked.step && { label: { step: asked.step } }),
    score: asked.score ?? usual,
    ...(asked.anyCode && { anyCode: true }),
    base: networkOf({ ...plan.network, ...asked.network }, quick ? asked.quick ?? {} : undefined),
    ...budgetOf({ seeds: asked.seeds ?? plan.seeds ?? 1 }, quick),
    onProgress: onEvent && ((progress) => onEvent({ kind: "search", name, progress })),
  });
  const rows = splits[0].train.length;
  const sides = hashOf(splits.map(({ train, validation }) => ({ train, validation })));
  const key = { part, seed, split: provenance, data: { fingerprint, rows, sides } };
  return {
    ...plan,
    ...modelQuestions(place, plan, key, splits),
    part,
    get trialData() {
      return need();
    },
    search(name, tried, asked) {
      const { rows } = need().train.x;
      const { space, varied } = spaceOf(tried, rows, quick ? QUICK : undefined, asked?.across);
      return search(space, runner(), optionsOf(name, { step: varied, ...asked }));
    },
    searchInputs(name, ways, asked) {
      if (!holdOut) need();
      const options = optionsOf(name, { step: "inputs", ...asked });
      const few = quick ? Object.fromEntries(fewValues(Object.entries(ways))) : ways;
      return searchInputs(few, grid({}), data, holdOut!, rng, options);
    },
    gradientNoise: (sizes) => probeNoise(need(), { ...plan.network }, sizes, rng),
    rangeTest: (network, range = {}) =>
      probeRates(need(), { ...plan.network, ...network }, range, rng),
    async predict(name, estimator, test) {
      const every = data.complete, settings = { ...estimator.settings, ...(chosen && { chosen }) };
      const whole = { part, name, settings, seed, split: null };
      const size = { rows: test.rows, columns: taskOf(data, every).classes };
      const make = () => predictAll(estimator, data, every, test, rng.fork("all tracks"));
      const asked = { ...whole, data: { fingerprint, rows: every.length } };
      const kept = await cachedPrediction({ runs, fresh }, asked, size, make),
        { names } = kept.probabilities;
      return { ...kept, classes: Array.from(argmax(kept.probabilities), (code) => names[code]) };
    },
    estimator(settings, more) {
      need();
      return onFeatures(...inputs!, classifierFromRun(settings, more));
    },
    async record(name, settings, outcome, label) {
      const own = inputs && holdOut ? runner().data : key.data;
      const run = makeRun({ ...key, data: own, name, settings, label }, outcome);
      await runs.save(run);
      return run;
    },
    with: (changes) => openExperiment(place, { ...plan, ...changes }),
    async close() {
      await opened?.close();
    },
  };
}

/** The hold-out by itself, or the folds. */
function splitsOf(part: string, split: ExperimentPlan["split"]): readonly Split[] {
  const splits = "train" in split ? [split] : split;
  if (splits.length > 0) return splits;
  throw new InputError(`experiment ${part} has no split`, { found: "an empty list of folds" });
}
