/** The tags study, for the engine: its data, what it hands in, and what its site says. */
import type { Study } from "../../publish/study.ts";
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
  site: {
    pictures: [],
    files: {
      prediction: "0 or 1 for every tag of the tracks to answer",
      probabilities: "how sure it was of each tag",
    },
  },
};
