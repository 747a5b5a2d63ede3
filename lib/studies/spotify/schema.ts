/** What the course's files hold. */
import type { NumberColumn, Schema } from "../../data/mod.ts";

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

const share: NumberColumn = { kind: "number", range: [0, 1] };

/** Limits are Spotify's where it states them, else wider than anything that it has published: a day of music is too
 * long for one track. */
const NUMBERS: Readonly<Record<Quantity, NumberColumn>> = {
  track_popularity: { kind: "number", range: [0, 100] },
  danceability: share,
  energy: share,
  key: { kind: "number", whole: true, range: [-1, 11] },
  loudness: { kind: "number", unit: "dB", range: [-60, 10] },
  mode: { kind: "number", whole: true, range: [0, 1] },
  speechiness: share,
  acousticness: share,
  instrumentalness: share,
  liveness: share,
  valence: share,
  tempo: { kind: "number", unit: "BPM", range: [0, 300] },
  duration_ms: { kind: "number", unit: "ms", range: [1000, 86_400_000] },
};

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
      range: [1860, "next year"], // of no music there is a recording from before
    },
    ...NUMBERS,
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
