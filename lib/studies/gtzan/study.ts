/** The study of genres, for the engine: its data, what it hands in, and what its site says. */
import type { Study } from "../../publish/study.ts";
import { article } from "./article/mod.ts";
import { type Gtzan, openGtzan, place } from "./open.ts";
import { words } from "./words.ts";

/** What sets of features are called where their table is not beside them. */
const SETS: Readonly<Record<string, string>> = {
  ...{ means: "174 features", moments: "57 features", both: "both tables" },
  ...{ "174": "174 as published", "57": "57 as published", steady: "41 steady features" },
  ...{ "both in dB": "both tables in dB", "both, no level": "both tables, no level" },
};

/** Ten genres from audio files. */
export const study: Study<Gtzan> = {
  id: "gtzan",
  title: "Ten genres from audio files",
  short: "Genres by ear",
  question: "Half a minute of sound: which genre is it, and how far may the answer be trusted?",
  data: place,
  open: openGtzan,
  exports: [], // the tracks tell: see `Gtzan`
  words,
  article,
  site: {
    pictures: [
      ["01_data", "UMAP", "gtzan_umap"],
      ["02_features", "Features and models", "gtzan_features"],
      ["05_conclusion", "174 features", "gtzan_ways"],
      ["05_conclusion", "Both tables", "gtzan_both"],
      ["05_conclusion", "All three models", "gtzan_all"],
    ],
    together: { group: "artist", way: "artists kept together" },
    modelName: (_, name) => {
      const [set, model] = name.split(": ");
      return model === undefined ? name : `${model}, ${SETS[set] ?? set}`;
    },
    board:
      "On tracks that the model had not learnt from: drawn *at random*, perhaps by artists that it knows, or with " +
      "*artists kept together*, which asks about somebody never heard.",
    files: {
      prediction: "file, genre and a probability for each genre, of every track to answer",
      probabilities: "how sure it was of each genre",
    },
  },
  live: async (options) => {
    const { buildLive } = await import("./live/build.ts"); // brings what its page is written with
    return String(await buildLive(options));
  },
};
