/** A study of one's own, whole: flowers of three kinds, told by petals and by the hour at which they open. */
import type { Schema } from "../../../lib/data/mod.ts";
import {
  described,
  type OpenedData,
  openSession,
  openTables,
  type SessionOptions,
  type Study,
} from "../../../lib/publish/mod.ts";

const schema: Schema = {
  row: "flower",
  columns: {
    petal: { kind: "number", unit: "mm", range: [1, 200] },
    hour: { kind: "number", whole: true, range: [0, 23] },
    kind: { kind: "class" },
  },
  task: "kind",
  groups: { bed: { text: "bed" } },
  ...{ keys: {}, caption: [], leaks: [] },
};

/** A folder that holds known.csv and asked.csv: `--data`, FLOWERS_DATA, or data/flowers/. */
function open({ data }: { readonly data?: string }): Promise<OpenedData> {
  const tables = {
    train: { file: "known.csv", labels: "several" },
    asked: { file: "asked.csv", labels: "any" },
  } as const;
  const opened = openTables(study.data, schema, tables, data), { train, asked } = opened.datasets;
  const details = `${train.rows} flowers are known, ${asked.rows} are asked about.`;
  return Promise.resolve(described({ ...opened, warnings: [], details }));
}

/** What the commands, the site, the article and the hand-in are told. */
export const study: Study = {
  id: "flowers",
  title: "Kinds of flowers from petals and hours",
  short: "Flowers",
  question: "Which flower is it?",
  data: {
    ...{ variable: "FLOWERS_DATA", folder: "flowers", called: "the flowers" },
    files: ["known.csv", "asked.csv"],
  },
  open,
  exports: [{ name: "base", part: "01", of: "asked", classes: ["train"] }],
  words: { rows: "flowers", task: "kind", colours: { aster: "#cc79a7" }, units: { petal: "mm" } },
  article: {
    folder: new URL("./", import.meta.url), // article.en.tex, words.json, references.bib
    content: ({ runs }) =>
      Promise.resolve({
        facts: { best: Math.max(...runs.map(({ scores }) => scores.accuracy ?? 0)) },
        ...{ missing: [], figures: {}, optional: [], long: false },
      }),
  },
};

/** What a notebook begins with. */
export const openStudy = (options?: SessionOptions) => openSession(study, options);
