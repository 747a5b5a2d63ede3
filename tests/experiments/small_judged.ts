/** Two models judged on a dozen made-up tracks: what the examples of `lib/evaluation` have to show. */
import { Rng } from "../../lib/core/rng.ts";
import { stratifiedKFold } from "../../lib/data/split.ts";
import { evaluate } from "../../lib/experiments/evaluate.ts";
import { lookupByColumn } from "../../lib/evaluation/leakage.ts";
import { smallTracks } from "../tracks.ts";

/** Every genre has an album of its own, so that the model "album" is always right; titles occur once each, so that
 * "title" answers with the genres' shares. Half of the 12 tracks are pop, half rap; both protocols have 3 folds. */
export async function smallJudged() {
  const tracks = smallTracks(
    Array.from(
      { length: 12 },
      (_, i) => i % 2 ? { album: "a", genre: "pop" } : { album: "b", genre: "rap" },
    ),
  );
  const rng = new Rng(1);
  const folds = {
    random: stratifiedKFold(tracks, { folds: 3 }, rng.fork("random")),
    grouped: stratifiedKFold(tracks, { folds: 3, group: "audio" }, rng.fork("grouped")),
  };
  const models = {
    album: lookupByColumn("track_album_name"),
    title: lookupByColumn("track_name"),
  };
  /** What the records of these models have in common. */
  const key = { part: "00", seed: 1, data: { fingerprint: "small", rows: 12 }, split: "random" };
  return {
    tracks,
    rng,
    folds,
    models,
    key,
    /** By the folds they were judged on. */
    judged: {
      random: await evaluate(models, tracks, folds.random, rng),
      grouped: await evaluate(models, tracks, folds.grouped, rng),
    },
  };
}
