/** What the course's files hold. */
import type { ColumnSpec, NumberColumn, Schema } from "../../data/schema.ts";

/** The 13 audio quantities, in the order of the course's files. */
export const QUANTITIES = [
  "track_popularity",
  "danceability",
  "energy",
  "key",
  "loudness",
  "mode",
  "speechiness",
  "acousticness",
  "instrumentalness",
  "liveness",
  "valence",
  "tempo",
  "duration_ms",
] as const;

/** Name of one of the 13 quantities. */
export type Quantity = typeof QUANTITIES[number];

/** What is heard, and not who listens: all quantities but popularity. */
const AUDIO = QUANTITIES.filter((name) => name !== "track_popularity");

const UNITS: Partial<Record<Quantity, string>> = {
  track_popularity: "0–100",
  key: "0 = C … 11 = B",
  loudness: "dB",
  mode: "0 = minor, 1 = major",
  tempo: "BPM",
  duration_ms: undefined,
};

const quantity = (name: Quantity): NumberColumn => ({
  kind: "number",
  unit: name in UNITS ? UNITS[name] : "0–1",
  whole: name === "key" || name === "mode",
});

/** Tracks of a genre, with audio quantities, a release date, a title and an album. */
export const schema: Schema = {
  row: "track",
  columns: {
    title: { kind: "text", source: "track_name" },
    album: { kind: "text", source: "track_album_name" },
    date: {
      kind: "date",
      source: "track_album_release_date",
      parts: ["year", "month", "day"],
    },
    ...Object.fromEntries(QUANTITIES.map((name): [string, ColumnSpec] => [name, quantity(name)])),
    genre: { kind: "class", source: "playlist_genre" },
    subgenre: { kind: "class", source: "playlist_subgenre", optional: true },
  },
  task: "genre",
  groups: {
    audio: { numbers: AUDIO },
    album: { text: ["track_album_id", "track_album_name"] },
    playlist: { text: ["playlist_id", "playlist_name"] },
    artist: { text: "track_artist" },
  },
  identity: "audio",
  keys: {
    date: { numbers: ["year", "month", "day"], separator: "-" },
    audio: { numbers: AUDIO, separator: " " },
    album: { text: "album" },
    title: { text: "title" },
  },
  caption: ["title", "album", "year"],
  leaks: ["playlist_subgenre", "playlist_id", "playlist_name"],
};
