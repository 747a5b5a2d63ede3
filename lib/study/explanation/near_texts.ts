/** Which titles or albums say nearly the same as any words: what a sentence vector is, to be tried out. */
import type { Tracks } from "../../data/tracks.ts";
import { embed, type EmbedOptions } from "../../features/text/embed.ts";

/** How {@linkcode nearTexts} looks. */
export interface NearTextsOptions extends EmbedOptions {
  /** Where to look; titles by default. */
  readonly of?: "title" | "album";
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
  /** How many tracks have that title or album. */
  readonly tracks: number;
  /** Of which genres these are, the commonest first: "rap 2, pop 1"; empty where the file has none. */
  readonly genres: string;
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
  tracks: Tracks,
  { of = "title", k = 5, ...vectors }: NearTextsOptions,
): Promise<NearText[]> {
  const found = Map.groupBy(tracks[of].keys(), (row) => tracks[of][row].trim().toLowerCase());
  found.delete("");
  const rows = [...found.values()], texts = rows.map(([row]) => tracks[of][row]);
  const all = await embed(texts, vectors), asked = await embed(queries, vectors);
  const d = vectors.encoder.dimensions;
  return queries.flatMap((query, q) => {
    const cosines = Float64Array.from(texts, (_, i) => {
      let sum = 0;
      for (let j = 0; j < d; j++) sum += asked.data[q * d + j] * all.data[i * d + j];
      return sum;
    });
    const nearest = [...texts.keys()].sort((a, b) => cosines[b] - cosines[a]).slice(0, k);
    return nearest.map((i): NearText => ({
      query,
      text: texts[i],
      cosine: cosines[i],
      tracks: rows[i].length,
      genres: genresOf(tracks, rows[i]),
    }));
  });
}

/** The genres of some rows with their numbers, the commonest first; nothing where the file knows none. */
function genresOf({ genre }: Tracks, rows: readonly number[]): string {
  if (!genre) return "";
  const counts = Map.groupBy(rows, (row) => genre[row]);
  return [...counts].sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .map(([name, own]) => `${name} ${own.length}`).join(", ");
}
