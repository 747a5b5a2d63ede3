/** Is a damaged file read whole or refused in words? By the path that `study` takes, held against a second reading. */
import { join } from "node:path";
import { InputError } from "../../../../lib/core/errors.ts";
import { Rng } from "../../../../lib/core/rng.ts";
import { papaRow, writeTable } from "../../../../lib/data/csv.ts";
import { openCourse } from "../../../../lib/studies/spotify/open.ts";
import { parseTracks, type Role } from "../../../../lib/studies/spotify/read.ts";
import { QUANTITIES } from "../../../../lib/studies/spotify/schema.ts";
import type { Dataset } from "../../../../lib/data/dataset.ts";
import type { RawTable } from "../../../../lib/data/records.ts";
import { mutated } from "../../../data/mutator.ts";
import type { Verdict } from "../../../trust/mutants.ts";
import { refusalFault as wordsFault } from "../../../trust/refusal.ts";
import {
  type Fault,
  genreKey,
  type Plain,
  plainRead,
  unusable,
} from "../../../data/plain_reader.ts";

/** The course's files by what they are for. */
export const FILES: Record<"train" | "test" | "edm", string> = {
  train: "train.csv",
  test: "test.csv",
  edm: "data_EDM_full.csv",
};
/** When the files are read. */
const NOW = new Date("2026-06-01");
type Kind = keyof typeof FILES;
const KINDS = Object.keys(FILES) as Kind[];

/** Intact files, of which slices are damaged. */
export interface Ground {
  readonly tables: Record<Kind, RawTable>;
  /** Where the files are written for `openCourse`. */
  readonly folder: string;
  /** The intact slices that lie there beside a damaged file. */
  readonly intact: Record<Kind, Uint8Array<ArrayBuffer>>;
}

const bytesOf = (table: RawTable, cells: RawTable["cells"]) =>
  new TextEncoder().encode(writeTable(table, cells, papaRow));

/** Reads the intact files of `from` and lays slices of them into `folder`. */
export function groundOf(from: string, folder: string): Ground {
  const tables = {} as Record<Kind, RawTable>, intact = {} as Ground["intact"];
  for (const kind of KINDS) {
    const { table } = parseTracks(Deno.readFileSync(join(from, FILES[kind])), kind, { as: kind });
    tables[kind] = table;
    // every genre is among these rows, so that one that a damage adds is told from one that was there
    const step = Math.max(1, Math.floor(table.cells.length / 40));
    intact[kind] = bytesOf(table, table.cells.filter((_, i) => i % step === 0));
    Deno.writeFileSync(join(folder, FILES[kind]), intact[kind]);
  }
  return { tables, folder, intact };
}

/** Damages a slice of one of the files by a seed, opens it with the others, and judges the answer.
 * @param rows how many of its rows: a random stretch of the file */
export async function judge(seed: number, rows: number, ground: Ground): Promise<Verdict> {
  const rng = new Rng(seed).fork("hostile"), kind = rng.choice(KINDS), table = ground.tables[kind];
  const first = rng.int(Math.max(1, table.cells.length - rows + 1));
  const slice = { ...table, cells: table.cells.slice(first, first + rows) };
  const { bytes, mutations } = mutated(slice, rng), path = join(ground.folder, FILES[kind]);
  const train = plainRead(kind === "train" ? bytes : ground.intact.train, "train");
  const edm = plainRead(kind === "edm" ? bytes : ground.intact.edm, "edm");
  const plain = { train, edm, test: kind === "test" ? plainRead(bytes, "test") : undefined }[kind]!;
  const trainRows = "cells" in train ? train.cells.length : 0;
  const useless = "why" in plain
    ? undefined
    : unusable(plain, kind, trainRows, NOW.getUTCFullYear());
  const expected = "why" in plain
    ? { file: path, ...plain }
    : together(train, edm, ground) ?? (useless && { file: path, ...useless });
  Deno.writeFileSync(path, bytes);
  const start = performance.now();
  const outcome = await openCourse({ data: ground.folder, now: NOW }).catch((error: unknown) =>
    error
  );
  const seconds = (performance.now() - start) / 1000;
  Deno.writeFileSync(path, ground.intact[kind]);

  const verdict = { seed, file: FILES[kind], mutations, seconds };
  if (outcome instanceof Error) {
    const fault = refusalFault(outcome, expected);
    return { ...verdict, answer: "refused", why: whyOf(outcome), fault };
  }
  const tracks = (outcome as Awaited<ReturnType<typeof openCourse>>)[kind]!;
  const fault = expected
    ? `accepted, though: ${JSON.stringify(expected).slice(0, 300)}`
    : readingFault(tracks, plain as Plain, kind) ?? exportFault(tracks, plain as Plain);
  return { ...verdict, answer: "accepted", fault };
}

/** A genre of the EDM file that the training file has already. */
function together(train: Plain | Fault, edm: Plain | Fault, { folder }: Ground) {
  if ("why" in train || "why" in edm) return undefined;
  const genres = ({ header, cells }: Plain) => {
    const at = header.indexOf("playlist_genre");
    return cells.map((row) => genreKey(row[at]));
  };
  const known = new Set(genres(train)), again = genres(edm).findIndex((genre) => known.has(genre));
  const file = join(folder, FILES.edm);
  return again < 0 ? undefined : { file, why: "cell", row: again + 2, columns: ["playlist_genre"] };
}

/** A refusal's words without what differs from file to file. */
function whyOf({ message }: Error): string {
  if (message.includes(": two columns of one name")) return "two columns of one name";
  const what = message.replace(/^.*?(, row \d+)?(, column \w*)?: /s, "");
  return what.replace(/[;:(].*$/s, "").replace(/, and \d+ more.*/, "").replace(
    /columns? .*/s,
    "column …",
  )
    .trim();
}

function refusalFault(error: Error, expected: (Fault & { file: string }) | undefined) {
  const told = error.message.slice(0, 400);
  if (!(error instanceof InputError)) return wordsFault(error, []);
  if (!expected) return `refused without need: ${told}`;
  const { place } = error;
  if (place.file !== expected.file) return `names another file than ${expected.file}: ${told}`;
  if (expected.row !== undefined && place.row !== expected.row) {
    return `names another row than ${expected.row} (${expected.why}): ${told}`;
  }
  if (expected.columns && !expected.columns.includes(place.column!)) {
    return `names another column than ${expected.columns}: ${told}`;
  }
  if (expected.why === "cell" && !("found" in place && place.expected)) {
    return `says not what was found and expected: ${told}`;
  }
  return wordsFault(error, [expected.file]);
}

const same = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** What of the file is not in the tracks as it is in the file. */
function readingFault(tracks: Dataset, plain: Plain, role: Role): string | undefined {
  const { table } = tracks, { header, cells } = plain;
  if (tracks.rows !== cells.length) return `${tracks.rows} rows of ${cells.length}`;
  for (const part of ["delimiter", "newline", "bom", "header"] as const) {
    // a file of one line break less than two lines has no newline to be found
    if (!same(table[part], plain[part])) return `${part}: ${table[part]} for ${plain[part]}`;
  }
  const odd = cells.findIndex((row, i) => !same(row, table.cells[i]));
  if (odd >= 0) return `row ${odd + 2}: ${same.name} ${JSON.stringify(table.cells[odd])}`;
  const column = (name: string) => cells.map((row) => row[header.indexOf(name)]);
  const texts = { title: column("track_name"), album: column("track_album_name") };
  if (!same(tracks.texts("title"), texts.title) || !same(tracks.texts("album"), texts.album)) {
    return "texts changed";
  }
  if (role !== "test" && !same(tracks.texts("genre"), column("playlist_genre"))) {
    return "genres changed";
  }
  const complete = [...cells.keys()].filter((row) => !plain.incomplete.includes(row));
  if (!same([...tracks.complete], complete)) return "rows that lack something";
  for (const name of QUANTITIES) {
    const values = column(name), read = tracks.numbers(name);
    const wrong = values.findIndex((cell, i) =>
      cell.trim() === ""
        ? !Number.isNaN(read[i])
        : read[i] !== Number(cell) || !Number.isFinite(read[i])
    );
    if (wrong >= 0) return `row ${wrong + 2}, ${name}: ${read[wrong]} for ${values[wrong]}`;
  }
  const dates = column("track_album_release_date");
  const [year, month, day] = ["year", "month", "day"].map((part) => tracks.numbers(part));
  const wrong = dates.findIndex((cell, i) => {
    const [y = 0, m = 0, d = 0] = cell.trim().split("-").map(Number);
    return !same([year[i], month[i], day[i]], y === 0 ? [NaN, 0, 0] : [y, m, d]);
  });
  return wrong >= 0 ? `row ${wrong + 2}: date for ${dates[wrong]}` : undefined;
}

/** What is lost when the file is written again. */
function exportFault({ table }: Dataset, plain: Plain): string | undefined {
  const again = plainRead(bytesOf(table, table.cells), "test");
  if ("why" in again) return `written again it is no file any more: ${again.why}, row ${again.row}`;
  return same([again.header, again.cells], [plain.header, plain.cells])
    ? undefined
    : "written otherwise";
}
