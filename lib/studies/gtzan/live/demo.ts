/** Makes everything that the live page shows. */
import { encodeFlac } from "../../../audio/mod.ts";
import { base64 } from "../../../core/base64.ts";
import { InputError } from "../../../core/errors.ts";
import { type Matrix, matrix } from "../../../core/matrix.ts";
import { Rng } from "../../../core/rng.ts";
import { classesOf, type Dataset, holdOut } from "../../../data/mod.ts";
import { wilson } from "../../../evaluation/statistics/shares.ts";
import { mlpClassifier } from "../../../nn/classifier.ts";
import type { tf } from "../../../nn/tf.ts";
import type { Gtzan } from "../open.ts";
import { openNetwork, type SavedNetwork } from "./network.ts";
import { type Demo, type Example, RECIPE, type Right } from "./recipe.ts";
import { BANDS, FRAMES, STEP, WIDTH, windowInputs } from "./windows.ts";

/** Learns from three-second windows of four fifths of the tracks, and judges on those of other artists.
 *
 * @throws {InputError} when there is no sound to learn from */
export async function makeDemo(
  { train: tracks, fingerprint, sounds }: Pick<Gtzan, "train" | "fingerprint" | "sounds">,
): Promise<Demo> {
  if (!sounds) {
    throw new InputError("the live page listens, and there is no sound to learn from", {
      found: "tables of features alone",
      expected: "audio, a folder for each genre",
    });
  }
  const rng = new Rng(RECIPE.seed).fork("live");
  const split = holdOut(tracks, { fraction: RECIPE.heldOut, group: "artist" }, rng.fork("split"));
  if (split.validation.length === 0) {
    throw new InputError("too few tracks to judge the live page's network by", {
      found: `${tracks.rows}`,
      expected: "five of a genre at least",
    });
  }
  const learnt = await windowsOf(tracks, split.train);
  const { mean, deviation } = moments(learnt.x), { classes: genres } = learnt;
  const x = learnt.x.data.map((value, i) => (value - mean[i % WIDTH]) / deviation[i % WIDTH]);
  const { steps, network: settings } = RECIPE;
  const epochs = Math.min(
    200,
    Math.max(10, Math.round(steps * settings.batchSize / learnt.x.rows)),
  );
  const { model } = await mlpClassifier({ ...settings, epochs })
    .fit({ ...learnt.x, data: x }, { codes: learnt.codes, classes: genres }, rng.fork("network"));
  try {
    const network = {
      mean: base64(mean),
      deviation: base64(deviation),
      layers: savedLayers(model),
    };
    return {
      ...{ format: 1, fingerprint, recipe: RECIPE, genres, network },
      parameters: model.countParams(),
      learnt: { tracks: split.train.length, windows: learnt.x.rows },
      judged: {
        apart: new Set(tracks.texts("artist")).size < tracks.rows ? "artists" : "tracks",
        ...judge(network, await windowsOf(tracks, split.validation)),
      },
      examples: sounds.clips ? await examplesOf(tracks, split.validation, sounds) : [],
    };
  } finally {
    model.dispose();
  }
}

/** Windows of tracks, one below the other. */
interface Windows {
  readonly x: Matrix;
  /** Of each window, its genre and its track. */
  readonly codes: Int32Array;
  readonly tracks: Int32Array;
  readonly classes: readonly string[];
}

/** Spectrograms that are in memory at once. */
const BLOCK = 64;

async function windowsOf(data: Dataset, rows: Int32Array): Promise<Windows> {
  const { codes, classes } = classesOf(data, rows);
  const inputs: Float64Array[] = [], own: number[] = [];
  for (let first = 0; first < rows.length; first += BLOCK) {
    const mel = await data.tensor("mel", rows.slice(first, first + BLOCK));
    const size = mel.shape[0] * BANDS;
    for (let i = 0; i < mel.rows; i++) {
      const track = sounding(mel.data.subarray(i * size, (i + 1) * size));
      const frames = track.length / BANDS;
      for (let at = 0; at === 0 || at + FRAMES <= frames; at += STEP) {
        inputs.push(windowInputs(track.subarray(at * BANDS, (at + FRAMES) * BANDS)));
        own.push(first + i);
      }
    }
  }
  const names = Array.from({ length: WIDTH }, (_, j) => `${j}`), x = matrix(inputs.length, names);
  inputs.forEach((window, i) => x.data.set(window, i * WIDTH));
  const tracks = Int32Array.from(own);
  return { x, tracks, codes: tracks.map((track) => codes[track]), classes };
}

/** A spectrogram without the silence that makes all of one length. */
function sounding(decibels: Float32Array): Float32Array {
  let least = Infinity;
  for (const x of decibels) if (x < least) least = x;
  let end = decibels.length;
  while (end > BANDS * FRAMES && decibels[end - 1] <= least + 1e-3) end--;
  return decibels.subarray(0, Math.max(BANDS, Math.floor(end / BANDS) * BANDS));
}

/** Means and deviations of the columns. */
function moments({ data, rows }: Matrix): { mean: Float32Array; deviation: Float32Array } {
  const sums = new Float64Array(WIDTH), squares = new Float64Array(WIDTH);
  data.forEach((value, i) => {
    sums[i % WIDTH] += value;
    squares[i % WIDTH] += value * value;
  });
  const mean = Float32Array.from(sums, (sum) => sum / rows);
  const deviation = Float32Array.from(
    squares,
    (sum, j) => Math.sqrt(Math.max(0, sum / rows - mean[j] ** 2)) || 1,
  );
  return { mean, deviation };
}

/** A network's dense layers. */
export function savedLayers(model: tf.LayersModel): SavedNetwork["layers"] {
  return model.layers.flatMap((layer) => {
    if (layer.getClassName() !== "Dense") return [];
    const [kernel, bias] = layer.getWeights().map((weights) => weights.dataSync() as Float32Array);
    return [{ units: bias.length, kernel: base64(kernel), bias: base64(bias) }];
  });
}

/** How many windows, and how many whole tracks by the mean of theirs, are told right. */
function judge(
  network: SavedNetwork,
  { x, codes, tracks, classes }: Windows,
): Omit<Demo["judged"], "apart"> {
  const predict = openNetwork(network), k = classes.length;
  const likeliest = (p: Float64Array) => p.indexOf(Math.max(...p));
  const whole = new Map<number, Float64Array>(), genre = new Map<number, number>();
  let right = 0;
  tracks.forEach((track, i) => {
    const p = predict(Float64Array.from(x.data.subarray(i * WIDTH, (i + 1) * WIDTH)));
    if (likeliest(p) === codes[i]) right++;
    const sum = whole.get(track) ?? new Float64Array(k);
    whole.set(track, sum.map((value, g) => value + p[g]));
    genre.set(track, codes[i]);
  });
  const found = [...whole].filter(([track, p]) => likeliest(p) === genre.get(track)).length;
  const counts = classes.map((_, g) => [...genre.values()].filter((code) => code === g).length);
  return {
    windows: share(right, codes.length),
    tracks: share(found, whole.size),
    guessing: Math.max(...counts) / whole.size,
  };
}

function share(right: number, of: number): Right {
  const [low, high] = wilson(right, of);
  return { of, accuracy: right / of, low, high };
}

/** The first clip of every genre among those held out. */
async function examplesOf(
  tracks: Dataset,
  rows: Int32Array,
  sounds: NonNullable<Gtzan["sounds"]>,
): Promise<Example[]> {
  const { codes, classes } = classesOf(tracks, rows), titles = tracks.texts("title");
  const examples: Example[] = [];
  for (const [g, genre] of classes.entries()) {
    const at = codes.indexOf(g);
    if (at < 0) continue;
    const sound = encodeFlac(await sounds.hear(rows[at])).toBase64();
    examples.push({ genre, title: titles[rows[at]], sound });
  }
  return examples;
}
