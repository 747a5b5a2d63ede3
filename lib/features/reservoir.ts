/** Reservoirs: random recurrent networks that are never trained, whose states a linear readout learns from. */
import { InputError } from "../core/errors.ts";
import { type Kernel, startKernel } from "../core/kernels/load.ts";
import type { Matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import type { Tensor } from "../core/tensor.ts";
import {
  drawReservoir,
  hearing,
  momentsOf,
  type ReservoirSettings,
  type ReservoirWeights,
} from "./reservoir_weights.ts";

type Functions = {
  affine(rows: number, inputs: number, units: number, ...pointers: number[]): void;
  leaky(count: number, leak: number, ...pointers: number[]): void;
  addShare(count: number, share: number, ...pointers: number[]): void;
};
const KERNEL = new URL("../core/kernels/reservoir.wasm", import.meta.url);
/** Sequences at a time. */
const BLOCK = 128;

/** A reservoir that runs: s(t) = (1 − leak) s(t − 1) + leak tanh(W s(t − 1) + Wᵢₙ x(t) + b), from s = 0. */
export class Reservoir {
  readonly weights: ReservoirWeights;
  readonly leak: number;
  readonly #kernel: Kernel<Functions>;
  readonly #width: number;
  readonly #tables: Record<
    "input" | "recurrent" | "bias" | "x" | "pre" | "states" | "means",
    Float32Array
  >;

  constructor(weights: ReservoirWeights, leak: number) {
    this.weights = weights;
    this.leak = leak;
    const { inputs, units, recurrent } = weights, width = this.#width = Math.ceil(units / 8) * 8;
    const connections = recurrent ? width * width : 0;
    const numbers = width * (inputs + 1) + connections + BLOCK * (inputs + 3 * width);
    const kernel = this.#kernel = startKernel<Functions>(KERNEL, 4 * numbers + 128);
    this.#tables = {
      input: kernel.float32(inputs * width),
      recurrent: kernel.float32(connections),
      bias: kernel.float32(width),
      x: kernel.float32(BLOCK * inputs),
      pre: kernel.float32(BLOCK * width),
      states: kernel.float32(BLOCK * width),
      means: kernel.float32(BLOCK * width),
    };
    inPanels(weights.input, inputs, units, this.#tables.input);
    if (recurrent) inPanels(recurrent, units, units, this.#tables.recurrent, width);
    this.#tables.bias.set(weights.bias);
  }

  /** The states of one sequence after each moment.
   * @param x moments × inputs
   * @returns moments × units */
  run(x: Float32Array): Float32Array {
    const { inputs, units } = this.weights, moments = x.length / inputs;
    const all = new Float32Array(moments * units);
    this.#tables.states.fill(0);
    for (let t = 0; t < moments; t++) {
      this.#step(x, 1, t * inputs, 0, t === 0);
      all.set(this.#tables.states.subarray(0, units), t * units);
    }
    return all;
  }

  /** What stands for each sequence, by blocks of rows.
   *
   * @param x rows × moments × inputs, or a table, whose rows are sequences of one moment
   * @throws {InputError} when the sequences are not longer than the washout, or have other columns */
  *pooled(
    x: Matrix | Tensor,
    { washout, pool }: Pick<ReservoirSettings, "washout" | "pool">,
  ): Generator<{ readonly from: number; readonly rows: number; readonly states: Float32Array }> {
    const { inputs, units } = this.weights, width = this.#width, { call } = this.#kernel;
    const moments = lengthOf(x, inputs, washout), { states, means } = this.#tables;
    for (let from = 0; from < x.rows; from += BLOCK) {
      const rows = Math.min(BLOCK, x.rows - from), count = Math.ceil(rows / 4) * 4 * width;
      states.fill(0);
      means.fill(0);
      for (let t = 0; t < moments; t++) {
        this.#step(x.data, rows, (from * moments + t) * inputs, moments * inputs, t === 0);
        if (pool === "last" || t < washout) continue;
        call.addShare(count, 1 / (moments - washout), states.byteOffset, means.byteOffset);
      }
      const read = pool === "last" ? states : means, out = new Float32Array(rows * units);
      for (let i = 0; i < rows; i++) {
        out.set(read.subarray(i * width, i * width + units), i * units);
      }
      yield { from, rows, states: out };
    }
  }

  /** One moment of `rows` sequences: row r's inputs begin at number `at` + r · stride of `data`. */
  #step(data: Float32Array, rows: number, at: number, stride: number, isFirst: boolean): void {
    const { inputs } = this.weights, width = this.#width, { call } = this.#kernel;
    const { x, input, recurrent, bias, pre, states } = this.#tables;
    if (stride === inputs) x.set(data.subarray(at, at + rows * inputs));
    else {
      for (let i = 0; i < rows; i++) {
        const from = at + i * stride;
        for (let j = 0; j < inputs; j++) x[i * inputs + j] = data[from + j];
      }
    }
    const filled = Math.ceil(rows / 4) * 4, to = pre.byteOffset, of = states.byteOffset;
    call.affine(filled, inputs, width, x.byteOffset, input.byteOffset, bias.byteOffset, 0, to);
    if (recurrent.length > 0 && !isFirst) { // at first there is no state to hear
      call.affine(filled, width, width, of, recurrent.byteOffset, to, 4 * width, to);
    }
    call.leaky(filled * width, this.leak, to, of);
  }
}

/** Inputs × units weights by panels of 8 units; `inputs` may be filled up to `height`. */
function inPanels(
  weights: Float32Array,
  inputs: number,
  units: number,
  out: Float32Array,
  height = inputs,
): void {
  for (let j = 0; j < units; j++) {
    const panel = (j - j % 8) * height + j % 8;
    for (let k = 0; k < inputs; k++) out[panel + 8 * k] = weights[k * units + j];
  }
}

function lengthOf(x: Matrix | Tensor, inputs: number, washout: number): number {
  const shape = "shape" in x ? x.shape : [x.names.length],
    moments = shape.length > 1 ? shape[0] : 1;
  if (shape.length > 2 || shape.at(-1) !== inputs) {
    throw new InputError("a reservoir hears sequences of as many columns as it was drawn for", {
      found: `rows of ${shape.join(" × ")}`,
      expected: `moments × ${inputs}, or a table of ${inputs} columns`,
    });
  }
  if (washout < moments) return moments;
  throw new InputError("the setting washout leaves nothing of a sequence to read", {
    found: `washout ${washout} of ${moments} moment${moments > 1 ? "s" : ""}`,
    expected: `at most ${moments - 1}`,
  });
}

/** A reservoir drawn for training rows, which tells the scale of its inputs where the settings want it.
 *
 * @param x rows × moments × columns, or a table
 * @throws {InputError} as {@linkcode drawReservoir} */
export function reservoirFor(x: Matrix | Tensor, settings: ReservoirSettings, rng: Rng): Reservoir {
  const columns = x.names.length, weights = drawReservoir(columns, settings, rng);
  const heard = settings.standardise ? hearing(weights, momentsOf(x.data, columns)) : weights;
  return new Reservoir(heard, settings.leak);
}
