/** A collection of sounds: sounds to learn from and to answer, heard when they are asked for. */
import { InputError } from "../../core/errors.ts";
import { withDefaults } from "../../core/settings.ts";
import type { TagTarget } from "../../core/target.ts";
import type { Dataset } from "../../data/mod.ts";
import type { Clip } from "../clips/clips.ts";
import type { Sound } from "../sound.ts";
import { type Augmentation, checkAugmentations } from "../augment/augment.ts";
import { ARRAYS, type ArraySettings, checkArrays, COLLECTION_RATE } from "./arrays.ts";
import type { OnProgress } from "./compute.ts";
import { type Computed, type Item, soundDataset } from "./dataset.ts";
import { soundFrom } from "./source.ts";
import { openStore } from "../../core/store.ts";

/** Sounds with what is known of them. A row of a dataset is a sound: texts "file", "label", "group" (the artist, where
 * one is known), "album" (where none is known, what has the same artist and title), "title", "audio" (equal for equal sounds); groups and keys "artist", "album", "audio"; arrays
 * "features174", "described" (`describeSound`), "mel" [time, bands, 1] in dB, "frames" [time, descriptors] and "wave" [samples, 1], computed on all
 * cores when they are asked for, and kept. */
export interface Sounds {
  /** Sounds to learn from. */
  readonly train: Dataset;
  /** Sounds to answer, without labels. */
  readonly test?: Dataset;
  /** The rows of `train` as they might also have been recorded: the same labels, arrays of changed sounds. Other seeds make
   * other copies.
   * @throws {InputError} on a kind of augmentation that there is not */
  augmented(kinds: readonly Augmentation[], seed?: number): Dataset;
  /** A row's sound, at 22,050 samples a second. */
  hear(row: number, of?: "train" | "test"): Promise<Sound>;
  /** What was left out and what is strange, in sentences. */
  readonly warnings: readonly string[];
  /** Of sounds made by code all that is true of them, row by row. */
  readonly clips?: { readonly train: readonly Clip[]; readonly test: readonly Clip[] };
}

/** How a collection is opened. */
export interface SoundsOptions {
  /** A folder in which what was computed is kept, by the sounds' contents; in memory without it. */
  readonly cache?: string;
  /** How arrays are made. */
  readonly arrays?: Partial<ArraySettings>;
  /** Hears how far it is. */
  readonly onProgress?: OnProgress;
}

/** The options, checked, with the store that they name. */
export function settled({ cache, arrays = {}, onProgress }: SoundsOptions): Computed {
  const all = withDefaults(ARRAYS, arrays);
  checkArrays(all);
  return { arrays: all, store: openStore(cache), onProgress };
}

/** Both datasets, with arrays of the same length. */
export function collected(
  name: string,
  { train, test, tags }: {
    readonly train: readonly Item[];
    readonly test: readonly Item[];
    readonly tags?: TagTarget;
  },
  computed: Computed,
): Pick<Sounds, "train" | "test" | "hear" | "augmented"> {
  const longest = [...train, ...test].reduce((most, { samples }) => Math.max(most, samples), 0);
  const seconds = Math.min(computed.arrays.seconds, longest / COLLECTION_RATE);
  const alike = { ...computed, arrays: { ...computed.arrays, seconds } };
  return {
    train: soundDataset(name, train, alike, tags),
    ...(test.length > 0 && { test: soundDataset(`${name}/test`, test, alike) }),
    augmented(kinds, seed = 1) {
      checkAugmentations(kinds);
      const changed = { ...alike, change: { kinds, seed: String(seed) } };
      return soundDataset(`${name}, ${kinds.join(" and ")}`, train, changed, tags);
    },
    hear(row, of = "train") {
      const items = of === "train" ? train : test;
      if (row in items) return soundFrom(items[row].source);
      throw new InputError(`there is no such row in ${of}`, {
        found: row,
        expected: `a row from 0 to ${items.length - 1}`,
      });
    },
  };
}
