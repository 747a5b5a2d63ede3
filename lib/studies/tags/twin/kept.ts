/** Tracks of the twin, kept: to read them takes a hundredth of the time that it takes to draw them. */
import { keyOf, openStore } from "../../../core/store.ts";
import { codeOf } from "../../../experiments/runs/code.ts";
import { type Twin, twin, type TwinSettings } from "./twin.ts";
import { type TwinTags, twinTags } from "./world.ts";

/** Tracks of the twin, of whose world nothing but the tags is known. */
export interface TwinTracks extends Omit<Twin, "world"> {
  /** Its tags and categories. */
  readonly world: TwinTags;
}

/** Tracks as `twin` draws them: those that are kept, where this code drew them with these settings.
 *
 * @param folder where they are kept; without it they are drawn */
export async function keptTwin(
  settings: Partial<TwinSettings> & Pick<TwinSettings, "rows">,
  folder?: string,
): Promise<TwinTracks> {
  const code = codeOf(import.meta.resolve("./twin.ts")), store = openStore(folder);
  const key = `twin_${keyOf({ settings, code })}`, world = twinTags(), { rows } = settings;
  const q = world.tags.length, cells = rows * (q + world.categories.length);
  using _turn = await store.turn("twin"); // of two notebooks that begin together one draws it
  const bytes = await store.get(key);
  if (bytes?.length === 4 * cells + rows * q) {
    const scores = new Float32Array(bytes.buffer, 0, cells);
    return { world, rows, scores, tags: bytes.subarray(4 * cells) };
  }
  const drawn = twin(settings), { scores, tags } = drawn;
  const all = new Uint8Array(scores.byteLength + tags.length);
  all.set(new Uint8Array(scores.buffer));
  all.set(tags, scores.byteLength);
  await store.set(key, all);
  return drawn;
}
