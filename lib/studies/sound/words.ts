/** What the sound study calls things. */
import type { Words } from "../../show/words.ts";

/** For figures: the words; labels are the user's own, so they take the house's colours. */
export const words: Words = { rows: "sounds", task: "style", colours: {}, units: {} };
