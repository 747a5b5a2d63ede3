/** The tags study, for the engine: its data, what it hands in, and what its site says. */
import type { Study } from "../../publish/study.ts";
import { article } from "./article/mod.ts";
import { openTags, place, type Tags } from "./open.ts";
import { words } from "./words.ts";

/** Any number of tags for every track. */
export const study: Study<Tags> = {
  id: "tags",
  title: "248 tags at once",
  short: "Music tags",
  question: "A catalogue’s own system scores 248 tags for every track: which of them should a " +
    "track carry?",
  data: place,
  open: openTags,
  exports: [], // the tables tell: see `Tags`
  words,
  article,
  site: {
    pictures: [
      ["01_tags", "Lorenz curves", "tags_lorenz"],
      ["02_decisions", "Gain over .5", "tags_decisions"],
      ["03_relations", "Gain over scores", "tags_relations"],
      ["04_attention", "Where each token looks", "tags_attention"],
      ["05_conclusion", "What ours brings", "tags_gain"],
    ],
    scores: ["weightedF1", "macroF1", "meanAveragePrecision", "logLoss"],
    board:
      "On tracks that no model had seen and on which nothing was chosen, drawn *at random*, with " +
      "every tag in equal shares. Each model says a tag from its plug-in threshold on; the benchmark is " +
      "the catalogue’s own scores with a cut per tag.",
    ladder: {
      lowest: {
        score: "sameForAll",
        label: "Guessing",
        note: "the same commonest tags for every track",
      },
    },
    files: {
      prediction: "0 or 1 for every tag of the tracks to answer",
      probabilities: "how sure it was of each tag",
    },
  },
};
