/** Worker of extract.ts: from a file's path to its features. */
import { serve } from "../core/pool.ts";

// What waits while it is loaded (fft.ts does) is imported by the task: a message that comes before `serve` is lost.
serve(async (file: string) => {
  const { readSound } = await import("./decode/read.ts");
  const { features174 } = await import("./features174.ts");
  return Float32Array.from(features174(await readSound(file)));
});
