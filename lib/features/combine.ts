/** Several sources of features side by side. */
import { joinColumns, type Matrix } from "../core/matrix.ts";
import { asRecord } from "./chain.ts";
import type { Features, FittedFeatures } from "./features.ts";

/** All columns of all parts, in order; each part is fitted on the same training rows.
 * @example
 * ```ts ignore
 * const features = combine(numeric({ year: true }), targetEncoding({ by: ["date", "audio"] }));
 * ```
 */
export function combine(...parts: readonly Features[]): Features {
  return {
    name: "combine",
    settings: { parts: parts.map(asRecord) },
    async fit(data, rows, rng) {
      const fitted: FittedFeatures[] = [];
      for (const [i, part] of parts.entries()) {
        fitted.push(await part.fit(data, rows, rng.fork(`${i} ${part.name}`)));
      }
      return {
        train: joinColumns(fitted.map((part) => part.train)),
        async transform(data, rows) {
          const made: Matrix[] = [];
          for (const part of fitted) made.push(await part.transform(data, rows));
          return joinColumns(made);
        },
      };
    },
  };
}
