/** Features that several models share, fitted once. */
import type { Rng } from "../core/rng.ts";
import type { Dataset } from "../data/mod.ts";
import type { Matrix } from "../core/matrix.ts";
import type { Features, FittedFeatures } from "./features.ts";

/** `features` with randomness of their own: the same rows get the same features whichever model asks, so they are
 * made once and remembered for as long as the tracks are. For models that are to be compared on equal inputs,
 * or averaged, where the inputs take longer than the models.
 *
 * @param rng instead of the models'; its path stands among the settings as `rng`, for the same features of other
 * randomness are other numbers
 * @example
 * ```ts ignore
 * const evidence = cached(combine(numeric(), targetEncoding()), rng.fork("evidence"));
 * const both = average([onFeatures(evidence, boosting()), onFeatures(evidence, randomForest())]);
 * ```
 */
export function cached(features: Features, rng: Rng): Features {
  const fits = remembered((data, rows): Promise<FittedFeatures> =>
    Promise.resolve(features.fit(data, rows, rng.fork("fit"))).then(({ train, transform }) => ({
      train,
      transform: remembered((data, rows) => Promise.resolve(transform(data, rows))),
    }))
  );
  return { name: features.name, settings: { ...features.settings, rng: rng.path }, fit: fits };
}

/** Calls `make` once for each file and set of rows; what failed is forgotten. */
function remembered<Result extends FittedFeatures | Matrix>(
  make: (data: Dataset, rows: Int32Array) => Promise<Result>,
): (data: Dataset, rows: Int32Array) => Promise<Result> {
  const known = new WeakMap<Dataset, { rows: Int32Array; result: Promise<Result> }[]>();
  return (data, rows) => {
    const own = known.get(data) ?? [];
    known.set(data, own);
    const found = own.find((other) => sameRows(other.rows, rows));
    if (found) return found.result;
    const entry = { rows: rows.slice(), result: make(data, rows) };
    own.push(entry);
    entry.result.catch(() => own.splice(own.indexOf(entry), 1));
    return entry.result;
  };
}

function sameRows(a: Int32Array, b: Int32Array): boolean {
  return a.length === b.length && a.every((row, i) => row === b[i]);
}
