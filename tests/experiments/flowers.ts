/** A small table of another study: sixty flowers of three kinds in ten beds, made up here. */
import { Rng } from "../../lib/core/rng.ts";
import type { Dataset } from "../../lib/data/dataset.ts";
import { parseTable } from "../../lib/data/read.ts";
import type { LabelNeed, Schema } from "../../lib/data/schema.ts";

/** What the columns of `flowers.csv` mean. */
export const schema: Schema = {
  row: "flower",
  columns: {
    petal: { kind: "number", source: "petal (mm)", unit: "mm", range: [1, 200] },
    stem: { kind: "number", source: ["stem (cm)", "height"], unit: "cm" },
    hour: { kind: "number", whole: true },
    seen: { kind: "date", parts: ["year", "month", "day"] },
    note: { kind: "text", source: "remark" },
    kind: { kind: "class", source: "species" },
  },
  task: "kind",
  groups: {
    bed: { text: ["bed_id", "bed"] },
    measures: { numbers: ["petal", "stem"] },
  },
  identity: "measures",
  keys: { note: { text: "note" }, hour: { numbers: ["hour"], separator: "" } },
  caption: ["note", "petal"],
  leaks: ["latin name"],
};

/** Petals tell asters from the others, the hour at which they open tells irises from lilies; one in three remarks names
 * its kind. */
const KINDS = [
  { name: "aster", latin: "Aster amellus", petal: 12, hour: 12 },
  { name: "iris", latin: "Iris sibirica", petal: 60, hour: 23 },
  { name: "lily", latin: "Lilium candidum", petal: 62, hour: 11 },
];

/** The file, with semicolons between its cells. */
export function flowersFile(rows = 60, { seed = 1, labelled = true } = {}): string {
  const rng = new Rng(seed);
  const header = ["remark", "petal (mm)", "stem (cm)", "hour", "seen", "bed"];
  const lines = Array.from({ length: rows }, (_, i) => {
    const { name, latin, petal, hour } = KINDS[i % 3];
    return [
      i % 9 < 3 ? `a fine ${name}` : `no. ${i}`,
      (petal + 3 * rng.normal()).toFixed(2),
      (40 + 10 * rng.normal()).toFixed(1),
      String((hour + rng.int(3)) % 24), // irises open around midnight
      `20${20 + rng.int(5)}-0${4 + rng.int(5)}-1${rng.int(10)}`,
      `bed ${Math.floor(i / 6)}`,
      ...labelled ? [latin, name] : [],
    ];
  });
  const all = [[...header, ...labelled ? ["latin name", "species"] : []], ...lines];
  return all.map((cells) => cells.join(";") + "\n").join("");
}

/** The same as a dataset. */
export const flowers = (
  rows?: number,
  { labels = "any", ...options }: { labels?: LabelNeed; seed?: number; labelled?: boolean } = {},
): Dataset => parseTable(flowersFile(rows, options), "flowers.csv", schema, { labels });
