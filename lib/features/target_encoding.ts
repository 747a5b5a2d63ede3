/** Class shares among the training rows that share a key with a row. */
import { type Matrix, matrix } from "../core/matrix.ts";
import { fineLabels, stratifiedFolds } from "../data/mod.ts";
import type { Features } from "./features.ts";
import { keysOf } from "./keys.ts";

/** How frequencies are counted. */
export interface TargetSettings {
  /** What rows must share to be counted together; a block of columns each. */
  readonly by: readonly string[];
  /** How many rows of average classes are added to each count, so that rare keys say little. */
  readonly smoothing: number;
  /** A training track's own frequencies come from the other folds, so that it never sees its own label. */
  readonly folds: number;
  /** Shares as they are, or their logarithms (of at least {@linkcode LEAST_SHARE}): evidence from several
   * sources adds up on that scale, which suits networks; trees do not mind either. */
  readonly as: "share" | "log";
  /** Whose shares: of the "task"'s classes, or of finer labels where the training file knows them. */
  readonly of: string;
}

/** A share below this is as rare as it gets on the scale of logarithms. */
export const LEAST_SHARE = .01;

/** Shares as `as` says.
 *
 * @param share from 0 to 1
 * @example
 * ```ts
 * import { assertEquals } from "../../tests/assert.ts";
 * assertEquals(shareAs("share", .25), .25);
 * assertEquals([.25, 0].map((share) => shareAs("log", share)), [Math.log(.25), Math.log(LEAST_SHARE)]);
 * ```
 */
export function shareAs(as: TargetSettings["as"], share: number): number {
  return as === "log" ? Math.log(Math.max(share, LEAST_SHARE)) : share;
}

/** Rows of each class per key, and of each class in all. */
interface Counts {
  readonly byKey: Map<string, Float64Array>;
  readonly all: Float64Array;
}

function count(
  keys: readonly string[],
  codes: Int32Array,
  classes: number,
  use: Uint8Array,
): Counts {
  const byKey = new Map<string, Float64Array>(), all = new Float64Array(classes);
  for (let i = 0; i < keys.length; i++) {
    if (!use[i]) continue;
    let counts = byKey.get(keys[i]);
    if (!counts) byKey.set(keys[i], counts = new Float64Array(classes));
    counts[codes[i]]++;
    all[codes[i]]++;
  }
  return { byKey, all };
}

/** Writes one row's block: smoothed shares of the classes and log(1 + rows counted). */
function write(
  out: Float32Array,
  at: number,
  key: string,
  counts: Counts,
  { smoothing, as }: TargetSettings,
) {
  const own = counts.byKey.get(key), classes = counts.all.length;
  let n = 0, total = 0;
  for (let c = 0; c < classes; c++) {
    n += own?.[c] ?? 0;
    total += counts.all[c];
  }
  for (let c = 0; c < classes; c++) {
    const prior = counts.all[c] / total;
    out[at + c] = shareAs(as, ((own?.[c] ?? 0) + smoothing * prior) / (n + smoothing));
  }
  out[at + classes] = Math.log1p(n);
}

/** For every key a share per genre, (n_g + m p_g) / (n + m), where n_g of the n training rows with that
 * key are of genre g, p_g is the genre's share of all, and m the smoothing; and log(1 + n).
 *
 * The training rows' own values are out of fold: a track's label never enters its own features.
 *
 * @throws {InputError} from `fit`, on a file without genres or with fewer rows than folds
 * @see Micci-Barreca, D. (2001). A preprocessing scheme for high-cardinality categorical attributes.
 * @example
 * ```ts ignore
 * const features = targetEncoding({ by: ["date", "audio"] }); // 2 × (5 genres + 1) columns
 * ```
 */
export function targetEncoding(
  options: Partial<TargetSettings> & Pick<TargetSettings, "by">,
): Features {
  const settings: TargetSettings = {
    smoothing: 5,
    folds: 10,
    as: "share",
    of: "task",
    ...options,
  };
  return {
    name: "targetFrequencies",
    settings: { ...settings },
    fit(data, rows, rng) {
      const { codes, classes } = fineLabels(data, rows, settings.of);
      const fold = stratifiedFolds(codes, settings.folds, rng.fork("folds"), data.file);
      const width = classes.length + 1;
      const names = settings.by.flatMap((key) =>
        [...classes, "rows"].map((name) => `${key}: ${name}`)
      );
      const train = matrix(rows.length, names), full: Counts[] = [];
      settings.by.forEach((by, block) => {
        const keys = keysOf(data, rows, by);
        for (let f = 0; f < settings.folds; f++) {
          const counts = count(
            keys,
            codes,
            classes.length,
            Uint8Array.from(fold, (own) => +(own !== f)),
          );
          for (let i = 0; i < keys.length; i++) {
            if (fold[i] !== f) continue;
            write(
              train.data,
              i * names.length + block * width,
              keys[i],
              counts,
              settings,
            );
          }
        }
        full.push(count(keys, codes, classes.length, new Uint8Array(keys.length).fill(1)));
      });
      return {
        train,
        transform(data, rows): Matrix {
          const out = matrix(rows.length, names);
          settings.by.forEach((by, block) => {
            keysOf(data, rows, by).forEach((key, i) =>
              write(
                out.data,
                i * names.length + block * width,
                key,
                full[block],
                settings,
              )
            );
          });
          return out;
        },
      };
    },
  };
}
