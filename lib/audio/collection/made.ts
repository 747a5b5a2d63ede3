/** Clips made by code as a collection. */
import { Rng } from "../../core/rng.ts";
import { checkSetting, withDefaults } from "../../core/settings.ts";
import type { TagTarget } from "../../core/target.ts";
import { type Clip, CLIPS, type ClipSettings, makeClips } from "../clips/clips.ts";
import { COLLECTION_RATE } from "./arrays.ts";
import type { Item } from "./dataset.ts";
import { collected, settled, type Sounds, type SoundsOptions } from "./sounds.ts";
import { keyOf } from "../../core/store.ts";

/** Changes when the same settings give other clips. */
const VERSION = 1;

/** What is made by code: the clips to learn from, and how many of each style are to be answered. */
export interface MadeSettings extends ClipSettings {
  /** Of each style, clips by other artists, without a label. */
  readonly test: number;
}

/** What is used where nothing else is said. */
export const MADE: MadeSettings = { ...CLIPS, test: 3 };

/** Clips made by code: ten styles, by artists with habits. Beside what `openSounds` tells of files, each has tags, and
 * `clips` all that is true of it.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const { train, clips } = madeSounds({ perStyle: 2, seconds: 4 });
 * assertEquals([train.rows, clips!.train[0].style], [20, train.texts("label")[0]]);
 * ```
 */
export function madeSounds(options: Partial<MadeSettings> & SoundsOptions = {}): Sounds {
  const { cache, arrays, onProgress, ...settings } = options;
  const { test: asked, ...known } = withDefaults(MADE, settings);
  checkSetting("the setting test", asked, { least: 0, whole: true });
  const rng = new Rng(known.seed).fork("asked");
  const others = { ...known, perStyle: asked, seed: rng.int(2 ** 31) };
  const train = makeClips(known), made = asked === 0 ? [] : makeClips(others);
  const order = rng.fork("order").permutation(made.length); // so that no place tells a style
  const test = Array.from(order, (at) => made[at]);
  const items = {
    train: train.map((clip, at) => {
      const { id: file, style: label, artist: group, album, title } = clip;
      return itemOf(known, at, clip, { file, label, group, album, title });
    }),
    test: test.map((clip, i) => {
      const file = `asked.${String(i).padStart(5, "0")}`, { title } = clip;
      return itemOf(others, order[i], clip, { file, title });
    }),
    tags: tagsOf(train),
  };
  const name = `clips made by code, seed ${known.seed}`;
  return {
    ...collected(name, items, settled({ cache, arrays, onProgress })),
    ...{ warnings: [], clips: { train, test } },
  };
}

const itemOf = (
  clips: ClipSettings,
  at: number,
  { id, seconds }: Clip,
  texts: Item["texts"],
): Item => ({
  ...{ source: { clips, at }, texts, samples: Math.round(seconds * COLLECTION_RATE) },
  audio: keyOf([VERSION, id, clips.seed, clips.artists, seconds]).slice(0, 16),
});

function tagsOf(clips: readonly Clip[]): TagTarget {
  const classes = [...new Set(clips.flatMap(({ tags }) => tags))].sort();
  const tags = clips.flatMap((clip) => classes.map((tag) => Number(clip.tags.includes(tag))));
  return { classes, tags: Uint8Array.from(tags) };
}
