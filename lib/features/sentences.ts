/** Titles and albums as sentence vectors. */
import { joinColumns, type Matrix } from "../core/matrix.ts";
import type { Tracks } from "../data/tracks.ts";
import type { Features } from "./features.ts";
import { embed, type EmbedOptions } from "./text/embed.ts";

/** Which texts, and how they become vectors. */
export interface SentenceSettings extends EmbedOptions {
  /** `both`: the title's columns, then the album's. */
  readonly of: "title" | "album" | "both";
}

/** Sentence vectors of the title, the album's name, or both side by side: columns `title 0` …, `album 0` ….
 * Nothing is learnt from the training rows. A text of blanks alone has zeros.
 *
 * @example
 * ```ts ignore
 * const encoder = await openEncoder();
 * const features = combine(numeric({ year: true }), sentences({ of: "both", encoder }));
 * ```
 */
export function sentences({ of, ...options }: SentenceSettings): Features {
  const { name, precision, dimensions, fingerprint } = options.encoder;
  const parts = of === "both" ? ["title", "album"] as const : [of];
  async function vectors(tracks: Tracks, rows: Int32Array): Promise<Matrix> {
    const blocks: Matrix[] = [];
    for (const part of parts) {
      const x = await embed(Array.from(rows, (row) => tracks[part][row]), options);
      blocks.push({ ...x, names: x.names.map((column) => `${part} ${column}`) });
    }
    return joinColumns(blocks);
  }
  return {
    name: "sentences",
    settings: { of, model: name, precision, dimensions, fingerprint },
    async fit(tracks, rows) {
      return { train: await vectors(tracks, rows), transform: vectors };
    },
  };
}
