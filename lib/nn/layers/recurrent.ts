/** Recurrent cells over a sequence, with PyTorch's gates and biases. (tf.js' own GRU has no `reset_after`, and its cells
 * draw their first weights from ambient randomness.) */
import { tf } from "../tf.ts";
import { type Config, inputs, type Kwargs, type LayerConfig, type Shape } from "./layer.ts";

/** - rnn: h' = tanh(x W + b + h R) (Elman 1990)
 * - gru: r, z = σ(x W + b + h R), n = tanh(x W + b + r ∘ (h R + c)), h' = (1 − z) ∘ n + z ∘ h, gates in the order r, z, n
 *   (Cho et al. 2014, with the reset gate after the product, as PyTorch and cuDNN have it)
 * - lstm: i, f, o = σ(x W + b + h R), g = tanh(x W + b + h R), c' = f ∘ c + i ∘ g, h' = o ∘ tanh(c'), gates in the order
 *   i, f, g, o (Hochreiter & Schmidhuber 1997; Gers, Schmidhuber & Cummins 2000) */
export type Cell = "rnn" | "gru" | "lstm";

/** How many blocks of `units` columns stand side by side in a cell's weights. */
export const GATES: Readonly<Record<Cell, number>> = { rnn: 1, gru: 3, lstm: 4 };

/** What a {@linkcode Recurrent} layer is made of. */
export interface RecurrentConfig {
  readonly cell: Cell;
  readonly units: number;
  /** A second cell reads from the end; its states stand beside those of the first. */
  readonly bidirectional?: boolean;
  /** The states of all steps instead of the last one, which of the second cell is that of the first step. */
  readonly sequences?: boolean;
}

/** examples × steps × features, and perhaps a mask of examples × steps → examples × steps × units, or examples × units.
 * Where the mask is 0 the state stays as it is.
 *
 * Weights: `kernel` W, features × (gates · units); `recurrent_kernel` R, units × (gates · units); `bias` b, the sum of
 * PyTorch's two; of a gru `recurrent_bias` c, the second bias of n; of the cell that reads from the end the same again,
 * their names after `backward_`. */
export class Recurrent extends tf.layers.Layer {
  static readonly className = "Recurrent";
  readonly cell: Cell;
  readonly units: number;
  readonly bidirectional: boolean;
  readonly sequences: boolean;
  readonly #weights = new Map<string, tf.LayerVariable>();

  constructor(config: RecurrentConfig & LayerConfig) {
    super(config);
    this.cell = config.cell;
    this.units = config.units;
    this.bidirectional = config.bidirectional ?? false;
    this.sequences = config.sequences ?? false;
  }
  /** "" for the cell that reads from the start, "backward_" for the other. */
  get directions(): readonly string[] {
    return this.bidirectional ? ["", "backward_"] : [""];
  }
  override build(shape: Shape): void {
    const features = (inputs(shape)[0] as number[])[2], width = GATES[this.cell] * this.units;
    for (const direction of this.directions) {
      const add = (name: string, shape: number[]) =>
        this.#weights.set(
          direction + name,
          this.addWeight(direction + name, shape, "float32", tf.initializers.zeros()),
        );
      add("kernel", [features, width]);
      add("recurrent_kernel", [this.units, width]);
      add("bias", [width]);
      if (this.cell === "gru") add("recurrent_bias", [this.units]);
    }
    super.build(shape);
  }
  override computeOutputShape(shape: Shape): tf.Shape {
    const [rows, steps] = inputs(shape)[0], units = this.units * this.directions.length;
    return this.sequences ? [rows, steps, units] : [rows, units];
  }
  override call(given: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const [x, mask] = inputs(given);
      return tf.concat(this.directions.map((direction) => this.#run(x, mask, direction)), -1);
    });
  }
  #run(x: tf.Tensor, mask: tf.Tensor | undefined, direction: string): tf.Tensor {
    const weight = (name: string) => this.#weights.get(direction + name)!.read();
    const [rows, steps, features] = x.shape, order = [...Array(steps).keys()];
    const product = tf.matMul(tf.reshape(x, [-1, features]), weight("kernel"));
    const xw = tf.unstack(tf.reshape(tf.add(product, weight("bias")), [rows, steps, -1]), 1);
    const keeps = mask && tf.unstack(tf.expandDims(mask, 2), 1);
    const recurrent = weight("recurrent_kernel"),
      c = this.cell === "gru" && weight("recurrent_bias");
    let states = Array.from(
      { length: this.cell === "lstm" ? 2 : 1 },
      () => tf.zeros([rows, this.units]),
    );
    const all: tf.Tensor[] = [];
    for (const t of direction ? order.reverse() : order) {
      const hr = tf.matMul(states[0], recurrent);
      const next = STEPS[this.cell](xw[t], hr, states, c || hr);
      states = keeps
        ? next.map((now, i) => tf.add(states[i], tf.mul(keeps[t], tf.sub(now, states[i]))))
        : next;
      all[t] = states[0];
    }
    return this.sequences ? tf.stack(all, 1) : states[0];
  }
  override getConfig(): Config {
    const { cell, units, bidirectional, sequences } = this;
    return { ...super.getConfig(), cell, units, bidirectional, sequences };
  }
}
tf.serialization.registerClass(Recurrent);

/** One step of each cell, from x W + b, h R, the states before, and a gru's c, to the states after. */
const STEPS: Record<
  Cell,
  (xw: tf.Tensor, hr: tf.Tensor, states: readonly tf.Tensor[], c: tf.Tensor) => tf.Tensor[]
> = {
  rnn: (xw, hr) => [tf.tanh(tf.add(xw, hr))],
  gru(xw, hr, [h], c) {
    const [xr, xz, xn] = tf.split(xw, 3, 1), [hrr, hrz, hrn] = tf.split(hr, 3, 1);
    const r = tf.sigmoid(tf.add(xr, hrr)), z = tf.sigmoid(tf.add(xz, hrz));
    const n = tf.tanh(tf.add(xn, tf.mul(r, tf.add(hrn, c))));
    return [tf.add(n, tf.mul(z, tf.sub(h, n)))];
  },
  lstm(xw, hr, [, c]) {
    const [i, f, g, o] = tf.split(tf.add(xw, hr), 4, 1);
    const kept = tf.mul(tf.sigmoid(f), c), taken = tf.mul(tf.sigmoid(i), tf.tanh(g));
    const next = tf.add(kept, taken);
    return [tf.mul(tf.sigmoid(o), tf.tanh(next)), next];
  },
};
