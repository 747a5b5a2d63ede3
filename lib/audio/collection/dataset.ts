/** Sounds as a Dataset: a row a sound, with arrays that are computed when they are asked for. */
import { createHash } from "node:crypto";
import { InputError } from "../../core/errors.ts";
import type { TagTarget } from "../../core/target.ts";
import { type Tensor, tensor } from "../../core/tensor.ts";
import { type Dataset, dataset, groupByText, type Schema, withColumns } from "../../data/mod.ts";
import { type ArrayKind, type ArraySettings, axesOf, lengthOf } from "./arrays.ts";
import { computeAll, type OnProgress } from "./compute.ts";
import type { Source } from "./source.ts";
import { keyOf, type Store } from "../../core/store.ts";
import type { Change } from "./worker.ts";

/** A sound and what is known of it. */
export interface Item {
  readonly source: Source;
  /** `file`; `label`, `group`, `album`, `title` and others where they are known. */
  readonly texts: Readonly<Record<string, string>> & { readonly file: string };
  /** Equal for equal sounds. */
  readonly audio: string;
  /** How long it is, at 22,050 samples a second. */
  readonly samples: number;
}

/** What is computed of sounds, and where it is kept. */
export interface Computed {
  readonly arrays: ArraySettings;
  readonly store: Store;
  readonly onProgress?: OnProgress;
  /** Of sounds that are changed first. */
  readonly change?: Change;
}

/** Changes when the same sound would get other numbers. */
const VERSION = 1;

const KINDS: readonly ArrayKind[] = ["features174", "described", "mel", "frames", "wave"];

/** A dataset of sounds.
 *
 * @param name what it is called in messages, as a file is
 * @param tags per sound, where they are known */
export function soundDataset(
  name: string,
  items: readonly Item[],
  computed: Computed,
  tags?: TagTarget,
): Dataset {
  const said = [...new Set(items.flatMap(({ texts }) => Object.keys(texts)))];
  // a sound whose artist is not known is its own: by its file
  const column = (of: string) => items.map(({ texts }) => texts[of] || texts.file);
  const audio = items.map((item) => item.audio);
  const texts = {
    ...Object.fromEntries(said.map((of) => [of, items.map(({ texts }) => texts[of] ?? "")])),
    ...{ group: column("group"), title: column("title"), audio },
    // excerpts of one track were recorded together, as the tracks of an album
    album: items.map(({ texts: { album, group = "", title, file } }) =>
      album || (title ? `${group}: ${title}` : file)
    ),
  };
  const hash = createHash("sha256");
  items.forEach((item) => hash.update(JSON.stringify([item.texts, item.audio])));
  if (computed.change) hash.update(JSON.stringify(computed.change));
  const made = dataset({
    ...{ file: name, rows: items.length, numbers: {}, texts, incomplete: [] },
    fingerprint: hash.digest("hex").slice(0, 16),
    schema: schemaOf(said, tags),
    ...(tags && { tags: { tags } }),
    tensors: Object.fromEntries(
      KINDS.map((kind) => [kind, (rows: Int32Array) => arraysOf(items, kind, rows, computed)]),
    ),
    table: {
      ...{ delimiter: ",", newline: "\n" as const, bom: false, header: said },
      cells: items.map((_, i) => said.map((of) => items[i].texts[of] ?? "")),
    },
  });
  const groups = { artist: texts.group, album: texts.album, audio };
  return withColumns(made, {
    groups: Object.fromEntries(
      Object.entries(groups).map(([of, values]) => [of, groupByText(values)]),
    ),
  });
}

function schemaOf(said: readonly string[], tags?: TagTarget): Schema {
  const optional = [...new Set([...said, "group", "album", "title", "audio"])];
  return {
    ...{ row: "sound", task: "label", identity: "audio", leaks: ["group", "album"] },
    columns: {
      ...Object.fromEntries(
        optional.map((name) => [name, { kind: "text" as const, optional: true }]),
      ),
      label: { kind: "class" },
      ...(tags && { tags: { kind: "tags" as const, source: tags.classes } }),
    },
    groups: { artist: { text: "group" }, album: { text: "album" }, audio: { text: "audio" } },
    keys: { artist: { text: "group" }, album: { text: "album" }, audio: { text: "audio" } },
    caption: ["title", "file"],
  };
}

async function arraysOf(
  items: readonly Item[],
  kind: ArrayKind,
  rows: Int32Array,
  { arrays: settings, store, onProgress, change }: Computed,
): Promise<Tensor> {
  const { shape, names } = axesOf(kind, settings), size = shape.reduce((a, b) => a * b, 1);
  const out = new Float32Array(rows.length * size);
  const isOfAll = kind === "features174" || kind === "described", own = isOfAll ? {} : settings;
  const keys = Array.from(
    rows,
    (row) => keyOf([VERSION, items[row].audio, kind, own, ...change ? [change] : []]),
  );
  /** The samples, where they may have been kept before: reading them is quicker than to decode, or to play. */
  const waveOf = ({ audio, samples }: Item) => {
    const fits = samples === lengthOf(settings) || !(isOfAll || change);
    const isOther = kind !== "wave" || change !== undefined;
    return fits && isOther ? store.fileOf(keyOf([VERSION, audio, "wave", settings])) : undefined;
  };
  const place = (i: number, values: Float32Array) => out.set(values, i * size);
  using _turn = await store.turn(kind); // of two notebooks that want the same one computes it
  const answers = await computeAll<Float32Array | true>(
    kind,
    Array.from(rows, (row) => {
      const { source, audio } = items[row], wave = waveOf(items[row]);
      const own = change && { ...change, seed: `${change.seed} ${audio}` }; // draws for each sound
      return { source, wave, make: { kind, settings, change: own } };
    }),
    {
      onProgress,
      async known(i) {
        const bytes = await store.get(keys[i]);
        if (bytes?.length !== 4 * size) return undefined; // none, or not whole
        place(i, new Float32Array(bytes.buffer));
        return true;
      },
      async keep(i, values) {
        if (values === true) return;
        place(i, values);
        const { buffer, byteOffset, byteLength } = values;
        await store.set(keys[i], new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength));
      },
    },
  );
  for (const answer of answers) if (answer instanceof InputError) throw answer;
  return tensor(rows.length, shape, names, out);
}
