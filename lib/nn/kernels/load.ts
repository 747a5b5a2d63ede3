/** kernels.wasm in TypeScript: what each kernel does stands in the .as.ts file that holds it. Lengths count
 * floats, addresses bytes, in the order of the kernel's own parameters. */
type Kernel<Result = void> = (...numbers: number[]) => Result;

/** The exports of kernels.wasm. */
export interface Kernels {
  readonly gemm: Kernel;
  readonly gather: Kernel;
  readonly copyColumns: Kernel;
  readonly transpose: Kernel;
  readonly columnSums: Kernel;
  readonly sumOfSquares: Kernel<number>;
  readonly addScaled: Kernel;
  readonly scale: Kernel;
  readonly clamp: Kernel;
  readonly activate: Kernel;
  readonly activateBackward: Kernel;
  readonly batchNorm: Kernel;
  readonly batchNormInference: Kernel;
  readonly batchNormBackward: Kernel;
  readonly gate: Kernel;
  readonly gateSlopes: Kernel;
  readonly gateBackward: Kernel;
  readonly dropout: Kernel;
  readonly addNoise: Kernel;
  readonly targets: Kernel<number>;
  readonly softmax: Kernel;
  readonly crossEntropy: Kernel;
  readonly sigmoid: Kernel;
  readonly binaryCrossEntropy: Kernel;
  readonly tagLoss: Kernel;
  readonly sumOfMembers: Kernel;
  readonly periodic: Kernel;
  readonly periodicBackward: Kernel;
  readonly piecewiseLinear: Kernel;
  readonly repeat: Kernel;
  readonly memberScale: Kernel;
  readonly memberScaleBackward: Kernel;
  readonly momentum: Kernel;
  readonly scaledByHistory: Kernel;
  readonly adam: Kernel;
  /** Works on jobs that other threads share out, until `dismiss`: see parallel.as.ts. */
  readonly help: Kernel;
  readonly dismiss: Kernel;
  readonly invite: Kernel;
  readonly helped: Kernel<number>;
}

/** Memory in pages of 64 KB: what an empty arena has, and the most it may grow to (2 GB of addresses). */
export const PAGES = { initial: 32, maximum: 32768 };

let compiled: WebAssembly.Module | undefined;

/** The first address that an arena may hand out: below it are the control block and panels of parallel.as.ts. */
export const FIRST = 1114112;

/** The kernels over a memory of their own; compiled once per process or worker. */
export function instantiate(memory: WebAssembly.Memory): Kernels {
  compiled ??= new WebAssembly.Module(
    Deno.readFileSync(new URL("./kernels.wasm", import.meta.url)),
  );
  const env = {
    memory,
    abort() {
      throw new Error("a kernel gave up");
    },
  };
  return new WebAssembly.Instance(compiled, { env }).exports as unknown as Kernels;
}
