/** Which texts say nearly the same as any words: what a sentence vector is, to be tried out. */
import { embed, type EmbedOptions } from "../../features/text/embed.ts";

/** Options of the search for the nearest texts. */
export interface NearestOptions extends EmbedOptions {
  /** How many per query. */
  readonly k?: number;
}

/** A text that is near a query. */
export interface NearText {
  /** The text whose neighbours these are. */
  readonly query: string;
  /** The text, as its first row spells it. */
  readonly text: string;
  /** Cosine of the angle between the two vectors: 1 for the same, about 0 for nothing in common. */
  readonly cosine: number;
  /** How many rows have that text. */
  readonly rows: number;
  /** Of which classes these are, the commonest first: "rap 2, pop 1"; empty where none are known. */
  readonly classes: string;
}

/** The `k` distinct texts that are nearest each query, nearest first. Letter case makes no text another.
 *
 * @param classes of the same rows, or none
 */
export async function nearTexts(
  queries: readonly string[],
  all: readonly string[],
  classes: readonly string[],
  { k = 5, ...vectors }: NearestOptions,
): Promise<NearText[]> {
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
      classes: classCounts(rows[i].flatMap((row) => classes[row] ?? [])),
    }));
  });
}

/** Names with their numbers, the commonest first. */
function classCounts(names: readonly string[]): string {
  return [...Map.groupBy(names, (name) => name)]
    .sort(([a, x], [b, y]) => y.length - x.length || (a < b ? -1 : 1))
    .map(([name, own]) => `${name} ${own.length}`).join(", ");
}
