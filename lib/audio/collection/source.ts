/** Where a sound of a collection comes from: a file, or code. Plain data, so that workers can be told. */
import { type Clip, type ClipSettings, makeClips } from "../clips/clips.ts";
import { readSound } from "../decode/read.ts";
import type { Sound } from "../sound.ts";
import { COLLECTION_RATE } from "./arrays.ts";

/** A file by its path, or a clip by the settings of its set and its place there. */
export type Source =
  | { readonly file: string }
  | { readonly clips: ClipSettings; readonly at: number };

/** Of a longer file the rest is not heard: its spectra would take a megabyte a second. */
export const LONGEST = 600;

/** The sound, at 22,050 samples a second; of a file the first ten minutes.
 * @throws {InputError} with the file's name when it cannot be read */
export async function soundFrom(source: Source): Promise<Sound> {
  return "file" in source
    ? await readSound(source.file, { rate: COLLECTION_RATE, duration: LONGEST })
    : clipsOf(source.clips)[source.at].sound();
}

/** Samples that were kept in a file, at 22,050 a second; undefined where it is not there, or not whole. */
export async function keptSound(path: string, length: number): Promise<Sound | undefined> {
  const bytes = await Deno.readFile(path).catch(() => undefined);
  if (bytes?.length !== 4 * length) return undefined;
  return { samples: new Float32Array(bytes.buffer), rate: COLLECTION_RATE };
}

let composed: { readonly key: string; readonly clips: readonly Clip[] } | undefined;

/** The clips of a set, composed once for all that are asked for one after another. */
function clipsOf(settings: ClipSettings): readonly Clip[] {
  const key = JSON.stringify(settings);
  if (composed?.key !== key) composed = { key, clips: makeClips(settings) };
  return composed.clips;
}
