/** Makes everything that the live page shows. */
import { join } from "node:path";
import { writeAtomically } from "../../../core/atomic.ts";
import { column, type Matrix, takeRows } from "../../../core/matrix.ts";
import { Rng } from "../../../core/rng.ts";
import { classesOf, type Dataset, holdOut } from "../../../data/mod.ts";
import { numeric } from "../numeric.ts";
import { quantileKnots } from "../../../features/scale.ts";
import { predictProbabilities } from "../../../nn/predict.ts";
import { saveModel } from "../../../nn/save.ts";
import type { tf } from "../../../nn/tf.ts";
import { scores } from "../../../evaluation/metrics/metrics.ts";
import { wilson } from "../../../evaluation/statistics/shares.ts";
import { type Encoder, openEncoder, saveBlock, type SavedEncoder, textsOf } from "./encoder.ts";
import { fitLiveNetwork, inputs, TOLD } from "./network.ts";
import { type Demo, type LiveScore, RECIPE, type Told } from "./recipe.ts";
import { presetsOf, recordingsOf, saveRecordings } from "./recordings.ts";
import { fitTextTower, hearOutOfFold } from "./text_tower.ts";

/** Learns from four fifths of the labelled tracks, judges on the others (the same audio on one side), and writes the
 * network (`saveModel`) and `demo.json` into a folder.
 *
 * @param data.fingerprint of the files that the tracks are from
 * @throws {InputError} when the tracks are too few, or the folder cannot be written to */
export async function makeDemo(
  { train: tracks, fingerprint }: { readonly train: Dataset; readonly fingerprint: string },
  folder: string,
): Promise<Demo> {
  const rng = new Rng(RECIPE.seed).fork("live"), { heldOut: fraction, text } = RECIPE;
  const split = holdOut(tracks, { fraction, group: "audio" }, rng.fork("split"));
  const { codes: truth, classes: genres } = classesOf(tracks, split.validation);

  const numbers = await numeric({ year: true }).fit(tracks, split.train, rng);
  const sound = {
    train: numbers.train,
    heldOut: await numbers.transform(tracks, split.validation),
  };
  const blocks = fitTextTower(tracks, split.train, text, rng.fork("texts"));
  const saved: SavedEncoder = {
    genres,
    columns: sound.train.names.map((name, j) => ({
      name,
      knots: [...quantileKnots(column(sound.train, j), RECIPE.quantiles)],
    })),
    blocks: blocks.map(saveBlock),
  };
  const encoder = openEncoder(saved);
  const heard = {
    train: hearOutOfFold(tracks, split.train, text, rng.fork("texts out of fold")),
    heldOut: encoder.hear(textsOf(tracks), split.validation),
  };
  const x = TOLD.map((told) => inputs(sound.train, heard.train, told, encoder));
  const model = await fitLiveNetwork(tracks, split.train, x, RECIPE.network, rng.fork("network"));
  try {
    const judge = async (told: Told): Promise<LiveScore> => {
      const x = inputs(sound.heldOut, heard.heldOut, told, encoder);
      const found = scores(truth, await predictProbabilities(model, x, genres));
      const { accuracy, logLoss, calibrationError } = found;
      const [low, high] = wilson(Math.round(accuracy * truth.length), truth.length);
      return { ...told, accuracy, low, high, logLoss, calibrationError };
    };
    const judged: LiveScore[] = [];
    for (const told of TOLD) judged.push(await judge(told));
    const counts = genres.map((_, g) => truth.filter((code) => code === g).length);
    const demo: Demo = {
      format: 1,
      fingerprint,
      recipe: RECIPE,
      encoder: saved,
      ranges: sound.train.names.map((_, j) => rangeOf([sound.train, sound.heldOut], j)),
      ...await shown(tracks, split.validation, sound.heldOut, model, encoder, genres, rng),
      rows: { train: split.train.length, heldOut: truth.length },
      guessing: Math.max(...counts) / truth.length,
      scores: judged,
      parameters: model.countParams(),
    };
    await saveModel(model, folder);
    await writeAtomically(join(folder, "demo.json"), JSON.stringify(demo)); // last: it says that all is there
    return demo;
  } finally {
    model.dispose();
  }
}

/** The recordings among the rows held out, and those to begin from. */
async function shown(
  tracks: Dataset,
  rows: Int32Array,
  sound: Matrix,
  model: tf.LayersModel,
  encoder: Encoder,
  genres: readonly string[],
  rng: Rng,
): Promise<Pick<Demo, "recordings" | "presets">> {
  const recordings = recordingsOf(tracks, rows, RECIPE.recordings, rng.fork("recordings"));
  const own = Int32Array.from(recordings, ({ row }) => row);
  const place = new Map(Array.from(rows, (row, i) => [row, i]));
  const values = takeRows(sound, own.map((row) => place.get(row)!));
  const x = inputs(values, encoder.hear(textsOf(tracks), own), TOLD[0], encoder);
  const told = await predictProbabilities(model, x, genres);
  const popularity = column(values, values.names.indexOf("track_popularity"));
  return {
    recordings: saveRecordings(tracks, recordings, values),
    presets: presetsOf(tracks, recordings, told, popularity),
  };
}

function rangeOf(parts: readonly Matrix[], j: number): [least: number, most: number] {
  let least = Infinity, most = -Infinity;
  for (const value of parts.flatMap((part) => [...column(part, j)])) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [least, most];
}
