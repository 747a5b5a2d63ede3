/** Makes data/sample/ from data/calibration.json and a seed: `deno run -A data/make_sample.ts`.
 *
 * Synthetic tracks in the exact form of the course's files. Nothing in it is a real track. */
import { Rng } from "../lib/core/rng.ts";
import { QUANTITIES } from "../lib/studies/spotify/schema.ts";
import { drawAudio, type GenreAggregates, sharpen } from "./generator/audio.ts";
import {
  albumName,
  artist,
  identifier,
  oddTitle,
  playlistName,
  suffix,
  title,
} from "./generator/text.ts";
import calibration from "./calibration.json" with { type: "json" };

const SEED = "sample 1";
const ROWS = { "train.csv": 4000, "test.csv": 1000, "data_EDM_full.csv": 900 };
const ROWS_PER_PLAYLIST = 50;
/** Tuned until logistic regression and boosted trees score on the sample what they score on the course's
 * file (see data/README.md). */
const SHARPEN = 0.2;
/** Copies that fall into test.csv or are cut are not in the aggregates, which are of train.csv. */
const MORE_COPIES = 1.3;
const COLUMNS = [
  "track_name",
  "track_popularity",
  "track_album_name",
  "track_album_release_date",
  "playlist_name",
  "playlist_id",
  "playlist_genre",
  "playlist_subgenre",
  ...QUANTITIES.slice(1),
];
const genres = calibration.genres as Readonly<Record<string, GenreAggregates>>;
const twinGenre = calibration.twinGenre as Record<string, Record<string, number>>;

interface Track {
  genre: string;
  title: string;
  album: string;
  date: string;
  audio: Record<string, number>;
}

interface Playlist {
  name: string;
  id: string;
  subgenre: string;
}

const byDecade = (table: Record<string, number>, year: number): number =>
  table[String(Math.trunc(year / 10) * 10)] ?? 0;
const two = (n: number): string => String(n).padStart(2, "0");

/** A release date of the year, whole or in part, as the course's files have them; 2020 ends in January. */
function releaseDate(year: number, rng: Rng): string {
  if (rng.uniform() < byDecade(calibration.yearOnlyByDecade, year)) return `${year}`;
  const month = year === 2020 ? 1 : 1 + rng.int(12), day = 1 + rng.int(year === 2020 ? 16 : 28);
  if (rng.uniform() < calibration.dateLengths["7"]) return `${year}-${two(month)}`;
  if (rng.uniform() < byDecade(calibration.newYearByDecade, year)) return `${year}-01-01`;
  return `${year}-${two(month)}-${two(day)}`;
}

/** The distinct tracks of a genre. Some share an album, and so its name and date. */
function makeTracks(name: string, n: number, rng: Rng): Track[] {
  const genre = genres[name], albums = new Map<number, { name: string; date: string }[]>();
  const sharp = sharpen(genre, Object.values(genres), SHARPEN),
    { features, probabilities } = calibration;
  const draws = drawAudio(sharp, features, probabilities, n, rng.fork("audio"));
  return draws.map((audio, i) => {
    const own = rng.fork(i), { year } = audio, sameYear = albums.get(year) ?? [];
    const text = oddTitle(i, Object.keys(genres).indexOf(name)) ??
      title(name, own) + suffix(genre, year, own);
    let album = sameYear.length > 0 && own.uniform() < 0.55 * genre.albumShared
      ? own.choice(sameYear.slice(-12))
      : undefined;
    if (!album) {
      album = { name: albumName(name, genre, text, own), date: releaseDate(year, own) };
      albums.set(year, [...sameYear, album]);
    }
    return { genre: name, title: text, album: album.name, date: album.date, audio };
  });
}

/** A track in a further playlist: the same audio, now and then from another release of it. */
function copyOf(track: Track, rng: Rng): Track {
  if (rng.uniform() >= calibration.twinsOnOtherAlbum) return track;
  const popularity = Math.max(0, track.audio.track_popularity - rng.int(30));
  const year = Math.min(2019, track.audio.year + rng.int(5));
  return {
    ...track,
    album: `${title(track.genre, rng)} - ${artist(rng)}`,
    date: releaseDate(year, rng),
    audio: { ...track.audio, track_popularity: popularity },
  };
}

/** Every appearance of every track in a playlist of some genre. */
function appearances(total: Record<string, number>, rng: Rng): { track: Track; genre: string }[] {
  const copies = Object.entries(calibration.copiesPerTrack)
    .map(([n, share]) =>
      [n, n === "1" ? 1 - (1 - share) * MORE_COPIES : share * MORE_COPIES] as const
    );
  const mean = copies.reduce((sum, [n, share]) => sum + Number(n) * share, 0);
  return Object.keys(genres).flatMap((home) => {
    const n = Math.ceil(1.06 * total[home] / mean); // a little more than is needed: the rest is cut
    return makeTracks(home, n, rng.fork(home)).flatMap((track, i) => {
      const own = rng.fork(`${home} copies`).fork(i), list = [{ track, genre: home }];
      const wanted = Number(own.choice(copies.map(([n]) => n), copies.map(([, share]) => share)));
      while (list.length < wanted) {
        const shares = twinGenre[home];
        const genre = own.choice(Object.keys(shares), Object.values(shares));
        list.push({ track: copyOf(track, own), genre });
      }
      return list;
    });
  });
}

function makePlaylists(genre: string, rows: number, rng: Rng): Playlist[] {
  const n = Math.max(4, Math.round(rows / ROWS_PER_PLAYLIST));
  const shares = Object.entries(genres[genre].subgenres);
  return Array.from({ length: n }, (_, i) => {
    // Every subgenre once, then by its share.
    const subgenre = i < shares.length
      ? shares[i][0]
      : rng.choice(shares.map(([name]) => name), shares.map(([, share]) => share));
    return { name: playlistName(subgenre, rng), id: identifier(rng), subgenre };
  });
}

/** Numbers as the file's own writer wrote them: train and test as Python (0.0, 8.05e-05), the EDM file
 * as R (0, 8.05e-5). */
function written(name: string, value: number, edm: boolean): string {
  if (["track_popularity", "key", "mode", "duration_ms"].includes(name)) return String(value);
  const small = Math.abs(value) < (edm ? 1e-3 : 1e-4) && value !== 0;
  if (small) return value.toExponential().replace(/e-(\d)$/, edm ? "e-$1" : "e-0$1");
  return Number.isInteger(value) && !edm ? value.toFixed(1) : String(value);
}

const quoted = (cell: string): string =>
  /["\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** The sample's files, by name. The same bytes at every call. */
export function makeSample(): Record<keyof typeof ROWS, string> {
  const rng = new Rng(SEED);
  const five = Object.keys(genres).filter((genre) => genre !== "edm");
  const sum = five.reduce((total, genre) => total + genres[genre].rows, 0);
  const labelled = ROWS["train.csv"] + ROWS["test.csv"];
  const total = Object.fromEntries(
    Object.keys(genres).map((genre) => [
      genre,
      genre === "edm" ? ROWS["data_EDM_full.csv"] : labelled * genres[genre].rows / sum,
    ]),
  );
  const playlists = Object.fromEntries(
    Object.keys(genres).map((g) => [g, makePlaylists(g, total[g], rng.fork(`${g} playlists`))]),
  );
  const shuffled = rng.fork("order").shuffle(appearances(total, rng.fork("tracks")));
  const place = rng.fork("places");
  const rows = shuffled.map(({ track, genre }) => {
    const playlist = place.choice(playlists[genre]);
    const cells: Record<string, string> = {
      track_name: track.title,
      track_album_name: track.album,
      track_album_release_date: track.date,
      playlist_name: playlist.name,
      playlist_id: playlist.id,
      playlist_genre: genre,
      playlist_subgenre: playlist.subgenre,
    };
    for (const name of QUANTITIES) cells[name] = written(name, track.audio[name], genre === "edm");
    return cells;
  });
  const file = (list: typeof rows, columns: string[]): string =>
    [columns, ...list.map((cells) => columns.map((name) => quoted(cells[name])))]
      .map((line) => line.join("\t") + "\n").join("");
  const mixed = rows.filter((cells) => cells.playlist_genre !== "edm");
  const edm = rows.filter((cells) => cells.playlist_genre === "edm");
  edm.length = Math.min(edm.length, ROWS["data_EDM_full.csv"]);
  return {
    "train.csv": file(mixed.slice(0, ROWS["train.csv"]), COLUMNS),
    "test.csv": file(
      mixed.slice(ROWS["train.csv"], labelled),
      COLUMNS.filter((name) => !name.startsWith("playlist_")),
    ),
    "data_EDM_full.csv": file(
      edm.sort((a, b) =>
        a.playlist_id < b.playlist_id ? -1 : a.playlist_id > b.playlist_id ? 1 : 0
      ),
      COLUMNS,
    ),
  };
}

if (import.meta.main) {
  const folder = new URL("./sample/", import.meta.url);
  Deno.mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(makeSample())) {
    Deno.writeTextFileSync(new URL(name, folder), text);
    console.log(`data/sample/${name}: ${text.split("\n").length - 2} rows`);
  }
}
