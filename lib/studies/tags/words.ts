/** What the tags study calls things. */
import type { Words } from "../../show/words.ts";

/** For figures: a colour for each class of tags, of those of Okabe and Ito (2008). */
export const words: Words = {
  rows: "tracks",
  task: "tags",
  colours: { Genre: "#0072b2", Instrument: "#e69f00", Mood: "#cc79a7" },
  units: {},
};
