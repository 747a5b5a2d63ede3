import { join } from "node:path";
import { Rng } from "../../../lib/core/rng.ts";
import { allRows, classesOf } from "../../../lib/data/mod.ts";
import { MEANS, MOMENTS, sourceOfMoment } from "../../../lib/studies/gtzan/columns.ts";
import { heard } from "../../../lib/studies/gtzan/features.ts";
import { type Gtzan, openGtzan } from "../../../lib/studies/gtzan/open.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../../assert.ts";

/** Made-up tracks: file, genre, and the number from which all their columns are made. */
const TRACKS = [
  ["blues.00000.wav", "blues", 1],
  ["blues.00001.wav", "blues", 5],
  ["jazz.00054.wav", "jazz", 9],
  ["jazz.00055.wav", "jazz", 13],
] as const;

/** The value of a column: the two tables agree where they hold the same thing. */
const cell = (name: string, x: number): number =>
  ({ mfcc_1: 10 * x, mfcc1_mean: 10 * x + .1, tempo: 90 + x, chroma_stft_mean: x / 20 })[name] ??
    (/^chroma_\d/.test(name) ? x / 20 : x + name.length);

const csv = (rows: readonly (readonly (string | number)[])[]) =>
  rows.map((row) => row.join(",")).join("\n");
const means = (tracks: readonly (typeof TRACKS[number])[]) =>
  csv([
    [...MEANS, "label"],
    ...tracks.map(([, genre, x]) => [...MEANS.map((name) => cell(name, x)), genre]),
  ]);
const moments = (tracks: readonly (typeof TRACKS[number])[]) =>
  csv([
    ["filename", "length", ...MOMENTS.map(sourceOfMoment), "label"],
    ...tracks.map(([file, genre, x]) => [
      ...[file, 661794],
      ...MOMENTS.map((name) => cell(sourceOfMoment(name), x)),
      genre,
    ]),
  ]);
const readable = TRACKS.filter(([file]) => file !== "jazz.00054.wav");

/** What is made of a folder that holds these files. */
async function read(files: Record<string, string>): Promise<Gtzan> {
  const dir = await Deno.makeTempDir();
  try {
    for (const [name, text] of Object.entries(files)) {
      await Deno.writeTextFile(join(dir, name), text);
    }
    return await openGtzan({ data: dir, out: dir });
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
}

Deno.test("two tables are joined track by track; a file that one of them lacks is left out and named", async () => {
  const found = await read({ "a.csv": means(readable), "b.csv": moments(TRACKS) });
  const { train: tracks, warnings: notes } = found;
  assertEquals(tracks.texts("file"), readable.map(([file]) => file));
  assertEquals(tracks.numbers("mfcc_1"), Float64Array.of(10, 50, 130));
  assertAllClose(tracks.numbers("mfcc1_mean"), [10.1, 50.1, 130.1]);
  assertEquals(tracks.numbers("beats_per_minute"), Float64Array.of(91, 95, 103));
  assertEquals(classesOf(tracks, allRows(tracks)).classes, ["blues", "jazz"]);
  assert(notes[0].includes("jazz.00054.wav"), notes[0]);
});

Deno.test("each table alone is enough, and what it lacks is told", async () => {
  const one = await read({ "a.csv": means(TRACKS) }),
    two = await read({ "b.csv": moments(TRACKS) });
  assertEquals([one.train.rows, two.train.rows], [4, 4]);
  assert(one.warnings[0].includes("splits by file are left out"), one.warnings[0]);
  assertEquals(two.train.has("mfcc_1"), false);
});

Deno.test("published splits are known by the files' names, artists and copies are groups", async () => {
  const { train: tracks, parts, artistFolds } = await read({
    "b.csv": moments(TRACKS),
    "folds.csv":
      "filename,artist,fold\nblues.00000.wav,7,2\nblues.00001.wav,7,2\njazz.00055.wav,9,0\n",
    "filtered.csv": "filename,part\nblues.00000.wav,train\njazz.00055.wav,test\n",
  });
  assertEquals(parts, ["train", undefined, undefined, "test"]);
  assertEquals(artistFolds, Int32Array.of(2, 2, -1, 0));
  assertEquals(tracks.groups("artist"), Int32Array.of(0, 0, 1, 2)); // an unknown artist is one's own
});

const header = moments(TRACKS).split("\n")[0].split(",");
const at44100 = moments(TRACKS).split("\n")
  .map((line, i) =>
    i === 2 ? line.split(",").with(header.indexOf("rolloff_mean"), "15200").join(",") : line
  )
  .join("\n");
const shortened = means(TRACKS).replace("tonnetz_6", "tonnetz");
for (
  const [what, files, ...said] of [
    [
      "tables of other tracks",
      { "a.csv": means(readable), "b.csv": moments(TRACKS.slice(2)) },
      ...["a.csv, row 2", "same tracks"],
    ],
    [
      "a cell that is no number",
      { "a.csv": means(TRACKS).replace("\n91,", "\nfast,") },
      "a.csv, row 2",
      "fast",
    ],
    ["a table without a column", { "a.csv": shortened }, "tonnetz_6", "missing"],
    ["a folder without features", { "other.csv": "a,b\n1,2\n" }, "holds no sound"],
    [
      "features made at another sample rate",
      { "b.csv": at44100 },
      ...["b.csv, row 3", "rolloff_mean", "another sample rate", "11025"],
    ],
    ["tracks of one genre", { "a.csv": means(TRACKS.slice(0, 2)) }, "blues alone"],
    [
      "a part that is none",
      { "b.csv": moments(TRACKS), "filtered.csv": "filename,part\nblues.00000.wav,exam\n" },
      ...["filtered.csv, row 2", "exam", "train, valid or test"],
    ],
  ] as [string, Record<string, string>, ...string[]][]
) {
  Deno.test(`${what}: refused with file and place`, async () => {
    await assertFails(() => read(files), ...said);
  });
}

Deno.test("what is heard: mel bands added up, in decibel, without their level, chroma from the strongest on", async () => {
  const text = means([TRACKS[0]]).split("\n"), row = text[1].split(",");
  MEANS.forEach((name, j) => {
    const band = Number(name.split("_")[2]) - 1; // of mel_spectrogram_1 …: powers of 10 dB more in the upper half
    if (name.startsWith("mel_")) row[j] = String(10 ** Math.floor(band / 64));
    if (name.startsWith("chroma_")) row[j] = name === "chroma_4" ? "1" : "0";
  });
  const other = row.with(-1, "jazz");
  const { train: tracks } = await read({
    "a.csv": [text[0], row.join(","), other.join(",")].join("\n"),
  });
  const made = async (settings: Parameters<typeof heard>[0]) =>
    (await heard({ tables: "means", ...settings }).fit(tracks, allRows(tracks), new Rng(1))).train;
  const { names, data } = await made({ log: true, melBands: 16, level: false, turned: true });
  assertEquals(names.length, 174 - 128 + 16);
  const mel = data.slice(0, names.length).filter((_, j) => names[j].startsWith("mel_"));
  const expected = Float64Array.from({ length: 16 }, (_, i) => i < 8 ? -5 : 5);
  assertAllClose(mel, expected, { absolute: 1e-5 });
  assertEquals(data[names.indexOf("chroma_1")], 1);
  assertEquals((await made({})).data.length, 2 * 174);
  await assertFails(() => heard({ level: false }), "log: true");
  await assertFails(() => heard({ melBands: 20 as 16 }), "melBands");
});
