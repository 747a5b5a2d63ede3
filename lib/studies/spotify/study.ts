/** The course's study, for the engine: its data, what it hands in, and what its site says. */
import type { Study } from "../../publish/study.ts";
import { article } from "./article/mod.ts";
import { modelName } from "./model_names.ts";
import { type Course, openCourse, place } from "./open.ts";
import { words } from "./words.ts";

/** Music genres, told from sound, dates and titles. */
export const study: Study<Course> = {
  id: "spotify",
  title: "Music genres from sound, dates and titles",
  short: "Music genres",
  question: "How far can a machine tell a track’s genre from how it sounds, when it came out and " +
    "what it is called?",
  data: place,
  open: openCourse,
  exports: [
    { name: "base", part: "04", of: "test", classes: ["train"] },
    { name: "full", part: "05", of: "test", classes: ["train"] },
    { name: "edm", part: "06", of: "test", classes: ["train", "edm"] },
  ],
  words,
  site: {
    pictures: [
      ["01_stats", "How much each column tells", "what_tells"],
      ["01_stats", "The same models, three ways", "splits"],
      ["02_baselines", "Accuracy in 5-fold", "baselines"],
      ["03_mlp", "Validation accuracy, lowest and highest over seeds", "networks"],
      ["04_heuristics", "Validation accuracy, 95 % interval", "members"],
      ["05_text_fusion", "What each step adds", "texts"],
      ["06_edm_transfer", "Validation accuracy by step", "transfer"],
    ],
    modelName,
    together: { group: "audio", way: "same audio together" },
    board:
      "On labelled tracks that the model had not seen: drawn *at random*, as test.csv was, or " +
      "with the *same audio kept together*, which asks about recordings never met.",
    boardNote:
      "At random, as test.csv was drawn; same audio together, as for recordings never met.",
    ladder: {
      lowest: {
        score: "mostFrequent",
        label: "Guessing",
        note: "always the most frequent genre",
      },
      highest: {
        score: "ceilingAudio",
        label: "The limit",
        note: "the same sound stands under several genres",
      },
    },
    files: {
      prediction: "test.csv with a genre for every track",
      probabilities: "how sure it was of each genre",
    },
  },
  article,
  live: async (options) => {
    const { buildLive } = await import("./live/build.ts"); // brings what its page is written with
    return String(await buildLive(options));
  },
};
