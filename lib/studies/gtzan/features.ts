/** The published features as a model may read them: raw, or with what a musician and a physicist would change. */
import { InputError } from "../../core/errors.ts";
import { type Matrix, matrix } from "../../core/matrix.ts";
import { checkSettings, withDefaults } from "../../core/settings.ts";
import type { Dataset } from "../../data/mod.ts";
import type { Features } from "../../features/mod.ts";
import { decibel, isPower, MEANS, MOMENTS } from "./columns.ts";

/** What `heard` makes of a track. */
export interface HeardSettings {
  /** The table of 174 means, that of 57 moments, or both. */
  readonly tables: "means" | "moments" | "both";
  /** Powers and variances in decibel. */
  readonly log: boolean;
  /** Into how many bands the 128 mel bands are added up, before the logarithm. */
  readonly melBands: 128 | 64 | 32 | 16;
  /** Without the loudness: mel bands less their mean, in decibel; needs `log`. */
  readonly level: boolean;
  /** Chroma from the strongest class on, so that the key does not matter. */
  readonly turned: boolean;
}

/** Defaults of {@linkcode HeardSettings}: the tables as they were published. */
export const HEARD_DEFAULTS: Readonly<HeardSettings> = Object.freeze({
  tables: "both",
  log: false,
  melBands: 128,
  level: true,
  turned: false,
});

/** Features of the published tables. Nothing is learnt from rows.
 *
 * @throws {InputError} on settings that cannot be; from `fit`, when the tables are not there
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(heard({ tables: "means", log: true }).settings.melBands, 128);
 * ```
 */
export function heard(given: Partial<HeardSettings> = {}): Features {
  const settings = withDefaults(HEARD_DEFAULTS, given), { tables, log, melBands, level } = settings;
  checkSettings(
    settings,
    { tables: ["means", "moments", "both"], melBands: [128, 64, 32, 16] },
    "heard",
  );
  if (!level && !log) {
    throw new InputError("heard({ level: false }) needs log: true", {
      found: "powers",
      expected: "decibels",
    });
  }
  const columns = [...tables === "moments" ? [] : MEANS, ...tables === "means" ? [] : MOMENTS];
  const transform = (data: Dataset, rows: Int32Array) => table(data, rows, columns, settings);
  return {
    name: "heard",
    settings: { ...settings, melBands },
    fit: (data, rows) => ({ train: transform(data, rows), transform }),
  };
}

function table(
  data: Dataset,
  rows: Int32Array,
  columns: readonly string[],
  { log, melBands, level, turned }: HeardSettings,
): Matrix {
  const mel = columns.filter((name) => name.startsWith("mel_"));
  const width = mel.length / melBands, bands = mel.filter((_, i) => i % width === 0);
  const kept = columns.filter((name) => !name.startsWith("mel_") || bands.includes(name));
  const chroma = kept.flatMap((name, j) => /^chroma_\d+$/.test(name) ? [j] : []);
  const isMel = kept.map((name) => name.startsWith("mel_")),
    isLog = kept.map((name) => log && isPower(name));
  const sources = kept.map((name) => {
    const at = mel.indexOf(name);
    return (at < 0 ? [name] : mel.slice(at, at + width)).map((name) => data.numbers(name));
  });
  const out = matrix(rows.length, kept), d = kept.length;
  rows.forEach((row, i) => {
    const values = out.data.subarray(i * d, (i + 1) * d);
    for (let j = 0; j < d; j++) {
      const sum = sources[j].reduce((sum, column) => sum + column[row], 0);
      values[j] = isLog[j] ? decibel(sum) : sum;
    }
    if (!level) {
      const mean = values.reduce((sum, value, j) => sum + (isMel[j] ? value : 0), 0) / bands.length;
      for (let j = 0; j < d; j++) if (isMel[j]) values[j] -= mean;
    }
    if (turned && chroma.length > 0) turn(values, chroma);
  });
  return out;
}

/** Turns the values at some places so that the largest is first. */
function turn(values: Float32Array, places: readonly number[]): void {
  const before = places.map((j) => values[j]), first = before.indexOf(Math.max(...before));
  places.forEach((j, i) => values[j] = before[(first + i) % before.length]);
}
