/** What the numbers of a track are measured in: for the labels of axes. */

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
  accuracy: "share right",
  loss: "cross-entropy, nats",
  logLoss: "nats",
  seconds: "s",
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
  return UNITS[name] ? `${name} (${UNITS[name]})` : name;
}
