/** What tracks there are, before any model: counts, artists, copies, families of features. */
import type { Matrix } from "../../core/matrix.ts";
import type { Dataset } from "../../data/mod.ts";

/** A genre, counted. */
export interface GenreCount {
  /** Its name. */
  readonly genre: string;
  /** How many tracks it has. */
  readonly tracks: number;
  /** How many made them; tracks whose artist is not known count as one each. */
  readonly artists: number;
  /** The share of the tracks that the busiest artist made. */
  readonly busiest: number;
  /** Tracks that are the same recording as another one, of any genre. */
  readonly copies: number;
}

/** Every genre, counted.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { tracksData } from "./tracks.ts";
 * const tracks = { name: "", fingerprint: "", files: ["a", "b", "c"], genres: ["jazz", "jazz", "pop"] };
 * const data = tracksData({ ...tracks, artists: ["x", "x", "y"], numbers: { tempo: Float64Array.of(1, 2, 2) } });
 * assertEquals(genreCounts(data)[0], { genre: "jazz", tracks: 2, artists: 1, busiest: 1, copies: 1 });
 * ```
 */
export function genreCounts(data: Dataset): GenreCount[] {
  const genres = data.texts("genre"), artist = data.groups("artist");
  const copied = new Set(copiesIn(data).flatMap(({ rows }) => rows));
  return [...new Set(genres)].sort().map((genre) => {
    const rows = Array.from(genres.keys()).filter((i) => genres[i] === genre);
    const each = counted(rows.map((i) => artist[i]));
    return {
      ...{ genre, tracks: rows.length, artists: each.size },
      busiest: Math.max(...each.values()) / rows.length,
      copies: rows.filter((i) => copied.has(i)).length,
    };
  });
}

/** Tracks that are one and the same recording: equal in every feature, or in every sample.
 *
 * @returns for each recording that stands more than once its rows, files and genres
 * @example
 * ```ts ignore
 * table(copiesIn(train).map(({ files, genres }) => ({ files, genres })));
 * ```
 */
export function copiesIn(
  data: Dataset,
): { readonly rows: readonly number[]; readonly files: string; readonly genres: string }[] {
  const same = new Map<number, number[]>();
  data.groups("copies").forEach((group, i) => same.set(group, [...same.get(group) ?? [], i]));
  return [...same.values()].filter(({ length }) => length > 1).map((rows) => ({
    rows,
    files: rows.map((i) => data.texts("file")[i]).join(" = "),
    genres: [...new Set(rows.map((i) => data.texts("genre")[i]))].join(" and "),
  }));
}

const counted = (values: readonly number[]): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
};

/** What a column hears, in a word or two: the 128 mel bands as bass, middle and treble.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(["mel_spectrogram_1", "tempo", "chroma_3"].map(familyOf), ["bass", "beat", "harmony"]);
 * ```
 */
export function familyOf(column: string): string {
  const band = /^mel_spectrogram_(\d+)$/.exec(column);
  if (band) return ["bass", "low middle", "high middle", "treble"][Math.floor((+band[1] - 1) / 32)];
  if (/^(tempo|beats_per_minute|pulse|onset)/.test(column)) return "beat";
  if (/^(mfcc)/.test(column)) return /^mfcc_?1(_|$)/.test(column) ? "loudness" : "timbre";
  if (/^rms/.test(column)) return "loudness";
  if (/^(chroma|tonnetz)/.test(column)) return "harmony";
  if (/^(spectral_contrast)/.test(column)) return "contrast";
  if (/^mel_db/.test(column)) return "bands in dB";
  return "brightness";
}

/** What each principal axis is made of: the share of its squared weights by family of columns. A family of many columns
 * has more of it than one of few, even of an axis drawn at random: compare the rows.
 *
 * @param axes axes × columns, such as `pca(x).components`
 * @returns axes × families, for a heatmap
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const axes = matrix(1, ["tempo", "mfcc_2", "mfcc_3"], Float32Array.of(0, .6, .8));
 * assertEquals([...axesByFamily(axes).data].map((share) => Math.round(share)), [0, 1]);
 * ```
 */
export function axesByFamily({ rows, names, data }: Matrix): Matrix {
  const families = [...new Set(names.map(familyOf))];
  const out = new Float32Array(rows * families.length);
  data.forEach((weight, i) => {
    const axis = Math.floor(i / names.length), family = familyOf(names[i % names.length]);
    out[axis * families.length + families.indexOf(family)] += weight * weight;
  });
  return { rows, names: families, data: out };
}
