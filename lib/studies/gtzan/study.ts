/** The study of genres, for the engine: its data, what it hands in, and what its site says. */
import type { Study } from "../../publish/study.ts";
import { type Gtzan, openGtzan, place } from "./open.ts";
import { words } from "./words.ts";

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
  site: {
    pictures: [],
    together: { group: "artist", way: "artists kept together" },
  },
  live: async (options) => {
    const { buildLive } = await import("./live/build.ts"); // brings what its page is written with
    return String(await buildLive(options));
  },
};
