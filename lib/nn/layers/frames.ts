/** Pieces of a sound that overlap. */
import { InputError } from "../../core/errors.ts";
import { tf } from "../tf.ts";
import { type Config, type Kwargs, type LayerConfig, only, type Shape } from "./layer.ts";

/** examples × samples × 1 → examples × frames × length: frame t stands around sample t × hop, with zeros beyond both ends;
 * there are 1 + ⌊samples / hop⌋ of them, as many as a short-time Fourier transform has. */
export class Frames extends tf.layers.Layer {
  static readonly className = "Frames";
  readonly frameLength: number;
  readonly hop: number;

  constructor(config: { frameLength: number; hop: number } & LayerConfig) {
    super(config);
    this.frameLength = config.frameLength;
    this.hop = config.hop;
    if (this.frameLength % (2 * this.hop) !== 0) {
      throw new InputError("frames that do not fit on one another", {
        found: `${this.frameLength} samples, every ${this.hop}`,
        expected: "a length that is an even multiple of the hop",
      });
    }
  }
  override computeOutputShape(shape: Shape): tf.Shape {
    const [rows, samples] = shape as number[];
    return [rows, placesOf(this, samples).frames, this.frameLength];
  }
  override call(given: tf.Tensor | tf.Tensor[], _kwargs: Kwargs): tf.Tensor {
    return tf.tidy(() => {
      const x = only(given), [rows, samples] = x.shape, { hop } = this;
      const { frames, pieces, before, after } = placesOf(this, samples);
      const around = tf.pad(tf.reshape(x, [rows, samples]), [[0, 0], [before, after]]);
      const hops = tf.reshape(around, [rows, frames + pieces - 1, hop]);
      const parts = Array.from(
        { length: pieces },
        (_, i) => tf.slice(hops, [0, i, 0], [rows, frames, hop]),
      );
      return tf.concat(parts, 2);
    });
  }
  override getConfig(): Config {
    return { ...super.getConfig(), frameLength: this.frameLength, hop: this.hop };
  }
}
tf.serialization.registerClass(Frames);

/** How many frames there are, of how many hops each, and how many zeros stand before and after the samples; where fewer
 * than 0, so many samples belong to no frame. */
export function placesOf(
  { frameLength, hop }: Pick<Frames, "frameLength" | "hop">,
  samples: number,
) {
  const frames = 1 + Math.floor(samples / hop),
    pieces = frameLength / hop,
    before = frameLength / 2;
  const after = (frames - 1) * hop + before - samples; // ≥ 0, for before ≥ hop
  return { frames, pieces, before, after };
}
