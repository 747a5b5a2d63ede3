/** What the study of genres calls things. */
import type { Words } from "../../show/words.ts";

/** For figures: a colour for each of GTZAN's ten genres, neighbours in sound far apart in colour; five styles of free music
 * take those of the genre that they are nearest to. */
export const words: Words = {
  rows: "tracks",
  task: "genre",
  colours: {
    blues: "#0072b2",
    classical: "#56b4e9",
    country: "#e69f00",
    disco: "#cc79a7",
    hiphop: "#009e73",
    jazz: "#8c6d31",
    metal: "#000000",
    pop: "#f0a3c4",
    reggae: "#66a61e",
    rock: "#d55e00",
    orchestral: "#56b4e9",
    electronic: "#cc79a7",
    ambient: "#009e73",
    tracker: "#e69f00",
  },
  units: { tempo: "BPM", beats_per_minute: "BPM" },
};
