/** Sounds and pictures that stand in a cell's HTML, as files of the site: a page loads them when they are needed. */
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { writeAtomically } from "../../core/atomic.ts";

/** What may become a file, and its ending. */
const ENDINGS: Readonly<Record<string, string>> = {
  "audio/flac": "flac",
  "audio/mpeg": "mp3",
  "audio/ogg": "ogg",
  "audio/wav": "wav",
  "audio/x-wav": "wav",
  "image/png": "png",
  "image/jpeg": "jpg",
};

/** Shorter ones stay where they are. */
const LEAST = 1000;

/** Writes the sounds and pictures of sanitised HTML as files of the site, and lets it load them from there.
 *
 * @param folder the site's
 * @param path from the site's root, without number and ending: "figures/01_stats/2-"
 * @returns the HTML, for pages one folder below the site's root */
export async function mediaAsFiles(
  safe: string,
  { folder, path }: { readonly folder: string; readonly path: string },
): Promise<string> {
  const found = /( src=")data:((?:audio|image)\/[\w-]+);base64,([\w+/=]+)"/g;
  const pieces: string[] = [];
  let from = 0, number = 1;
  for (const match of safe.matchAll(found)) {
    const [whole, before, type, data] = match, ending = ENDINGS[type];
    if (!ending || data.length < LEAST) continue;
    const file = `${path}${number++}.${ending}`;
    await writeAtomically(join(folder, file), Buffer.from(data, "base64"));
    const lazily = type.startsWith("image/") ? ` loading="lazy"` : "";
    pieces.push(safe.slice(from, match.index), `${lazily}${before}../${file}"`);
    from = match.index + whole.length;
  }
  return pieces.join("") + safe.slice(from);
}
