/** A sentence encoder for tests: the hashed one, kept on disk as a costly one is, that counts its work. */
import type { Encoder } from "../../lib/features/text/encoder.ts";
import { hashedEncoder } from "../../lib/features/text/hashed.ts";

/** @param batch texts between two looks at the signal */
export function toyEncoder({ batch = 4, name = "toy/model", fingerprint = "1" } = {}) {
  const hashed = hashedEncoder({ dimensions: 16 }), encoded: string[] = [];
  const encoder: Encoder = {
    ...hashed,
    name,
    fingerprint,
    costly: true,
    async encode(texts, { onBatch, onProgress, signal } = {}) {
      const all = await hashed.encode(texts);
      for (let from = 0; from < texts.length; from += batch) {
        signal?.throwIfAborted();
        const positions = texts.slice(from, from + batch).map((_, i) => from + i);
        encoded.push(...positions.map((i) => texts[i]));
        onBatch?.(positions, all.data.subarray(from * 16, (from + batch) * 16));
        onProgress?.({
          done: from + positions.length,
          total: texts.length,
          textsPerSecond: 1000,
        });
      }
      return all;
    },
  };
  return { encoder, encoded };
}
