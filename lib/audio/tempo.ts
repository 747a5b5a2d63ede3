/** Tempo: how many beats a minute. */
import { checkSetting, withDefaults } from "../core/settings.ts";
import { onsetStrength } from "./onset.ts";
import { type Frames, meanOverTime, type Sound } from "./sound.ts";
import { tempogram } from "./tempogram.ts";

/** Settings of a tempo. */
export interface TempoSettings {
  /** The tempo that is likeliest before anything is heard, in beats a minute. */
  readonly startBpm: number;
  /** How far from it tempos may well lie, in octaves. */
  readonly stdBpm: number;
  /** Over how many seconds regularity is looked for. */
  readonly acSize: number;
  /** Faster ones are not considered. */
  readonly maxTempo: number;
}

/** What is used where nothing else is said: librosa's. */
export const TEMPO: TempoSettings = { startBpm: 120, stdBpm: 1, acSize: 8, maxTempo: 320 };

/** The tempo of a whole sound in beats a minute: the period of its mean tempogram, with a prior over tempos that is
 * normal in octaves. 0 where nothing begins.
 *
 * @param input a sound, or its onset envelope
 * @see Ellis, D. (2007). Beat tracking by dynamic programming.
 * @example
 * ```ts
 * import { assertAlmostEquals } from "../../tests/assert.ts";
 * const samples = Float32Array.from({ length: 220500 }, (_, i) => i % 11025 < 500 ? Math.sin(i / 8) : 0);
 * assertAlmostEquals(tempo({ samples, rate: 22050 }), 120, 3);
 * ```
 */
export function tempo(input: Sound | Frames, settings: Partial<TempoSettings> = {}): number {
  const { startBpm, stdBpm, acSize, maxTempo } = withDefaults(TEMPO, settings);
  for (const [name, value] of Object.entries({ startBpm, stdBpm, acSize, maxTempo })) {
    checkSetting(`the setting ${name}`, value, { above: 0 });
  }
  const envelope = "samples" in input ? onsetStrength(input) : input,
    { rate, hopLength } = envelope;
  if (!envelope.data.some((x) => x !== 0)) return 0;
  const winLength = Math.max(2, Math.floor(acSize * rate / hopLength));
  const regularity = meanOverTime(tempogram(envelope, { winLength }));
  let best = 0, most = -Infinity;
  for (let lag = 1; lag < winLength; lag++) {
    const bpm = 60 * rate / (hopLength * lag);
    if (bpm >= maxTempo) continue;
    const prior = -.5 * (Math.log2(bpm / startBpm) / stdBpm) ** 2;
    const score = Math.log1p(1e6 * regularity[lag]) + prior;
    if (score > most) [best, most] = [bpm, score];
  }
  return best;
}
