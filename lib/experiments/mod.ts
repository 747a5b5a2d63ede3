/** What is tried and kept: records of runs, searches over settings, experiments that ask a part's
 * questions, transfers.
 *
 * ```text
 *   evaluate.ts                    evaluates estimators on a hold-out or folds, over seeds
 *   experiment.ts                  an experiment: what the trainings of one part of a study share
 *   experiment_models.ts           evaluations and predictions of an experiment
 *   kept.ts                        predictions kept beside their run's record
 *   paired_by_seed.ts              what one variant brings over another, seed by seed
 *   quick.ts                       what a quick study computes at most
 *   recorded.ts                    an evaluation's scores as its record holds them
 *   runners/job_worker.ts          worker: imports a trial and runs jobs
 *   runners/mlp_runner.ts          runner of network trainings
 *   runners/own_runner.ts          all cores of this machine, or a queue's workers
 *   runners/queue/build.ts         makes BullMQ and ioredis into one file
 *   runners/queue/bullmq.ts        types of what BullMQ and ioredis do here
 *   runners/queue/client.ts        loads BullMQ and ioredis, where they were made into one file
 *   runners/queue/connect.ts       a queue's address, and a connection to its server
 *   runners/queue/examine.ts       what a queue's server is like, and what would lose jobs
 *   runners/queue/lane.ts          adds jobs to a queue and waits for their ends
 *   runners/queue/overview.ts      what goes on at a queue: workers, jobs, pace
 *   runners/queue/pack.ts          data ↔ bytes
 *   runners/queue/queue_runner.ts  runner whose jobs workers on other machines do
 *   runners/queue/release.ts       code and rounding, which workers must share
 *   runners/queue/serve.ts         a worker: takes jobs from a queue
 *   runners/queue/store.ts         data in the queue's server, by its hash
 *   runners/queue/ticket.ts        a job and its result as they travel
 *   runners/queue/trials.ts        the trials that a job can name
 *   runners/queue/warm_runners.ts  a worker's runners, by their data
 *   runners/queue/workers.ts       who is connected to a queue
 *   runners/runner.ts              the contract of runners, and the runner on this thread
 *   runners/share.ts               data that workers read without copies
 *   runners/worker_runner.ts       runner on all cores
 *   runs/canonical.ts              equal data to equal bytes and hashes
 *   runs/code.ts                   a hash of the code that computes something
 *   runs/eval_curve.ts             scores during training, as lines over seeds
 *   runs/leader.ts                 the best run so far
 *   runs/one_standard_error.ts     the one-standard-error rule
 *   runs/record.ts                 the record of a run, as JSON
 *   runs/reuse.ts                  whether a record may stand for a computation
 *   runs/run_index.ts              an index beside many records
 *   runs/runs.ts                   the folder of records
 *   runs/standings.ts              runs ranked by settings; effects of settings
 *   runs/versions.ts               versions that a number was computed with
 *   search/ablation.ts             tricks alone, together, and all but one
 *   search/axes.ts                 settings as points along axes
 *   search/classifier_from_run.ts  a classifier with a run's settings
 *   search/curve_of.ts             a training's history as a record holds it
 *   search/distributions.ts        random quantities: uniform, log-uniform, whole numbers, choices
 *   search/gradient_noise.ts       gradient noise scale
 *   search/halving.ts              successive halving
 *   search/inputs.ts               the same search on several inputs
 *   search/network_plan.ts         a network as plain data, of one tower or several
 *   search/parzen.ts               densities of settings from some of them
 *   search/probes.ts               range test and gradient noise before a search
 *   search/pruning.ts              median pruning: trainings that lag behind end early
 *   search/search.ts               trains under many settings, a record per run
 *   search/setting_importance.ts   which settings a score hangs on (fANOVA)
 *   search/space.ts                grids, random draws, lists of settings
 *   search/tpe.ts                  tree-structured Parzen estimators: draws where it paid before
 *   search/trial.ts                one training by flat settings, run by workers
 *   search/trial_data.ts           a dataset as the matrices that a search trains on
 *   search/tried.ts                what a cell asks to be tried, as a space
 *   search/variance_tree.ts        regression trees over settings, and their variance by setting
 *   summarise.ts                   runs or evaluated models as a table over seeds
 *   transfer/data.ts               rows and old network of a transfer
 *   transfer/judged_network.ts     a network and its scores on validation rows
 *   transfer/network.ts            an old network with a class more
 *   transfer/novelty.ts            accuracy on old and on new classes
 *   transfer/old_network.ts        the network before a transfer
 *   transfer/replay.ts             old rows rehearsed beside new ones
 *   transfer/runner.ts             runner of transfers
 *   transfer/settings.ts           settings of a transfer
 *   transfer/steps_to_target.ts    how many steps sooner a score is reached
 *   transfer/transfer.ts           a transfer: its variants as one experiment
 *   transfer/trial.ts              one transfer by flat settings, run by workers
 * ```
 *
 * It is large because a search has three ways to be run (here, in workers, over a queue) and its records outlive
 * all of them.
 *
 * @module
 */
export { evaluate, type EvaluateOptions } from "./evaluate.ts";
export * from "./experiment.ts";
export type { EvaluationAsked, ExperimentModel, ModelQuestions } from "./experiment_models.ts";
export { loadPrediction, type PredictionCache } from "./kept.ts";
export { pairedBySeed, type PairedOptions, type Trained } from "./paired_by_seed.ts";
export { budgetOf, type Quick } from "./quick.ts";
export { mlpRunner } from "./runners/mlp_runner.ts";
export { ownRunner } from "./runners/own_runner.ts";
export { type QueueOptions, queueRunner } from "./runners/queue/queue_runner.ts";
export type { Trials } from "./runners/queue/trials.ts";
export {
  type Job,
  type JobResult,
  localRunner,
  type Runner,
  RunnerError,
  type RunnerResult,
  type RunnerStatus,
  type Trial,
} from "./runners/runner.ts";
export { workerRunner } from "./runners/worker_runner.ts";
export { canonicalJson, isPlainObject } from "./runs/canonical.ts";
export { evalCurve, type LookLine } from "./runs/eval_curve.ts";
export { oneStandardErrorRule } from "./runs/one_standard_error.ts";
export * from "./runs/record.ts";
export { otherCode } from "./runs/reuse.ts";
export * from "./runs/runs.ts";
export * from "./runs/standings.ts";
export * from "./runs/versions.ts";
export * from "./search/ablation.ts";
export { classifierFromRun } from "./search/classifier_from_run.ts";
export { curveOf } from "./search/curve_of.ts";
export * from "./search/gradient_noise.ts";
export * from "./search/halving.ts";
export * from "./search/inputs.ts";
export * from "./search/network_plan.ts";
export * from "./search/search.ts";
export * from "./search/distributions.ts";
export { medianPruning, type PruningSettings } from "./search/pruning.ts";
export {
  type SettingImportance,
  settingImportance,
  type SettingImportanceOptions,
} from "./search/setting_importance.ts";
export * from "./search/space.ts";
export { tpe, type TpeSettings } from "./search/tpe.ts";
export type { TrialSettings } from "./search/trial.ts";
export * from "./search/trial_data.ts";
export type { SettingValues, Tried } from "./search/tried.ts";
export * from "./summarise.ts";
export type { OldNetwork, TransferData } from "./transfer/data.ts";
export type { JudgedNetwork } from "./transfer/judged_network.ts";
export type { TransferSettings } from "./transfer/settings.ts";
export * from "./transfer/steps_to_target.ts";
export * from "./transfer/transfer.ts";
