/** Training a tf.LayersModel on rows of numbers. */
import { InputError } from "../core/errors.ts";
import { untilInterrupted } from "../core/interrupt.ts";
import type { Matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import type { Target } from "../core/target.ts";
import { Arena } from "./arena.ts";
import { Batches, largestBatch } from "./batches.ts";
import { checkData, leastBatch } from "./check.ts";
import { softTargets } from "./distillation.ts";
import { stepwise } from "./descent.ts";
import { chooseEngine, type Engine } from "./engine.ts";
import { follow } from "./full_batch.ts";
import type { Epoch, History, LayerStatistics } from "./history.ts";
import { BestCheckpoint } from "./best_checkpoint.ts";
import { evaluateAt, Evaluator } from "./evaluator.ts";
import type { Inputs } from "./inputs.ts";
import { networkOf } from "./network.ts";
import { optimiser } from "./optimiser.ts";
import { Parameters } from "./parameters.ts";
import { schedule } from "./schedule.ts";
import { type TrainSettings, trainSettings } from "./settings.ts";
import { layerStatistics } from "./statistics.ts";
import { ready, type tf } from "./tf.ts";

// A notebook may have a setTimeout of its own, which hides the platform's in modules too.
const { setTimeout } = globalThis;

/** What a training is given besides its settings. */
export interface TrainContext {
  /** Order of the rows, dropout, mixup and noise come from here: the same seed gives the same bytes. */
  readonly rng: Rng;
  /** Rows that are not learnt from, looked at after every epoch. */
  readonly validation?: { readonly x: Inputs; readonly y: Target };
  /** What another network says of the training rows: probabilities, columns named by classes of `y`. For the setting
   * `distillation`. */
  readonly teacher?: Matrix;
  /** After every epoch. */
  readonly onEpoch?: (epoch: Epoch) => void;
  /** Told of every step, counted from 1, with the loss before it; of several at once, where a graph makes them so. */
  readonly onStep?: (step: { step: number; loss: number; learningRate: number }) => void;
  /** A learning rate for every step (from 0) instead of the settings' schedule; a record of the settings alone does
   * not repeat such a training. */
  readonly rate?: (step: number) => number;
  /** Ends the training after the step it is at, or those that a graph makes at once. */
  readonly signal?: AbortSignal;
}

/** A loss or a weight that is not a number ends a training: this says where and with what.
 *
 * @example
 * ```ts ignore
 * try {
 *   await train(model, x, y, { optimiser: "sgd", learningRate: 100, rng: new Rng(1) });
 * } catch (error) {
 *   if (!(error instanceof TrainingError)) throw error;
 *   console.warn(error.message); // the loss is NaN at step 7 (epoch 1) with { … }
 * }
 * ```
 */
export class TrainingError extends InputError {}

/** How often the event loop gets a turn, so that progress is seen and a cancel is heard. */
const BREATH_MS = 50;

/** Trains `model` in place: mini-batches, one of seven optimisers, and what the settings ask for beside.
 *
 * A model that ends in a softmax learns classes by cross-entropy; one that ends in a sigmoid learns tags by binary
 * cross-entropy, the mean over rows and tags (`classWeights` and `distillation` are refused there).
 *
 * The loss of an epoch is the running mean of its steps' losses, as they were minimised; validation rows are looked
 * at after each epoch, with dropout off.
 *
 * @param x a table, or a tensor of the shape that the model reads; never changed
 * @param y one class, or any number of tags, per row
 * @param given settings over `TRAIN_DEFAULTS`, and what is not plain data: rng, validation rows, callbacks
 * @returns the course of the training; the weights are in the model
 * @throws {InputError} before the first step, when data, settings or model do not fit together
 * @throws {TrainingError} when a loss or a weight is not finite, naming step and settings
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { matrix } from "../core/matrix.ts";
 * import { Rng } from "../core/rng.ts";
 * import { mlp } from "./mlp.ts";
 * import { ready } from "./tf.ts";
 * await ready();
 * const x = matrix(4, ["a", "b"], Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1));
 * const y = { codes: Int32Array.of(0, 1, 1, 0), classes: ["even", "odd"] };
 * const model = mlp({ inputs: 2, classes: 2, layers: [16] }, new Rng(1));
 * const settings = { epochs: 200, batchSize: 4, learningRate: 0.05 };
 * const history = await train(model, x, y, { ...settings, rng: new Rng(2) });
 * assertEquals(history.epochs.at(-1)!.accuracy, 1);
 * model.dispose();
 * ```
 */
export async function train(
  model: tf.LayersModel,
  x: Inputs,
  y: Target,
  given: Partial<TrainSettings> & TrainContext,
): Promise<History> {
  const { rng, validation, teacher, onEpoch, onStep, signal, rate, ...chosen } = given;
  const settings = trainSettings(chosen);
  await ready();
  const network = networkOf(model);
  checkData(network, x, y, settings, validation);
  const interrupted = untilInterrupted(), soft = softTargets(settings, teacher, y);
  const arena = Arena.acquire();
  let engine: Engine | undefined;
  try {
    const parameters = new Parameters(model, arena, settings);
    if (parameters.trainable.length === 0) {
      throw new InputError("every layer is frozen: nothing is left to learn");
    }
    const least = leastBatch(network, parameters, settings, x.rows);
    const most = largestBatch(x.rows, settings.batchSize, least);
    const capacity = network.inputShape.length > 1 ? most : Math.max(most, 256);
    const batches = new Batches(x, y, settings, rng.fork("batches"), arena, capacity, least, soft);
    engine = await chooseEngine(settings.engine, network, {
      arena,
      parameters,
      input: batches.x,
      capacity,
      examples: batches.size,
      passes: x.rows * settings.epochs,
      threads: settings.threads,
      rng: rng.fork("dropout"),
    });
    let isLastOfEpoch = false, layers: LayerStatistics[] | undefined;
    const look = () => {
      if (!settings.statistics || !isLastOfEpoch) return;
      parameters.write(model);
      layers = layerStatistics(model, parameters, arena, x);
    };
    const plan = schedule(settings, batches.perEpoch), rates = rate ? { ...plan, rate } : plan;
    const isWhole = batches.perEpoch === 1 && !settings.shuffle && validation !== undefined;
    const course = isWhole && await engine.course?.(settings, batches.take(0), validation);
    if (course) {
      const start = performance.now(), { name, reason } = engine;
      const made = await follow(course, settings, {
        ...{ rate: rates.rate, signal, interrupted },
        see(epoch) {
          const { epoch: step, loss, validationLoss, learningRate } = epoch;
          checkFinite(loss, "the loss", step, step, learningRate, settings);
          checkFinite(validationLoss!, "the validation loss", step, step, learningRate, settings);
          onStep?.({ step, loss, learningRate });
          onEpoch?.(epoch);
        },
      });
      parameters.write(model);
      const seconds = (performance.now() - start) / 1000;
      return { ...made, seconds, engine: name, ...reason && { reason } };
    }
    const descent = engine.descent?.(settings, batches.size, batches.perEpoch) ??
      stepwise(engine, optimiser(settings, parameters, arena), look);
    const keeper = new BestCheckpoint(settings, parameters);
    if (settings.threads > 1) arena.startHelper();
    const start = performance.now(), epochs: Epoch[] = [];
    const looker = new Evaluator(engine, validation, settings.evalEvery);
    await looker.after(0);
    let step = 0, breath = start, stopped: History["stopped"] | undefined;

    for (let number = 1; !stopped; number++) {
      batches.shuffle();
      let loss = 0, right = 0, norms = 0, rows = 0, steps = 0, learningRate = 0;
      while (steps < batches.perEpoch && !stopped) {
        const count = Math.min(descent.most, batches.perEpoch - steps, looker.next(step));
        const own = Array.from({ length: count }, (_, i) => rates.rate(step + i));
        isLastOfEpoch = steps + count === batches.perEpoch;
        const made = await descent.steps(() => batches.take(steps++), own);
        for (const [i, now] of made.entries()) {
          learningRate = own[i];
          step++;
          checkFinite(now.loss, "the loss", step, number, learningRate, settings);
          onStep?.({ step, loss: now.loss, learningRate });
          loss += now.loss * now.size;
          right += now.accuracy * now.size;
          norms += now.norm;
          rows += now.size;
        }
        await looker.after(step);
        if (performance.now() - breath > BREATH_MS) {
          await new Promise((resolve) => setTimeout(resolve, 0));
          breath = performance.now();
        }
        interrupted.throwIfAborted();
        if (signal?.aborted) stopped = "cancelled";
      }
      const epoch: Epoch = {
        epoch: number,
        loss: loss / rows,
        accuracy: right / rows,
        ...validation && await evaluateAt(engine, validation),
        learningRate,
        gradientNorm: norms / steps,
        seconds: (performance.now() - start) / 1000,
        ...layers && { layers },
      };
      const own = epoch.validationLoss ?? 0;
      checkFinite(own, "the validation loss", step, number, learningRate, settings);
      epochs.push(epoch);
      rates.endOfEpoch(keeper.see(epoch));
      onEpoch?.(epoch);
      if (keeper.isOver(epoch)) stopped ??= "early";
      if (number === settings.epochs) stopped ??= "epochs";
    }
    keeper.settle();
    if (!parameters.snapshot().every(Number.isFinite)) {
      const { epoch, learningRate } = epochs.at(-1)!;
      throw notFinite("weights are not finite", step, epoch, learningRate, settings);
    }
    parameters.write(model);
    return {
      epochs,
      ...looker.evalPoints.length > 0 && { evalPoints: looker.evalPoints },
      bestEpoch: keeper.bestEpoch,
      steps: step,
      seconds: (performance.now() - start) / 1000,
      engine: engine.name,
      ...engine.reason && { reason: engine.reason },
      stopped,
    };
  } finally {
    engine?.release?.();
    arena.release();
  }
}

function checkFinite(
  value: number,
  what: string,
  step: number,
  epoch: number,
  learningRate: number,
  settings: TrainSettings,
): void {
  if (Number.isFinite(value)) return;
  throw notFinite(`${what} is ${value}`, step, epoch, learningRate, settings);
}

function notFinite(
  what: string,
  step: number,
  epoch: number,
  learningRate: number,
  settings: TrainSettings,
): TrainingError {
  const { optimiser, clipNorm, batchSize } = settings;
  const made = JSON.stringify({ optimiser, learningRate, clipNorm, batchSize });
  return new TrainingError(`${what} at step ${step} (epoch ${epoch}) with ${made}`, {
    expected: "a finite loss: try a lower learningRate or clipNorm: 1",
  });
}
