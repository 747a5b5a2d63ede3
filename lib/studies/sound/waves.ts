/** The samples themselves as what a network reads, at a rate that it can afford. */
import { resample } from "../../audio/resample.ts";
import { checkSettings } from "../../core/settings.ts";
import { tensor } from "../../core/tensor.ts";
import type { Dataset } from "../../data/mod.ts";
import type { Features } from "../../features/features.ts";
import { COLLECTION_RATE } from "../../audio/collection/arrays.ts";

/** Sounds that are in memory at once: whole ones are long. */
const AT_ONCE = 16;

/** Some seconds from the middle of each sound, samples × 1.
 *
 * @param settings.rate samples a second; half of it is the highest tone that is left
 * @param settings.seconds a shorter sound is followed by silence
 * @example
 * ```ts ignore
 * const learnt = onFeatures(waves({ rate: 8000 }), networkClassifier({ network: "mfcc", rate: 8000 }));
 * ```
 */
export function waves({ rate = 8000, seconds = 2 } = {}): Features {
  checkSettings({ rate, seconds }, {
    rate: { least: 1000, most: COLLECTION_RATE, whole: true },
    seconds: { above: 0 },
  });
  const length = Math.round(rate * seconds);
  const read = async (data: Dataset, rows: Int32Array) => {
    const out = new Float32Array(rows.length * length);
    for (let at = 0; at < rows.length; at += AT_ONCE) {
      const { data: all, shape: [whole] } = await data.tensor("wave", rows.slice(at, at + AT_ONCE));
      const wanted = Math.min(whole, Math.round(COLLECTION_RATE * seconds));
      for (let i = 0; i < all.length / whole; i++) {
        const from = i * whole + ((whole - wanted) >> 1);
        const sound = { samples: all.slice(from, from + wanted), rate: COLLECTION_RATE };
        out.set(resample(sound, rate).samples.subarray(0, length), (at + i) * length);
      }
    }
    return tensor(rows.length, [length, 1], ["sample"], out);
  };
  return {
    name: "waves",
    settings: { rate, seconds },
    fit: async (data, rows) => ({ train: await read(data, rows), transform: read }),
  };
}
