/** Small made-up files of tracks for tests. */
import { parseTracks, QUANTITIES, type Quantity } from "./music.ts";
import type { Dataset } from "../lib/data/dataset.ts";

/** What a made-up track says; the rest is filled in. */
export type SmallTrack = Partial<Record<Quantity, number | "">> & {
  title?: string;
  album?: string;
  date?: string;
  genre?: string;
};

/** Dataset in the course's form, one per entry. Without any genre the file has no genre column. */
export function smallTracks(rows: readonly SmallTrack[], file = "small.csv"): Dataset {
  const labelled = rows.some((row) => row.genre !== undefined);
  const header = [
    "track_name",
    "track_album_name",
    "track_album_release_date",
    ...QUANTITIES,
    ...labelled ? ["playlist_genre"] : [],
  ];
  const lines = rows.map((row, i) =>
    [
      row.title ?? `title ${i}`,
      row.album ?? `album ${i}`,
      row.date ?? "2001-02-03",
      ...QUANTITIES.map((name) => row[name] ?? i),
      ...labelled ? [row.genre] : [],
    ].join("\t")
  );
  return parseTracks([header.join("\t"), ...lines].join("\n"), file);
}
