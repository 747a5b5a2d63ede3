/** Stretches of time and bands of frequency hidden while training (Park et al. 2019, "SpecAugment"). */
import { Rng } from "../../core/rng.ts";
import { tf } from "../tf.ts";
import { type Config, type Kwargs, type LayerConfig, only, type Shape } from "./layer.ts";

/** How much is hidden, in steps and bands of the input. */
export interface SpecAugmentConfig {
  /** So many stretches of time … */
  readonly timeMasks: number;
  /** … each of 0 to so many steps. */
  readonly timeWidth: number;
  /** So many bands of frequency … */
  readonly bandMasks: number;
  /** … each of 0 to so many bands. */
  readonly bandWidth: number;
}

/** Frames, examples × time × bands, or pictures of them, examples × time × bands × channels → the same, with zeros where a
 * mask hides them: other masks for every example and step, each width and place equally likely. Nothing changes when
 * predicting. */
export class SpecAugment extends tf.layers.Layer {
  static readonly className = "SpecAugment";
  readonly masks: SpecAugmentConfig;
  /** Whence the next step's masks: who trains gives another one before every step. */
  seed = 0;

  constructor(config: SpecAugmentConfig & LayerConfig) {
    super(config);
    const { timeMasks, timeWidth, bandMasks, bandWidth } = config;
    this.masks = { timeMasks, timeWidth, bandMasks, bandWidth };
  }
  override computeOutputShape(shape: Shape): tf.Shape {
    return shape as tf.Shape;
  }
  override call(given: tf.Tensor | tf.Tensor[], kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const x = only(given), rng = new Rng(this.seed);
      if (!kwargs.training) return tf.clone(x);
      return masksOf(this.masks, x.shape).reduce<tf.Tensor>((y, { axis, width }) => {
        const [rows, length] = [x.shape[0], x.shape[axis]!];
        const keep = new Float32Array(rows * length).fill(1);
        for (let i = 0; i < rows; i++) {
          const hidden = rng.int(width + 1), from = i * length + rng.int(length - hidden + 1);
          keep.fill(0, from, from + hidden);
        }
        const shape = x.shape.map((n, i) => i === 0 || i === axis ? n : 1);
        return tf.mul(y, tf.tensor(keep, shape));
      }, x);
    });
  }
  override getConfig(): Config {
    return { ...super.getConfig(), ...this.masks };
  }
}
tf.serialization.registerClass(SpecAugment);

/** The masks one by one: which axis each hides a part of, and how much at most.
 * @param shape examples first */
export function masksOf(
  { timeMasks, timeWidth, bandMasks, bandWidth }: SpecAugmentConfig,
  shape: readonly (number | null)[],
): { axis: number; width: number }[] {
  const time = 1, bands = 2; // as in a collection's mel
  const some = (count: number, axis: number, width: number) =>
    Array.from({ length: count }, () => ({ axis, width: Math.min(width, shape[axis]!) }));
  return [...some(timeMasks, time, timeWidth), ...some(bandMasks, bands, bandWidth)];
}
