/** What the course's study calls things. */
import type { Words } from "../../show/words.ts";
import { schema } from "./schema.ts";

/** For figures: six colours of Okabe and Ito (2008), a genre's own everywhere, and what the quantities are measured in. */
export const words: Words = {
  rows: "tracks",
  task: "genre",
  colours: {
    latin: "#e69f00",
    pop: "#cc79a7",
    "r&b": "#0072b2",
    rap: "#009e73",
    rock: "#d55e00",
    edm: "#56b4e9",
  },
  units: {
    ...Object.fromEntries(
      Object.entries(schema.columns).flatMap(([name, column]) =>
        column.kind === "number" && column.range
          ? [[name, column.unit ?? column.range.join("–")]]
          : []
      ),
    ),
    key: "0 = C … 11 = B",
    mode: "0 = minor, 1 = major",
  },
};
