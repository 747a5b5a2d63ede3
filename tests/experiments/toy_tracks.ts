/** Made-up tracks whose genre shows in danceability (much), energy (a little), nothing else. */
import { Rng } from "../../lib/core/rng.ts";
import { parseTracks, QUANTITIES } from "../music.ts";
import type { Dataset } from "../../lib/data/dataset.ts";

const genres = ["pop", "rap", "rock"];

/** @param options.repeated every so many rows, the row before comes again, under the next genre
 * @param options.shift added to tempo in all rows */
export function toyTracks(
  rows = 150,
  { repeated = 0, seed = 1, shift = 0, role = "train" } = {},
): Dataset {
  const rng = new Rng(seed), lines: string[][] = [];
  const header = [
    "track_name",
    "track_album_name",
    "track_album_release_date",
    "playlist_id",
    "playlist_genre",
    ...QUANTITIES,
  ];
  for (let i = 0; i < rows; i++) {
    const genre = i % 3, number = Math.floor(rng.uniform() * 4);
    const of: Record<string, number> = Object.fromEntries(
      QUANTITIES.map((name) => [name, rng.uniform()]),
    );
    Object.assign(of, {
      danceability: genre + rng.normal() * .3,
      energy: genre * .5 + rng.normal(),
      key: rng.int(12),
      mode: rng.int(2),
      tempo: 100 + rng.normal() * 10 + shift,
    });
    const cells = [
      `title ${i}`,
      `album ${i % 40}`,
      `${1990 + rng.int(30)}-0${1 + rng.int(9)}-11`,
      `${genres[genre]} list ${number}`,
      genres[genre],
      ...QUANTITIES.map((name) => String(of[name])),
    ];
    if (repeated && i % repeated === repeated - 1) {
      const again = lines.at(-1)!;
      cells.splice(0, 3, ...again.slice(0, 3));
      cells.splice(5, QUANTITIES.length, ...again.slice(5));
    }
    lines.push(cells);
  }
  const kept = role === "test" ? header.filter((name) => !name.startsWith("playlist")) : header;
  const at = kept.map((name) => header.indexOf(name));
  const text = [header, ...lines].map((cells) => at.map((j) => cells[j]).join("\t")).join("\n");
  return parseTracks(text + "\n", `toy ${role}`, { as: role === "test" ? "test" : "train" });
}
