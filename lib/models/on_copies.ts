/** A model that learns from rows and from changed copies of them. */
import { takeTarget } from "../core/target.ts";
import { type Dataset, taskOf } from "../data/mod.ts";
import { asRecord } from "../features/chain.ts";
import { sourceOf, type Sources } from "../features/sources.ts";
import type { Classifier, Estimator } from "./estimator.ts";
import type { Matrix } from "../core/matrix.ts";

/** Features and a classifier that, beside the rows that it learns from, learns from the same rows of other datasets:
 * augmentation. What is answered are rows as they are; features and scalers are fitted on rows as they are, too.
 *
 * @param copies datasets whose rows are those of the data that is learnt from, changed, by names for the record
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * import { smallTracks } from "../../tests/tracks.ts";
 * import { allRows } from "../data/dataset.ts";
 * import { numeric } from "../features/numeric.ts";
 * import { Rng } from "../core/rng.ts";
 * import { neighbours } from "./neighbours.ts";
 * const tracks = (shift: number) => smallTracks([{ tempo: 90 + shift, genre: "rap" }, { tempo: 150, genre: "pop" }]);
 * const columns = { columns: ["tempo"] }, nearest = neighbours({ k: 1 });
 * const model = onCopies(numeric(columns), nearest, { faster: tracks(50) }); // rap may have a tempo of 140, too
 * const fitted = await model.fit(tracks(0), Int32Array.of(0, 1), new Rng(1));
 * const { data } = await fitted.predictProba(tracks(48), Int32Array.of(0));
 * assertEquals([...data], [0, 1]); // pop, rap
 * ```
 */
export function onCopies(
  features: Sources,
  classifier: Classifier,
  copies: Readonly<Record<string, Dataset>>,
): Estimator {
  const source = sourceOf(features);
  return {
    name: `${classifier.name} on copies`,
    settings: {
      features: asRecord(source),
      model: { name: classifier.name, ...classifier.settings },
      copies: Object.keys(copies),
    },
    async fit(data, rows, rng) {
      const { train, transform } = await source.fit(data, rows, rng.fork("features"));
      const parts: Matrix[] = [train];
      for (const copy of Object.values(copies)) parts.push(await transform(copy, rows));
      const own = taskOf(data, rows), count = parts.length;
      const again = Int32Array.from({ length: count * rows.length }, (_, i) => i % rows.length);
      const y = takeTarget(own, again);
      const model = await classifier.fit(stacked(parts), y, rng.fork("model"));
      return {
        classes: own.classes,
        predictProba: async (data, rows) => await model.predictProba(await transform(data, rows)),
      };
    },
  };
}

/** All rows under one another, of tables or tensors of one shape. */
function stacked(parts: readonly Matrix[]): Matrix {
  const length = parts.reduce((sum, { data }) => sum + data.length, 0),
    data = new Float32Array(length);
  let at = 0;
  for (const part of parts) {
    data.set(part.data, at);
    at += part.data.length;
  }
  return { ...parts[0], data, rows: parts.reduce((sum, { rows }) => sum + rows, 0) };
}
