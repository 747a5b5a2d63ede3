/** Evaluations and predictions of an experiment, of any model, beside its searches of networks. */
import { InputError } from "../core/errors.ts";
import type { Rng } from "../core/rng.ts";
import type { Dataset, Split } from "../data/mod.ts";
import type { Scaler } from "../features/features.ts";
import { type Classifier, type Estimator, onFeatures } from "../models/estimator.ts";
import { averageOf, stackOf } from "../evaluation/blended.ts";
import { evaluate } from "./evaluate.ts";
import type { Evaluated } from "../evaluation/evaluated.ts";
import { stratifiedOrder } from "../evaluation/stratified_order.ts";
import { learningCurveOverRows } from "../evaluation/learning_curve.ts";
import { keepEvaluated } from "./recorded.ts";
import type { ScoreCurve, ValidationCurve } from "../evaluation/score_curve.ts";
import { validationCurve } from "../evaluation/validation_curve.ts";
import { explain, type ExplainOptions, type Explanation } from "../evaluation/explain/explain.ts";
import type { ExperimentPlace, ExperimentPlan } from "./experiment.ts";
import { fitting } from "../evaluation/fitting.ts";
import { budgetOf, fewValues } from "./quick.ts";
import type { RunKey, Settings } from "./runs/record.ts";

/** A model of an experiment: an estimator that brings its own features; or scalers, where it needs any, and a
 * classifier, which get the experiment's inputs: `[standard(), logistic()]`. */
export type ExperimentModel = Estimator | readonly [...Scaler[], Classifier];

/** Options of an experiment's evaluation. */
export interface EvaluationAsked {
  /** So many seeds, counted from the study's; without it one, which hangs on the models' names alone. */
  readonly seeds?: number;
  /** So many fits at a time: of networks that train in workers (`inWorker`). */
  readonly atOnce?: number;
  /** Score the training rows, too. */
  readonly training?: boolean;
  /** What validation chose, for the records: of all models, or by model. */
  readonly chosen?: Settings | Readonly<Record<string, Settings>>;
  /** One per model, in their order, as `variant` of their labels: what articles go by, for names are prose. */
  readonly variants?: readonly string[];
  /** Key by which an article finds the models' records. */
  readonly step?: string;
}

/** Evaluations and predictions of models on the experiment's split. */
export interface ModelQuestions {
  /** Fits each model on the split and judges it on the rows held out, once per seed where seeds are asked for, or takes
   * what is kept of it.
   *
   * @param name what is asked: for the progress alone, as each record has its model's name */
  evaluate(
    name: string,
    models: Readonly<Record<string, ExperimentModel>>,
    asked?: EvaluationAsked,
  ): Promise<Evaluated[]>;
  /** The mean of the members' probabilities; or, with a model that learns from the members' out-of-fold answers whom to
   * trust, their stack. Nothing of theirs is fitted anew; a record is kept, named "average" or "stack".
   *
   * @param members evaluated by this experiment, on folds where they are stacked */
  blend(members: readonly Evaluated[], meta?: Classifier): Promise<Evaluated>;
  /** A model at every value of a setting: where training goes on rising and validation turns, it has begun to fit noise.
   *
   * @param name heads the curve's panel, such as "tree: maxDepth"
   * @param options.rows learn from at most so many rows, in the classes' shares
   * @param options.sizes what the values are sizes of, such as "neighbourhoods": those of more than the training rows
   * are left out, and said */
  validationCurve<Value>(
    name: string,
    values: readonly Value[],
    make: (value: Value) => ExperimentModel,
    options?: { readonly rows?: number; readonly sizes?: string },
  ): Promise<ValidationCurve<Value>>;
  /** A model that learns from more and more of the training rows, in a quick study at three sizes.
   *
   * @param sizes shares of the training rows up to 1, or numbers of rows
   * @throws {InputError} of an experiment on folds */
  learningCurve(
    name: string,
    model: ExperimentModel,
    sizes: readonly number[],
    options?: { readonly repeats?: number },
  ): Promise<ScoreCurve>;
  /** What a model looks at: it is fitted on the training rows, and asked about the others.
   * @throws {InputError} of an experiment on folds */
  explain(model: ExperimentModel, options?: ExplainOptions): Promise<Explanation>;
}

/** @param place where the experiment stands, and `plan` what it is about
 * @param key of the records of its models, but their names and settings
 * @param splits the plan's hold-out, or its folds */
export function modelQuestions(
  place: ExperimentPlace,
  plan: ExperimentPlan,
  key: Omit<RunKey, "name" | "settings">,
  splits: readonly Split[],
): ModelQuestions {
  const { part, rng, runs, fresh, quick, onEvent } = place;
  const { data, split, inputs, chosen } = plan;
  const tell = (name: string) =>
    onEvent &&
    ((done: number, note: string, total: number) =>
      onEvent({ kind: "evaluation", name, done, note, total }));
  const count = (name: string) => {
    const told = tell(name);
    return told && ((done: number, total: number) => told(done, "", total));
  };
  const whole = (model: ExperimentModel): Estimator => {
    if (!isPipeline(model)) return model;
    if (inputs) return onFeatures(inputs[0], ...inputs.slice(1) as Scaler[], ...model);
    throw new InputError(`experiment ${part} has no inputs for ${model.at(-1)!.name}`, {
      expected: "inputs in its plan, or a model with features of its own",
    });
  };
  const holdOut = (what: string): Split => {
    if ("train" in split) return split;
    throw new InputError(`experiment ${part} has folds`, { expected: `one split, for ${what}` });
  };
  return {
    evaluate(name, models, { step, ...asked } = {}) {
      const all = Object.entries(models).map(([name, model]) => [name, whole(model)]);
      return evaluate(Object.fromEntries(all), data, split, rng, {
        ...{ runs, fresh, key, chosen, ...asked },
        ...(asked.seeds !== undefined && budgetOf({ seeds: asked.seeds }, quick)),
        ...(step && { label: { step } }),
        onFit: tell(name),
      });
    },
    async blend(members, meta) {
      const blended = meta ? await stackOf(members, meta, rng.fork("stack")) : averageOf(members);
      const label = { step: "blend", variant: blended.name };
      await keepEvaluated(blended, { runs, fresh }, { ...key, label });
      return blended;
    },
    validationCurve<Value>(
      name: string,
      values: readonly Value[],
      make: (value: Value) => ExperimentModel,
      { rows, sizes }: { rows?: number; sizes?: string } = {},
    ) {
      const used = rows === undefined ? splits : splits.map((own) => fewer(data, own, rows, rng));
      const most = Math.min(...used.map(({ train }) => train.length));
      const tried = sizes ? fitting(sizes, values as readonly number[], most) as Value[] : values;
      const options = { name, onValue: count(name) }, stream = rng.fork("settings");
      return validationCurve((value) => whole(make(value)), tried, data, used, stream, options);
    },
    learningCurve(name, model, sizes, { repeats = 3 } = {}) {
      const some = quick ? fewValues(sizes) : sizes, one = holdOut("a learning curve");
      const seeds = budgetOf({ seeds: repeats }, quick).seeds;
      const options = { name, repeats: seeds, onFit: count(name) };
      return learningCurveOverRows(whole(model), data, one, some, rng.fork("rows"), options);
    },
    explain: (model, options) =>
      explain(whole(model), data, holdOut("an explanation"), rng, options),
  };
}

const isPipeline = (model: ExperimentModel): model is readonly [...Scaler[], Classifier] =>
  Array.isArray(model);

/** The split with at most so many rows to learn from. */
function fewer(data: Dataset, { train, ...rest }: Split, rows: number, rng: Rng): Split {
  return { ...rest, train: stratifiedOrder(data, train, rng.fork("few")).slice(0, rows).sort() };
}
