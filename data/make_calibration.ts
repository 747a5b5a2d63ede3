/** Makes data/calibration.json, the aggregates behind the sample, from the course's files:
 * `COURSE_DATA=… deno run -A data/make_calibration.ts`. No row of the files goes into it. */
import { mean, quantiles } from "../lib/core/statistics.ts";
import type { Dataset } from "../lib/data/dataset.ts";
import { groupByValues } from "../lib/data/groups.ts";
import { openCourse } from "../lib/studies/spotify/open.ts";
import { QUANTITIES } from "../lib/studies/spotify/schema.ts";

const PROBABILITIES = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1];
const FEATURES = [...QUANTITIES, "year"];

type Shares = Record<string, number>;

/** One row of one of the two labelled files. */
interface Row {
  genre: string;
  subgenre: string;
  title: string;
  album: string;
  date: string;
  audio: number;
  values: Shares;
}

const rounded = (value: number): number => Number(value.toPrecision(4));
const share = <T>(list: readonly T[], is: (item: T) => boolean): number =>
  rounded(list.filter(is).length / list.length);

function countBy<T>(list: readonly T[], key: (item: T) => string | number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of list) counts.set(`${key(item)}`, (counts.get(`${key(item)}`) ?? 0) + 1);
  return new Map([...counts].sort(([a], [b]) => a < b ? -1 : 1));
}

const sharesBy = <T>(list: readonly T[], key: (item: T) => string | number): Shares =>
  Object.fromEntries([...countBy(list, key)].map(([name, n]) => [name, rounded(n / list.length)]));

/** Ranks from 1, equals sharing the mean of theirs. */
function ranks(values: readonly number[]): number[] {
  const order = values.map((_, i) => i).sort((a, b) => values[a] - values[b]), out = [...values];
  for (let from = 0, to; from < order.length; from = to) {
    for (to = from + 1; to < order.length && values[order[to]] === values[order[from]];) to++;
    for (let k = from; k < to; k++) out[order[k]] = (from + to + 1) / 2;
  }
  return out;
}

function correlation(x: readonly number[], y: readonly number[]): number {
  const mx = mean(x), my = mean(y);
  let xy = 0, xx = 0, yy = 0;
  for (let i = 0; i < x.length; i++) {
    xy += (x[i] - mx) * (y[i] - my);
    xx += (x[i] - mx) ** 2;
    yy += (y[i] - my) ** 2;
  }
  return xy / Math.sqrt(xx * yy);
}

function rowsOf(files: readonly Dataset[]): Row[] {
  const all = (name: typeof QUANTITIES[number]) =>
    Float64Array.from(files.flatMap((file) => [...file.numbers(name)]));
  const total = files.reduce((sum, file) => sum + file.rows, 0);
  const audio = groupByValues(QUANTITIES.slice(1).map(all), total); // across files
  let at = 0;
  return files.flatMap((file) => {
    const date = file.table.header.indexOf("track_album_release_date");
    return file.texts("title").map((title, i) => ({
      genre: file.texts("genre")[i],
      subgenre: file.texts("subgenre")[i],
      title,
      album: file.texts("album")[i],
      date: file.table.cells[i][date],
      audio: audio[at++],
      values: Object.fromEntries([
        ...QUANTITIES.map((name) => [name, file.numbers(name)[i]]),
        ["year", file.numbers("year")[i]],
      ]),
    }));
  });
}

function aggregatesOf(rows: readonly Row[]) {
  const ranked = FEATURES.map((name) => ranks(rows.map(({ values }) => values[name])));
  const tracks = [...new Map(rows.map((row) => [row.audio, row])).values()];
  const albums = countBy(tracks, (row) => row.album);
  const titled = (word: RegExp) => share(rows, ({ title }) => word.test(title));
  return {
    rows: rows.length,
    quantiles: Object.fromEntries(
      FEATURES.filter((name) => name !== "key" && name !== "mode").map((name) => [
        name,
        quantiles(rows.map(({ values }) => values[name]), PROBABILITIES).map(rounded),
      ]),
    ),
    // The lower triangle, to two places: more is noise, and fewer fit a line.
    spearman: ranked.map((x, i) =>
      ranked.slice(0, i + 1).map((y) => Number(correlation(x, y).toFixed(2)))
    ),
    key: Array.from({ length: 12 }, (_, key) => share(rows, ({ values }) => values.key === key)),
    mode: share(rows, ({ values }) => values.mode === 1),
    instrumentalnessZero: share(rows, ({ values }) => values.instrumentalness === 0),
    popularityZero: share(rows, ({ values }) => values.track_popularity === 0),
    subgenres: sharesBy(rows, (row) => row.subgenre),
    albumShared: share(tracks, (row) => albums.get(row.album)! > 1),
    albumIsTitle: share(tracks, (row) => row.album === row.title),
    hasFeat: titled(/feat/i),
    hasRemix: titled(/remix/i),
    hasRemaster: titled(/remaster/i),
  };
}

/** For each genre, where the further copies of its tracks stand. */
function twinGenres(copies: readonly Row[][], genres: readonly string[]): Record<string, Shares> {
  return Object.fromEntries(genres.map((genre) => {
    const others = copies.flatMap((rows) =>
      rows.flatMap((row, i) => row.genre === genre ? rows.filter((_, k) => k !== i) : [])
    );
    return [genre, sharesBy(others, (row) => row.genre)];
  }));
}

/** The aggregates of the labelled files, as they stand in data/calibration.json. */
export function calibrate(files: readonly Dataset[]) {
  const rows = rowsOf(files), genres = [...countBy(rows, (row) => row.genre).keys()];
  const copies = [...Map.groupBy(rows, (row) => row.audio).values()];
  const repeated = copies.filter((list) => list.length > 1);
  const byDecade = (is: (date: string) => boolean): Shares => {
    const decades = Map.groupBy(rows, (row) => `${row.date.slice(0, 3)}0`);
    const list = [...decades].map(([decade, of]) => [decade, share(of, ({ date }) => is(date))]);
    return Object.fromEntries(list.sort());
  };
  return {
    source:
      "aggregates of the course's train.csv and data_EDM_full.csv, by data/make_calibration.ts",
    probabilities: PROBABILITIES,
    features: FEATURES,
    dateLengths: sharesBy(rows, ({ date }) => date.length),
    yearOnlyByDecade: byDecade((date) => date.length === 4),
    newYearByDecade: byDecade((date) => date.endsWith("-01-01")),
    copiesPerTrack: sharesBy(copies, (list) => list.length),
    twinGenre: twinGenres(repeated, genres),
    twinsOnOtherAlbum: share(repeated, (list) => new Set(list.map((row) => row.album)).size > 1),
    genres: Object.fromEntries(
      genres.map((genre) => [genre, aggregatesOf(rows.filter((row) => row.genre === genre))]),
    ),
  };
}

if (import.meta.main) {
  const { train, edm } = await openCourse();
  const text = JSON.stringify(calibrate(edm ? [train, edm] : [train]));
  const path = new URL("./calibration.json", import.meta.url);
  Deno.writeTextFileSync(path, text + "\n");
  console.log("data/calibration.json is written: format it (deno fmt), then make the sample again");
}
