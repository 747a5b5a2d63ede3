/** Limits of a quick study: cells hold the full numbers, and a quick study takes at most these. */
import type { Settings } from "./runs/record.ts";

/** The most of each that a quick study takes. */
export interface Quick {
  /** Seeds of a search or an evaluation. */
  readonly seeds: number;
  /** Epochs of a network's training. */
  readonly epochs: number;
  /** Epochs whose weights are averaged. */
  readonly averageLast: number;
  /** Values of one setting that a search tries: the first, the last, and one between. */
  readonly values: number;
  /** Random draws of a search. */
  readonly trials: number;
  /** Trees of a forest. */
  readonly trees: number;
  /** Rounds of boosting. */
  readonly rounds: number;
  /** Rows of a map, of a sample to look at. */
  readonly rows: number;
}

/** The limits in use. */
export const QUICK: Quick = {
  ...{ seeds: 2, epochs: 6, averageLast: 2, values: 3, trials: 12 },
  ...{ trees: 40, rounds: 60, rows: 600 },
};

/** What is spent, in a quick study at most what `QUICK` has of each; what it has not stays as it is.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(budgetOf({ rounds: 400, epochs: 4 }), { rounds: 400, epochs: 4 });
 * assertEquals(budgetOf({ rounds: 400, epochs: 4 }, true), { rounds: 60, epochs: 4 });
 * ```
 */
export function budgetOf<Spent extends Partial<Record<keyof Quick, number>>>(
  spent: Spent,
  quick = false,
): Spent {
  if (!quick) return spent;
  return Object.fromEntries(
    Object.entries(spent).map((
      [name, most],
    ) => [name, Math.min(most!, QUICK[name as keyof Quick])]),
  ) as Spent;
}

/** The values that a quick study tries of those given: at most so many, the first and the last among them. */
export function fewValues<Value>(values: readonly Value[], most = QUICK.values): readonly Value[] {
  if (values.length <= most) return values;
  const at = (i: number) => Math.round(i * (values.length - 1) / (most - 1));
  return Array.from({ length: most }, (_, i) => values[at(i)]);
}

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
