/** What a quick study spends: a cell holds the real numbers, and these are the most that are kept of them. */
import type { Settings } from "./runs/record.ts";

/** So many seeds, and so many epochs. */
export const QUICK = { seeds: 2, epochs: 6 } as const;

/** The settings that a search's networks share, in a quick study with fewer epochs.
 *
 * @param quick what a quick study takes instead; undefined where the study is not quick
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(networkOf({ epochs: 30 }), { epochs: 30 });
 * assertEquals(networkOf({ epochs: 30, dropout: .1 }, {}), { epochs: 6, dropout: .1 });
 * assertEquals(networkOf({ epochs: 30 }, { epochs: 12 }), { epochs: 12 });
 * ```
 */
export function networkOf(network: Settings, quick?: Settings): Settings {
  if (!quick) return network;
  const { epochs } = network;
  const fewer = typeof epochs === "number" && { epochs: Math.min(epochs, QUICK.epochs) };
  return { ...network, ...fewer, ...quick };
}

/** How many seeds, in a quick study fewer. */
export const seedsOf = (seeds: number, quick = false): number =>
  quick ? Math.min(seeds, QUICK.seeds) : seeds;
