/** What the numbers of a track, and scores, are measured in: for the labels of axes. */
import { METRICS } from "../../study/scores/registry.ts";

const UNITS: Readonly<Record<string, string>> = {
  track_popularity: "0–100",
  danceability: "0–1",
  energy: "0–1",
  key: "0 = C … 11 = B",
  loudness: "dB",
  mode: "0 = minor, 1 = major",
  speechiness: "0–1",
  acousticness: "0–1",
  instrumentalness: "0–1",
  liveness: "0–1",
  valence: "0–1",
  tempo: "BPM",
  learningRate: "per step",
};

/** A column's or score's name, with its unit where one is known: "tempo (BPM)".
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(withUnit("tempo"), "tempo (BPM)");
 * assertEquals(withUnit("macroF1"), "macroF1");
 * ```
 */
export function withUnit(name: string): string {
  const unit = UNITS[name] ?? METRICS.get(name)?.unit;
  return unit ? `${name} (${unit})` : name;
}
