/** Titles, albums, artists and playlists that look like a genre's, without being decisive. */
import type { Rng } from "../../lib/core/rng.ts";
import type { GenreAggregates } from "./audio.ts";
import * as words from "./words.ts";

/** How much text tells of the genre: the shares below were tuned until word counts of title and album
 * score on the sample about what they score on the course's file (.53). */
const TITLE = { ownGenre: 0.15, otherGenre: 0.1 };
const ALBUM = { ownGenre: 0.2, otherGenre: 0.1 };
/** Titles of one word, of two, …: median 3 and at most 6 in nine of ten, as in the course's file. */
const LENGTHS = [0.24, 0.29, 0.2, 0.11, 0.07, 0.05, 0.04];

/** A few words in title case: most are anyone's, some the genre's, some another genre's. */
export function title(genre: string, rng: Rng, bearing = TITLE): string {
  if (rng.uniform() < 0.03) return rng.choice(words.scripts);
  const genres = Object.keys(words.bearing), n = rng.choice([1, 2, 3, 4, 5, 6, 7], LENGTHS);
  const parts = Array.from({ length: n }, () => {
    const u = rng.uniform();
    if (u < bearing.ownGenre) return rng.choice(words.bearing[genre]);
    if (u < bearing.ownGenre + bearing.otherGenre) {
      return rng.choice(words.bearing[rng.choice(genres)]);
    }
    return rng.choice(words.common);
  });
  const text = parts.join(" "), style = rng.uniform();
  return style < 0.03 ? text.toUpperCase() : style < 0.06 ? text.toLowerCase() : text;
}

/** An invented name. */
export function artist(rng: Rng): string {
  const name = (n: number) => {
    const text = Array.from({ length: n }, () => rng.choice(words.syllables)).join("");
    return text[0].toUpperCase() + text.slice(1);
  };
  const style = rng.uniform();
  if (style < 0.12) return `DJ ${name(2)}`;
  return style < 0.7 ? `${name(2)} ${name(3)}` : name(3);
}

/** What stands behind a title: a guest, a remix, a remaster; in the genre's own shares. */
export function suffix(genre: GenreAggregates, year: number, rng: Rng): string {
  let text = "";
  if (rng.uniform() < genre.hasFeat) {
    text += rng.uniform() < 0.8
      ? ` (feat. ${artist(rng)})`
      : ` feat. ${artist(rng)} & ${artist(rng)}`;
  }
  if (rng.uniform() < 0.04) {
    text += rng.choice([` (with ${artist(rng)})`, " (Interlude)", " (Live)"]);
  }
  if (rng.uniform() < genre.hasRemix) text += ` - ${artist(rng)} Remix`;
  else if (rng.uniform() < 0.02) text += ` - ${rng.choice(words.mixes)}`;
  if (rng.uniform() < genre.hasRemaster) {
    const again = Math.min(2019, Math.max(year, 1994) + rng.int(12));
    text += rng.choice([` - Remastered ${again}`, ` - ${again} Remaster`, " - Remastered"]);
  }
  return text;
}

/** The name of an album that opens with this title. */
export function albumName(
  genreName: string,
  genre: GenreAggregates,
  first: string,
  rng: Rng,
): string {
  // A track on another's album cannot share its name with it, so those that open one do so more often.
  const single = genre.albumIsTitle / (1 - 0.5 * genre.albumShared), style = rng.uniform();
  if (style < single) return first;
  if (style < single + 0.03) return `${rng.choice(words.collections)} ${artist(rng)}`;
  if (style < single + 0.05) return rng.choice(words.collections);
  return title(genreName, rng, ALBUM) + (rng.uniform() < 0.15 ? rng.choice(words.editions) : "");
}

/** 22 characters, as Spotify's identifiers have. */
export function identifier(rng: Rng): string {
  const letters = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  return Array.from({ length: 22 }, () => rng.choice(letters)).join("");
}

/** A playlist of a subgenre. */
export function playlistName(subgenre: string, rng: Rng): string {
  const name = subgenre.replace(
    /(^|[ -])(\p{L})/gu,
    (_, gap, letter) => gap + letter.toUpperCase(),
  );
  return rng.choice(words.playlists).replace(
    "*",
    rng.uniform() < 0.8 ? name : subgenre.toUpperCase(),
  );
}

/** One of the titles that trouble a careless reader for every 80th track, each in its turn. */
export const oddTitle = (i: number, genre: number): string | undefined =>
  i % 80 === 79 ? words.odd[(Math.trunc(i / 80) + 3 * genre) % words.odd.length] : undefined;
