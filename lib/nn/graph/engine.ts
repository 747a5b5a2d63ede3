/** The engine whose forward and backward passes are ONNX graphs, run by ONNX Runtime. */
import { onnxRuntime, type OnnxSession, type OnnxTensor } from "../../core/onnx_runtime.ts";
import type { Rng } from "../../core/rng.ts";
import { isTags } from "../../core/target.ts";
import type { Arena } from "../arena.ts";
import type { Batch } from "../batches.ts";
import type { Engine } from "../engine.ts";
import type { Network } from "../network.ts";
import type { Parameters } from "../parameters.ts";
import { graphDescent, needsStepwise } from "./descent.ts";
import { graphCourse, isPlain } from "./full_batch.ts";
import { gradientGraph, probabilityGraph, type Written } from "./graphs.ts";
import { Sessions } from "./sessions.ts";
import { StepFeeds } from "./step_feeds.ts";
import { settingFeeds, takeResults, weightFeeds, weightNames } from "./weights.ts";

/** Rows per prediction, and the numbers that they may take in all, so that large rows go one by one. */
const ROWS = 1024, NUMBERS = 1 << 24;

/** @returns the engine, or in words what in the model no graph can do */
export async function graphEngine(
  network: Network,
  parameters: Parameters,
  arena: Arena,
  rng: Rng,
  build: "auto" | "wasm" = "auto",
): Promise<Engine | string> {
  if (!network.links) return "a layer that is used twice, or no softmax or sigmoid at the end";
  const one = probabilityGraph(network, parameters, 1);
  if (typeof one === "string") return one;
  const room = Math.max(1, Math.min(ROWS, Math.floor(NUMBERS / one.perRow)));
  const runtime = await onnxRuntime(build), sessions = new Sessions(runtime);
  const ground = { network, parameters, arena, runtime, sessions, rng };
  const { trainable, fixed, constants } = weightNames(parameters);
  const weights = () => weightFeeds([...trainable, ...fixed, ...constants], arena, runtime);

  const steps = new Map<number, Promise<Ready & { feeds: StepFeeds }>>();
  const stepOf = async ({ size, soft, form }: Batch) => {
    const made = gradientGraph({ network, parameters, soft, form }, size);
    if (typeof made === "string") throw new Error(made); // it could be written before
    return { ...await open(made), feeds: new StepFeeds(made.slots, 1) };
  };
  const { width, inputShape, classes } = network;
  const predictors = new Map<number, Promise<Ready>>();
  const predictorOf = (rows: number) => {
    const made = probabilityGraph(network, parameters, rows);
    if (typeof made === "string") throw new Error(made);
    return open(made);
  };

  return {
    name: "graph",
    ...runtime.reason && { reason: `WebAssembly, for want of native code: ${runtime.reason}` },
    async gradient(batch) {
      const { size } = batch;
      if (!steps.has(size)) steps.set(size, stepOf(batch));
      const { session, settings, feeds } = await steps.get(size)!;
      feeds.put(0, batch, rng.uint32(), arena);
      const found = await session.run({ ...weights(), ...feeds.tensors(runtime), ...settings });
      takeResults(found, "d", trainable, arena, ({ gradient }) => gradient);
      takeResults(found, "next", constants, arena, ({ at }) => at);
      const number = (name: string) => (found[name].data as Float32Array)[0];
      return { loss: number("loss"), accuracy: number("accuracy") };
    },
    async probabilities(x, rows) {
      const most = Math.min(room, rows), out = new Float32Array(rows * classes), fed = weights();
      if (rows > 0 && !predictors.has(most)) predictors.set(most, predictorOf(most));
      for (let from = 0; from < rows; from += most) {
        const { session, settings } = await predictors.get(most)!,
          size = Math.min(most, rows - from);
        const own = new Float32Array(most * width); // rows that are too many stay zeros
        own.set(x.subarray(from * width, (from + size) * width));
        const feeds = { x: runtime.tensor(own, [most, ...inputShape]), ...fed, ...settings };
        const { p } = await session.run(feeds);
        out.set((p.data as Float32Array).subarray(0, size * classes), from * classes);
      }
      return out;
    },
    descent(settings, size, perEpoch) {
      if (needsStepwise(settings)) return undefined;
      return graphDescent(ground, settings, size, perEpoch);
    },
    async course(settings, batch, validation) {
      const { x, y } = validation;
      if (isTags(y) || !isPlain(settings)) return undefined;
      const made = await graphCourse(ground, settings, batch, { x, y });
      if (typeof made === "string") throw new Error(made); // it could be written before
      return made;
    },
    release: () => sessions.release(),
  };

  async function open(made: Written): Promise<Ready> {
    return { session: await sessions.of(made), settings: settingFeeds(made.settings, runtime) };
  }
}

/** A session and what its layers ask for besides. */
interface Ready {
  readonly session: OnnxSession;
  readonly settings: Readonly<Record<string, OnnxTensor>>;
}
