/** Mel-frequency cepstral coefficients as a network: every step of theirs is a layer, and can learn. */
import { cosines } from "../../audio/filters.ts";
import { type MelBands, melFilters } from "../../audio/mel_filters.ts";
import { hann } from "../../audio/window.ts";
import type { Rng } from "../../core/rng.ts";
import { checkSettings, withDefaults } from "../../core/settings.ts";
import { AttentionPooling } from "../layers/attention_pooling.ts";
import { Decibels } from "../layers/decibels.ts";
import { Frames } from "../layers/frames.ts";
import { Power } from "../layers/power.ts";
import { tf } from "../tf.ts";
import { finish, type HeadSettings, on, start } from "./head.ts";
import { denseCost, type NetworkKind, shapeOf, type Sizes } from "./kind.ts";

/** The plan of an MFCC network, as plain data. */
export interface MfccNetworkSettings extends HeadSettings, MelBands {
  /** Samples, or samples and 1; null: every column is a sample. */
  shape: readonly number[] | null;
  /** Samples a second. */
  rate: number;
  /** Samples in a frame. */
  nFft: number;
  /** Samples from one frame to the next; goes into `nFft` an even number of times. */
  hopLength: number;
  /** How many coefficients. */
  nMfcc: number;
  /** The first weights of the three matrices: those of the descriptor, or drawn at random. */
  start: "mfcc" | "random";
  /** How the frames become one vector: their mean, their largest, or weighted by attention. */
  end: "average" | "max" | "attention";
}

/** Defaults of {@linkcode MfccNetworkSettings}: those of librosa's MFCC. */
export const MFCC_NETWORK_DEFAULTS: Readonly<MfccNetworkSettings> = Object.freeze({
  shape: null,
  rate: 22050,
  nFft: 2048,
  hopLength: 512,
  nMels: 128,
  fmin: 0,
  fmax: null,
  nMfcc: 20,
  start: "mfcc",
  end: "average",
  layers: [],
  activation: "relu",
  batchNorm: false,
  dropout: 0,
  initialisation: "torch",
});

/** A matrix of sinusoids under a window, power, a matrix of mel filters, decibels, a matrix of cosines; a batch norm brings
 * the coefficients on one scale, then their frames become one vector. Layers are named frames, sinusoids, power, mel,
 * decibels, cepstrum, cepstrumNorm, pooled, dense1, … logits, probabilities; `sinusoids`, `mel` and `cepstrum` have weights. */
export const mfccNetwork: NetworkKind<MfccNetworkSettings> = {
  name: "mfcc",
  defaults: MFCC_NETWORK_DEFAULTS,
  build(plan, rng) {
    const { sizes, settings, shape } = read(plan), { nFft, hopLength, nMels, nMfcc } = settings;
    const { raw } = start(sizes, shape);
    const linear = (units: number, name: string) =>
      tf.layers.dense({ units, useBias: false, kernelInitializer: "zeros", name });
    const below = [
      new Frames({ frameLength: nFft, hop: hopLength, name: "frames" }),
      linear(nFft + 2, "sinusoids"),
      new Power({ name: "power" }),
      linear(nMels, "mel"),
      new Decibels({ topDb: 80, name: "decibels" }),
      linear(nMfcc, "cepstrum"),
      tf.layers.batchNormalization({ epsilon: 1e-5, momentum: .9, name: "cepstrumNorm" }),
      END[settings.end](),
    ].reduce((x, layer) => on(layer, x), raw);
    const model = finish("mfcc", raw, below, sizes, settings, rng);
    setMatrices(model, settings, rng);
    return model;
  },
  cost(plan) {
    const { sizes, settings, shape: [samples] } = read(plan);
    const { nFft, hopLength, nMels, nMfcc, end, layers } = settings;
    const each = denseCost([nFft, nFft + 2]) + denseCost([nFft / 2 + 1, nMels, nMfcc]);
    const frames = 1 + Math.floor(samples / hopLength);
    const weighing = end === "attention" ? nMfcc * nMfcc : 0;
    return frames * (each + weighing) + denseCost([nMfcc, ...layers, sizes.classes]);
  },
};

const END: Record<MfccNetworkSettings["end"], () => tf.layers.Layer> = {
  average: () => tf.layers.globalAveragePooling1d({ name: "pooled" }),
  max: () => tf.layers.globalMaxPooling1d({ name: "pooled" }),
  attention: () => new AttentionPooling({ name: "pooled" }),
};

/** The window times cosines, then times sines: nFft × (nFft + 2), row-major; what a frame is multiplied by to be its
 * spectrum. */
function sinusoids(nFft: number): Float32Array {
  const window = hann(nFft), bins = nFft / 2 + 1;
  return Float32Array.from({ length: nFft * 2 * bins }, (_, at) => {
    const i = Math.floor(at / (2 * bins)), k = at % bins, isSine = at % (2 * bins) >= bins;
    const angle = 2 * Math.PI * (i * k % nFft) / nFft; // whole turns taken off, for precision
    return window[i] * (isSine ? -Math.sin(angle) : Math.cos(angle));
  });
}

/** Filters as the columns of a matrix. */
function columnsOf(
  filters: readonly { readonly start: number; readonly weights: Float32Array }[],
  rows: number,
): Float32Array {
  const out = new Float32Array(rows * filters.length);
  filters.forEach(({ start, weights }, f) =>
    weights.forEach((weight, i) => out[(start + i) * filters.length + f] = weight)
  );
  return out;
}

/** The descriptor's three matrices, the largest mel weight brought to 1 and the sinusoids by as much, so that one learning
 * rate suits them all; or random ones of about the same size: sinusoids become noise under the window, mel
 * filters all of equal mean and not negative, cosines what orthonormal rows look like. */
function setMatrices(model: tf.LayersModel, settings: MfccNetworkSettings, rng: Rng): void {
  const { nFft, nMels, nMfcc } = settings, bins = nFft / 2 + 1;
  const filters = columnsOf(melFilters(settings), bins);
  const largest = filters.reduce((most, weight) => Math.max(most, weight), 0);
  const all = {
    sinusoids: sinusoids(nFft).map((v) => v * Math.sqrt(largest)),
    mel: filters.map((v) => v / largest),
    cepstrum: columnsOf(cosines(nMfcc, nMels), nMels),
  };
  for (const [name, values] of Object.entries(all)) {
    if (settings.start === "random") {
      const own = rng.fork(`${name} at random`), isMel = name === "mel";
      const size = Math.sqrt(values.reduce((sum, v) => sum + v * v, 0) / values.length);
      const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
      values.forEach((_, i) => values[i] = isMel ? 2 * mean * own.uniform() : size * own.normal());
    }
    const layer = model.getLayer(name), [{ shape }] = layer.weights;
    tf.tidy(() => layer.setWeights([tf.tensor(values, shape as number[])]));
  }
}

function read({ inputs, classes, answer, ...own }: Sizes & Partial<MfccNetworkSettings>) {
  const settings = withDefaults(MFCC_NETWORK_DEFAULTS, own), whole = { least: 1, whole: true };
  checkSettings(settings, {
    rate: { least: 1 },
    nFft: { least: 2, whole: true },
    hopLength: whole,
    nMfcc: { ...whole, most: settings.nMels },
    start: ["mfcc", "random"],
    end: Object.keys(END),
  });
  const given = settings.shape?.length === 1 ? [...settings.shape, 1] : settings.shape;
  const shape = shapeOf(given, inputs, ["samples", "channels"]);
  return { sizes: { inputs, classes, answer }, settings, shape };
}
