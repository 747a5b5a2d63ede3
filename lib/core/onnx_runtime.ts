/** ONNX Runtime: the native addon where it loads, else the same library in WebAssembly, which is 2 to 5 times slower. */
import { join } from "node:path";
import { Worker as NodeWorker } from "node:worker_threads";
import type { InferenceSession, Tensor } from "onnxruntime-node";
import { InputError } from "./errors.ts";
import { PROJECT_ROOT } from "./places.ts";

/** A tensor of ONNX Runtime's. */
export type OnnxTensor = Tensor;

/** Tensors by the names of a graph's inputs or outputs. */
export type OnnxTensors = Readonly<Record<string, OnnxTensor>>;

/** A graph that is ready to run. */
export interface OnnxSession {
  /** In the order of the file. */
  readonly inputNames: readonly string[];
  /** Blocks this thread until it is done; nothing can stop it. */
  run(feeds: OnnxTensors): Promise<OnnxTensors>;
  /** Gives its memory back. */
  release(): Promise<void>;
}

/** One of the two builds. */
export interface OnnxRuntime {
  /** The addon, or WebAssembly. */
  readonly build: "native" | "wasm";
  /** Why not the native one. */
  readonly reason?: string;
  /** `data` is not copied. */
  tensor(
    data: Float32Array | Int32Array | BigInt64Array,
    shape: readonly number[],
  ): OnnxTensor;
  /** Makes a graph ready to run.
   * @param model the bytes of an ONNX file
   * @throws {InputError} when it cannot be read or has operators that are not known */
  open(model: Uint8Array): Promise<OnnxSession>;
}

/** Vectors made by another version may differ in their last bits. */
export const ONNX_RUNTIME_VERSION: string = "1.20.1";

/** Where the native addon lies: the one folder whose native code must be allowed to be loaded. */
export const ONNX_RUNTIME_FOLDER: string = join(
  PROJECT_ROOT,
  "node_modules",
  ".deno",
  `onnxruntime-node@${ONNX_RUNTIME_VERSION}`,
);

let native: Promise<OnnxRuntime | string> | undefined, wasm: Promise<OnnxRuntime> | undefined;

/** The runtime of this process, loaded once.
 *
 * One thread: so are the same numbers had on every run, and workers do not get in each other's way.
 *
 * @param build "auto" takes WebAssembly where the addon does not load, such as without permission for native code
 * @example
 * ```ts ignore
 * const { open, tensor } = await onnxRuntime();
 * const session = await open(await Deno.readFile("model.onnx"));
 * const { y } = await session.run({ x: tensor(Float32Array.of(1, 2), [1, 2]) });
 * ```
 */
export async function onnxRuntime(build: "auto" | "wasm" = "auto"): Promise<OnnxRuntime> {
  const found = build === "auto" ? await (native ??= loadNative()) : undefined;
  if (typeof found === "object") return found;
  const other = await (wasm ??= loadWasm());
  return found === undefined ? other : { ...other, reason: found };
}

/** Whether the native addon loads here. */
export const hasNativeRuntime = async (): Promise<boolean> =>
  typeof await (native ??= loadNative()) === "object";

const OPTIONS = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: "sequential",
  graphOptimizationLevel: "all",
  logSeverityLevel: 3, // it warns of what the optimiser itself leaves over
} as const;

/** @returns or in words why it does not load */
async function loadNative(): Promise<OnnxRuntime | string> {
  try {
    return runtimeOf(await import("onnxruntime-node"), "native", OPTIONS);
  } catch (error) {
    return firstLine(error);
  }
}

async function loadWasm(): Promise<OnnxRuntime> {
  keepWorker();
  const ort = await import("onnxruntime-web");
  ort.env.wasm.numThreads = 1;
  return runtimeOf(ort as unknown as Library, "wasm", { ...OPTIONS, executionProviders: ["wasm"] });
}

/** Emscripten's glue, loaded with the first graph, puts Node's Worker in the place of the platform's, by which pools start
 * theirs; of one thread it needs none. */
function keepWorker(): void {
  let own = globalThis.Worker;
  Object.defineProperty(globalThis, "Worker", {
    configurable: true,
    get: () => own,
    set: (other) => own = other === NodeWorker ? own : other,
  });
}

type Library = Pick<typeof import("onnxruntime-node"), "InferenceSession" | "Tensor">;

function runtimeOf(
  library: Library & { default?: Library },
  build: OnnxRuntime["build"],
  options: InferenceSession.SessionOptions,
): OnnxRuntime {
  const { InferenceSession, Tensor } = library.InferenceSession ? library : library.default!;
  return {
    build,
    tensor: (data, shape) =>
      new Tensor(
        data instanceof Float32Array ? "float32" : data instanceof Int32Array ? "int32" : "int64",
        data as Float32Array,
        shape,
      ),
    async open(model) {
      try {
        return await InferenceSession.create(model, options) as OnnxSession;
      } catch (error) {
        throw new InputError("ONNX Runtime cannot read this model", { found: firstLine(error) });
      }
    },
  };
}

const firstLine = (error: unknown): string => String((error as Error).message).split("\n")[0];
