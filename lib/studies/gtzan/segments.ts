/** Tracks cut into segments: many rows, and a way to be fooled. */
import { COLUMNS_174, features174 } from "../../audio/mod.ts";
import type { Rng } from "../../core/rng.ts";
import { type Dataset, dataset, stratifiedKFold } from "../../data/mod.ts";
import type { Estimator } from "../../models/mod.ts";
import { foldsFor } from "./recipe.ts";
import type { Session } from "./session.ts";

/** Segments of tracks, a row each: the 174 features, texts "genre" and "file", groups "track" and "artist".
 *
 * @param options.seconds of a segment
 * @param options.most tracks are drawn until there are so many segments, or more: a track is cut whole
 * @returns undefined where there is no sound to cut
 * @example
 * ```ts ignore
 * const segments = await cutSegments(study, rng.fork("segments"));
 * ```
 */
export async function cutSegments(
  { sounds, train }: Pick<Session, "sounds" | "train">,
  rng: Rng,
  { seconds = 3, most = 600 } = {},
): Promise<Dataset | undefined> {
  if (!sounds) return undefined;
  const rows: number[] = [], values: Float64Array[] = [];
  for (const row of rng.permutation(train.rows)) {
    if (values.length >= most) break;
    const { samples, rate } = await sounds.hear(row), size = Math.round(seconds * rate);
    for (let at = 0; at + size <= samples.length; at += size) {
      rows.push(row);
      values.push(features174({ samples: samples.subarray(at, at + size), rate }));
    }
  }
  const of = (name: string) => rows.map((row) => train.texts(name)[row]);
  return dataset({
    ...{ file: "segments", rows: rows.length, fingerprint: train.fingerprint, incomplete: [] },
    numbers: Object.fromEntries(
      COLUMNS_174.map((name, j) => [name, Float64Array.from(values, (row) => row[j])]),
    ),
    texts: { genre: of("genre"), file: of("file") },
    schema: {
      ...train.schema,
      columns: {
        ...Object.fromEntries(COLUMNS_174.map((name) => [name, { kind: "number" as const }])),
        ...{ genre: { kind: "class" }, file: { kind: "text" } },
      },
      groups: { track: { text: "file" }, artist: { text: "artist" } },
      ...{ identity: "track", caption: ["file"] },
    },
    table: {
      ...{ delimiter: ",", newline: "\n" as const, bom: false, header: ["file", "artist"] },
      cells: rows.map((row) => [train.texts("file")[row], train.texts("artist")[row]]),
    },
  });
}

/** The same model judged on segments drawn at random, with tracks, and with artists kept together, as far as there are
 * enough of them.
 *
 * @returns a bar for each
 * @example
 * ```ts ignore
 * bars(await judgeSegments(study, segments, model), { title: "Segments", unit: "accuracy" });
 * ```
 */
export async function judgeSegments(
  session: Session,
  segments: Dataset,
  model: Estimator,
): Promise<{ name: string; value: number }[]> {
  const found: { name: string; value: number }[] = [];
  for (const group of [undefined, "track", "artist"]) {
    const folds = foldsFor(segments, group ?? "track", 3);
    if (folds < 2) continue;
    const split = stratifiedKFold(segments, { folds, group }, session.rng.fork("by segment"));
    const experiment = await session.experiment("05", { data: segments, split });
    const [{ scores: { accuracy } }] = await experiment.evaluate("segments", {
      [`segments: ${group ?? "random"}`]: model,
    });
    const name = group ? `${group} kept together` : "segments at random";
    found.push({ name, value: accuracy });
  }
  return found;
}
