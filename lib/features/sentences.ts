/** Texts as sentence vectors. */
import { joinColumns, type Matrix } from "../core/matrix.ts";
import type { Dataset } from "../data/mod.ts";
import type { Features } from "./features.ts";
import { textsOf } from "./ngrams.ts";
import { embed, type EmbedOptions } from "./text/embed.ts";

/** Which texts, and how they become vectors. */
export interface SentenceSettings extends EmbedOptions {
  /** A column of texts, or "all" of them, one after the other. */
  readonly of: string;
}

/** Sentence vectors of texts, a block of columns each: `title 0`, `title 1` ….
 * Nothing is learnt from the training rows. A text of blanks alone has zeros.
 *
 * @example
 * ```ts ignore
 * const encoder = await openEncoder();
 * const features = combine(numeric({ year: true }), sentences({ of: "all", encoder }));
 * ```
 */
export function sentences({ of, ...options }: SentenceSettings): Features {
  const { name, precision, dimensions, fingerprint } = options.encoder;
  async function vectors(data: Dataset, rows: Int32Array): Promise<Matrix> {
    const blocks: Matrix[] = [];
    for (const part of textsOf(data.schema, of)) {
      const x = await embed(Array.from(rows, (row) => data.texts(part)[row]), options);
      blocks.push({ ...x, names: x.names.map((column) => `${part} ${column}`) });
    }
    return joinColumns(blocks);
  }
  return {
    name: "sentences",
    settings: { of, model: name, precision, dimensions, fingerprint },
    async fit(data, rows) {
      return { train: await vectors(data, rows), transform: vectors };
    },
  };
}
