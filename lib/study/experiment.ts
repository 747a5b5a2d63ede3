/** What all trainings of one part of a study share, so that a cell says only what it asks. */
import type { Matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import { type Dataset, type Split, taskOf } from "../data/mod.ts";
import { type Estimator, onFeatures } from "../models/estimator.ts";
import { candidatesOf } from "./evaluation/candidates.ts";
import { judgeKept, type KeptCandidate } from "./evaluation/judge_kept.ts";
import { keptPrediction, predictAll } from "./evaluation/kept.ts";
import { networkOf, seedsOf } from "./quick.ts";
import { makeRun, type Outcome, type Run, type Settings } from "./runs/record.ts";
import type { RunStore } from "./runs/runs.ts";
import { classifierOf } from "./search/classifier_of.ts";
import { type Inputs, searchInputs } from "./search/inputs.ts";
import { mlpRunner } from "./search/mlp_runner.ts";
import type { Runner } from "./search/runner.ts";
import { search, type SearchOptions, type SearchProgress } from "./search/search.ts";
import { grid, listed, type Space } from "./search/space.ts";
import { type TrialData, trialData } from "./search/trial_data.ts";
import { searchWays, type Ways } from "./search/ways.ts";

/** What an experiment is about: what its notebook says. */
export interface ExperimentPlan {
  /** Of all its trainings. */
  readonly data: Dataset;
  /** Which rows learn and which choose; its provenance stands in the records. */
  readonly split: Split;
  /** Features, then scalers. */
  readonly inputs: Inputs;
  /** Settings that all networks share, but where a search says otherwise. */
  readonly network?: Settings;
  /** How many seeds each setting is trained with, counted from the study's; 1 by default. */
  readonly seeds?: number;
  /** Who trains what, given the inputs made: multilayer perceptrons on all cores where nothing is said. */
  readonly runner?: (data: TrialData) => Runner;
}

/** Where an experiment stands: what its study knows. */
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
  /** Keep to `QUICK`. */
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

/** What a search may say for itself. */
export interface SearchAsked {
  /** Settings that its trainings share, beside the experiment's. */
  readonly network?: Settings;
  /** Instead of the experiment's number. */
  readonly seeds?: number;
  /** What a quick study takes instead, such as `{ epochs: 12 }` where fewer would show nothing. */
  readonly quick?: Settings;
}

/** What to try: every combination of the values given, these settings, or a space. */
export type Tried = Readonly<Record<string, readonly unknown[]>> | readonly Settings[] | Space;

/** One part's trainings on one split. All its records have part, seed, split and study from here, and from nowhere
 * else. */
export interface Experiment extends ExperimentPlan {
  /** Which part of the study asks. */
  readonly part: string;
  /** What its networks learn from and are judged by, with the inputs made. */
  readonly trialData: TrialData;
  /** Trains a network for each setting and seed, on all cores; what the records hold is not trained again.
   *
   * @param name what is asked, such as "batch size"; stands in the records
   * @throws {InputError} as `search` */
  search(name: string, tried: Tried, asked?: SearchAsked): Promise<Run[]>;
  /** The same for ways that have names: the runs of each, one per seed. */
  searchWays<Name extends string>(
    name: string,
    ways: Readonly<Record<Name, Settings>>,
    asked?: SearchAsked,
  ): Promise<Ways<Name>>;
  /** Trains the same network on inputs that were made in different ways: one more setting, `inputs`, of the runs that
   * come back. */
  searchInputs(
    name: string,
    ways: Readonly<Record<string, Inputs>>,
    asked?: SearchAsked,
  ): Promise<Run[]>;
  /** Fits each estimator once on the split and judges it on the rows held out, or takes what is kept of it.
   *
   * @param name what is asked: for the progress alone, as each record has its estimator's name */
  evaluate(name: string, estimators: Readonly<Record<string, Estimator>>): Promise<KeptCandidate[]>;
  /** Fits an estimator on all labelled rows and takes its answers for all rows of another file, or what is kept of
   * them. */
  predict(
    name: string,
    estimator: Estimator,
    test: Dataset,
  ): Promise<{ readonly run: Run; readonly probabilities: Matrix }>;
  /** A run's settings as a model on this experiment's inputs; all its epochs run, with no rows set aside. */
  estimator(settings: Settings, more?: { readonly threads?: number }): Estimator;
  /** Keeps one more record, of what was found otherwise. */
  record(name: string, settings: Settings, outcome: Outcome): Promise<Run>;
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
 * learningCurves(batches, { by: "batchSize" });
 * await mlps.close();
 * ```
 */
export async function openExperiment(
  place: ExperimentPlace,
  plan: ExperimentPlan,
): Promise<Experiment> {
  const { part, seed, rng, runs, fingerprint, fresh, onEvent } = place;
  const { data, split, inputs, inputs: [features, ...scalers] } = plan;
  const made = await trialData(data, split, rng, features, ...scalers);
  let opened: Runner | undefined;
  const runner = () => opened ??= (plan.runner ?? mlpRunner)(made);
  const optionsOf = (name: string, asked: SearchAsked = {}): SearchOptions => ({
    ...{ part, name, seed, runs, fresh, split: split.provenance },
    base: networkOf(
      { ...plan.network, ...asked.network },
      place.quick ? asked.quick ?? {} : undefined,
    ),
    seeds: seedsOf(asked.seeds ?? plan.seeds ?? 1, place.quick),
    onProgress: onEvent && ((progress) => onEvent({ kind: "search", name, progress })),
  });
  return {
    ...plan,
    part,
    trialData: made,
    search: (name, tried, asked) => search(spaceOf(tried), runner(), optionsOf(name, asked)),
    searchWays: (name, ways, asked) => searchWays(ways, runner(), optionsOf(name, asked)),
    searchInputs: (name, ways, asked) =>
      searchInputs(ways, grid({}), data, split, rng, optionsOf(name, asked)),
    evaluate: (name, estimators) =>
      judgeKept(candidatesOf(estimators), data, split, rng, {
        ...{ runs, fresh },
        key: {
          ...{ part, seed, split: split.provenance },
          data: { fingerprint, rows: split.train.length },
        },
        onFit: onEvent &&
          ((done, note, total) => onEvent({ kind: "evaluation", name, done, note, total })),
      }),
    predict(name, estimator, test) {
      const every = data.complete, { settings } = estimator;
      const key = {
        part,
        name,
        settings,
        seed,
        data: { fingerprint, rows: every.length },
        split: null,
      };
      const size = { rows: test.rows, columns: taskOf(data, every).classes };
      const make = () => predictAll(estimator, data, every, test, rng.fork("all tracks"));
      return keptPrediction({ runs, fresh }, key, size, make);
    },
    estimator: (settings, more) => onFeatures(...inputs, classifierOf(settings, more)),
    async record(name, settings, outcome) {
      const key = { part, seed, split: split.provenance, data: runner().data };
      const run = makeRun({ ...key, name, settings }, outcome);
      await runs.save(run);
      return run;
    },
    with: (changes) => openExperiment(place, { ...plan, ...changes }),
    async close() {
      await opened?.close();
    },
  };
}

const isSpace = (tried: Tried): tried is Space => typeof (tried as Space).plan === "function";

const spaceOf = (tried: Tried): Space =>
  isSpace(tried)
    ? tried
    : Array.isArray(tried)
    ? listed(tried)
    : grid(tried as Parameters<typeof grid>[0]);
