/** Worker of extract.ts: from a file's path to its features. */
import { serve } from "../core/pool.ts";
import type { FeatureSet } from "./extract.ts";

/** What a worker is asked: which features of which file. */
export interface FeatureTask {
  readonly file: string;
  readonly set: FeatureSet;
}

// What waits while it is loaded (fft.ts does) is imported by the task: a message that comes before `serve` is lost.
serve(async ({ file, set }: FeatureTask) => {
  const { readSound } = await import("./decode/read.ts");
  const { features174 } = await import("./features174.ts");
  const { describeSound } = await import("./describe_sound.ts");
  const of = set === "all" ? describeSound : features174;
  return Float32Array.from(of(await readSound(file)));
});
