/** Which titles or albums say nearly the same as any words: what a sentence vector is, to be tried out. */
import { columnsOfKind, type Dataset } from "../../data/mod.ts";
import { embed, type EmbedOptions } from "../../features/text/embed.ts";

/** How {@linkcode nearTexts} looks. */
export interface NearTextsOptions extends EmbedOptions {
  /** The column of texts to look in; the schema's first by default. */
  readonly of?: string;
  /** How many per query. */
  readonly k?: number;
}

/** A text that is near a query. */
export interface NearText {
  /** What was asked. */
  readonly query: string;
  /** As the file has it first. */
  readonly text: string;
  /** Cosine of the angle between the two vectors: 1 for the same, about 0 for nothing in common. */
  readonly cosine: number;
  /** How many rows have that text. */
  readonly rows: number;
  /** Of which classes these are, the commonest first: "rap 2, pop 1"; empty where the file has none. */
  readonly classes: string;
}

/** The `k` distinct texts of a file that are nearest each query, nearest first. Letter case makes no text another.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { smallTracks } from "../../../tests/tracks.ts";
 * import { hashedEncoder } from "../../features/text/hashed.ts";
 * const tracks = smallTracks([{ title: "Blue Moon" }, { title: "Highway" }]);
 * const [{ text }] = await nearTexts(["moon"], tracks, { encoder: hashedEncoder(), k: 1 });
 * assertEquals(text, "Blue Moon");
 * ```
 */
export async function nearTexts(
  queries: readonly string[],
  tracks: Dataset,
  { of = columnsOfKind(tracks.schema, "text")[0], k = 5, ...vectors }: NearTextsOptions,
): Promise<NearText[]> {
  const all = tracks.texts(of);
  const found = Map.groupBy(all.keys(), (row) => all[row].trim().toLowerCase());
  found.delete("");
  const rows = [...found.values()], texts = rows.map(([row]) => all[row]);
  const known = await embed(texts, vectors), asked = await embed(queries, vectors);
  const d = vectors.encoder.dimensions;
  return queries.flatMap((query, q) => {
    const cosines = Float64Array.from(texts, (_, i) => {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += asked.data[q * d + j] * known.data[i * d + j];
      return sum;
    });
    const nearest = [...texts.keys()].sort((a, b) => cosines[b] - cosines[a]).slice(0, k);
    return nearest.map((i): NearText => ({
      query,
      text: texts[i],
      cosine: cosines[i],
      rows: rows[i].length,
      classes: classCounts(tracks, rows[i]),
    }));
  });
}

/** The classes of some rows with their numbers, the commonest first; nothing where the file knows none. */
function classCounts(data: Dataset, rows: readonly number[]): string {
  const { task } = data.schema;
  if (!data.has(task)) return "";
  const labels = data.texts(task), counts = Map.groupBy(rows, (row) => labels[row]);
  return [...counts].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .map(([name, own]) => `${name} ${own.length}`).join(", ");
}
