/** Small tables of tags in the forms in which they are handed out, of which one file is damaged. */
import { papaRow, writeTable } from "../../../../lib/data/csv.ts";
import { Rng } from "../../../../lib/core/rng.ts";
import { ARFF, XML } from "../../../data/arff_mutations.ts";
import { mutated, mutatedText } from "../../../data/mutator.ts";

/** A table, or a text that is none. */
type Content = string | { readonly header: string[]; readonly cells: string[][] };

const FEATURES = ["danceability", "energy", "tempo", "loudness"],
  TAGS = ["sad", "live", "rock & roll"];
const rng = new Rng("intact"), ROWS = 24;
const number = () => rng.uniform().toFixed(3), tag = () => String(rng.int(2));
const rowsOf = (...columns: (() => string)[]) =>
  Array.from({ length: ROWS }, (_, i) => [`s${i + 1}`, ...columns.map((next) => next())]);
const [scores, tags] = [FEATURES.map(() => number), TAGS.map(() => tag)];

const attributes = [
  ...FEATURES.map((name) => `@attribute ${name} numeric`),
  ...TAGS.map((name) => `@attribute ${name.includes(" ") ? `'${name}'` : name} {0,1}`),
].join("\n");
const arff = () =>
  `@relation moods\n${attributes}\n@data\n` +
  rowsOf(...scores, ...tags).map(([, ...cells]) => `${cells.join(",")}\n`).join("");

/** By form and name. */
const INTACT: Readonly<Record<string, Readonly<Record<string, Content>>>> = {
  named: {
    "songs.csv": { header: ["id", ...FEATURES, ...TAGS], cells: rowsOf(...scores, ...tags) },
    "songs_labels.csv": { header: ["tag", "class"], cells: TAGS.map((name) => [name, "Mood"]) },
    "songs_test.csv": { header: ["id", ...FEATURES], cells: rowsOf(...scores) },
  },
  challenge: {
    "train_X.csv": { header: ["id", ...FEATURES], cells: rowsOf(...scores) },
    "train_y.csv": { header: ["id", ...TAGS], cells: rowsOf(...tags) },
    "test_X.csv": { header: ["id", ...FEATURES], cells: rowsOf(...scores) },
    "labels.csv": { header: ["", ...TAGS], cells: [["class", "Mood", "Mood", "Sound"]] },
  },
  mulan: {
    "moods.arff": arff(),
    "moods.xml": '<?xml version="1.0"?>\n<labels xmlns="http://mulan.sourceforge.net/labels">\n' +
      '<label name="sad"/>\n<label name="live"/>\n<label name="rock &amp; roll"/>\n</labels>\n',
    "moods_test.arff": arff(),
  },
};

/** The files of one form by name, one of them damaged, and which. */
export function tagFiles(
  rng: Rng,
): {
  files: Record<string, Uint8Array<ArrayBuffer>>;
  form: string;
  damaged: string;
  mutations: string[];
} {
  const form = rng.choice(Object.keys(INTACT)), contents = Object.entries(INTACT[form]);
  const [damaged] = rng.choice(contents), files: Record<string, Uint8Array<ArrayBuffer>> = {};
  let mutations: string[] = [];
  for (const [name, content] of contents) {
    const isText = typeof content === "string";
    if (name !== damaged) {
      const dialect = { delimiter: ",", newline: "\n", bom: false } as const;
      const text = isText
        ? content
        : writeTable({ ...dialect, header: content.header }, content.cells, papaRow);
      files[name] = new TextEncoder().encode(text);
      continue;
    }
    const done = isText
      ? mutatedText(content, rng, name.endsWith(".xml") ? XML : ARFF)
      : mutated(content, rng);
    files[name] = done.bytes;
    mutations = done.mutations;
  }
  return { files, form, damaged, mutations };
}
