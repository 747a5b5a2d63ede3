/** Songs that the gallery's figures show. */
import { parseTable, type Schema } from "../../lib/data/mod.ts";

export const moods = ["calm", "wild", "sad"];
export const mood = Array.from({ length: 24 }, (_, i) => moods[(i * i + i) % 5 % 3]);

const schema: Schema = {
  ...{ row: "song", task: "mood", groups: {}, keys: {}, caption: [], leaks: [] },
  columns: { year: { kind: "number" }, tempo: { kind: "number" }, mood: { kind: "class" } },
};
const rows = mood.map((name, i) => `${1980 + i},${90 + (i * 7) % 30},${name}`);
export const songs = parseTable(["year,tempo,mood", ...rows].join("\n"), "songs.csv", schema);
