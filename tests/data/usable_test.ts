import { InputError } from "../../lib/core/errors.ts";
import { Rng } from "../../lib/core/rng.ts";
import { sourcesOf } from "../../lib/data/schema.ts";
import { parseTracks, QUANTITIES, schema } from "../music.ts";
import { checkUsable } from "../../lib/data/usable.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { fileOf, TEST_COLUMNS } from "./tables.ts";

type Row = Partial<Record<string, string>>;
const NOW = new Date("2026-06-01");
const rng = new Rng(1);

/** As many rows of two genres, each of its own audio. */
const rows = (n: number, change: (i: number) => Row = () => ({})): Row[] =>
  Array.from({ length: n }, (_, i) => ({
    track_popularity: String(1 + rng.int(99)),
    playlist_genre: i % 2 ? "rap" : "rock",
    tempo: (60 + rng.uniform() * 100).toFixed(3),
    duration_ms: String(60_000 + rng.int(300_000)),
    ...change(i),
  }));
const edmRows = (n: number, change: (i: number) => Row = () => ({})): Row[] =>
  rows(n).map((row, i) => ({ ...row, playlist_genre: "edm", ...change(i) }));

/** What is said of files of these rows. */
function judged(
  { train = rows(120), test = rows(30), edm }: { train?: Row[]; test?: Row[]; edm?: Row[] },
) {
  const others = [
    {
      data: parseTracks(fileOf(test, { columns: TEST_COLUMNS }), "test.csv", { as: "test" }),
    },
    ...edm
      ? [{
        data: parseTracks(fileOf(edm), "data_EDM_full.csv", { as: "edm" }),
        instead: "add rows, or do without the file",
      }]
      : [],
  ];
  return checkUsable(parseTracks(fileOf(train), "train.csv", { as: "train" }), others, NOW);
}

async function refused(files: Parameters<typeof judged>[0], ...parts: (string | RegExp)[]) {
  const error = await assertFails(() => judged(files), ...parts);
  assert(error instanceof InputError, error.stack);
}

const ranged = Object.entries(schema.columns).flatMap(([name, column]) =>
  "range" in column ? [{ name: sourcesOf(schema, name)[0], range: column.range! }] : []
);

Deno.test("files whose values can be true are taken without a word, at the ends of the ranges too", () => {
  assertEquals(judged({ edm: edmRows(30) }), []);
  const ends = (end: 0 | 1): Row =>
    Object.fromEntries(ranged.map(({ name, range }) => [
      name,
      range[end] === "next year" ? "2027-12-31" : String(range[end]),
    ]));
  assertEquals(judged({ train: rows(120, (i) => i < 2 ? ends(i as 0 | 1) : {}) }), []);
});

Deno.test("every number that a model may read has a range", () => {
  assertEquals(
    ranged.map(({ name }) => name).toSorted(),
    ["track_album_release_date", ...QUANTITIES].toSorted(),
  );
});

const beyond: Record<string, [string, string]> = {
  track_album_release_date: ["1859", "2028"],
  track_popularity: ["-1", "101"],
  key: ["-2", "12"],
  loudness: ["-60.5", "11"],
  mode: ["-1", "2"],
  tempo: ["-1", "104989"],
  duration_ms: ["0", "86400001"],
};
for (const { name } of ranged) {
  const values = beyond[name] ?? ["-0.1", "1.001"];
  Deno.test(`${name} beyond its range is said where it is a few rows and refused where it is more than a tenth`, async () => {
    for (const value of values) {
      const some = (count: number) =>
        rows(120, (i) => i >= 7 && i < 7 + count ? { [name]: value } : {});
      const [said, ...more] = judged({ train: some(3) });
      assertEquals(more, []);
      assert(said.startsWith("In train.csv values are beyond their range"), said);
      assert(said.includes(`${name} in 3 rows (row 9: "${value}", expected `), said);
      const told =
        `train.csv, row 9, column ${name}: beyond its range in 13 of 120 rows; found "${value}"`;
      await refused({ train: some(13) }, told, "expected ");
      await refused(
        { test: rows(1, () => ({ [name]: value })) },
        `test.csv, row 2, column ${name}`,
        "in 1 of 1 rows",
      );
      await refused(
        { edm: edmRows(20, () => ({ [name]: value })) },
        `data_EDM_full.csv, row 2, column ${name}`,
      );
    }
  });
}

Deno.test("the last year that can be true is the one after the present, whatever the machine's clock says", async () => {
  const of = (date: string) => ({ train: rows(120, () => ({ track_album_release_date: date })) });
  assertEquals(judged(of("2027-01-01")), []);
  await refused(of("2028-01-01"), "expected a year from 1860 to 2027");
});

Deno.test("a table from a spreadsheet of decimal commas is refused with its first column, the others and the reason", async () => {
  const spoilt = rows(120, (i) => ({
    danceability: i % 9 ? "916" : "0.92",
    loudness: "-2634",
    tempo: i % 9 ? "104989" : "90",
    mode: i === 4 ? "3" : "1",
  }));
  await refused(
    { train: spoilt },
    "train.csv, row 3, column danceability: beyond its range in 106 of 120 rows",
    "as are the columns loudness (120), tempo (106);",
    'found "916"; expected 0 to 1 (a spreadsheet that expects decimal commas makes 916 of 0.916',
  );
});

Deno.test("a year that a spreadsheet took for a number of days is told as such", async () => {
  const of = (n: number) => ({
    train: rows(120, (i) => i < n ? { track_album_release_date: "1905-07-04" } : {}),
  });
  await refused(
    of(120),
    "row 2, column track_album_release_date",
    "makes such a date of a year alone",
  );
  assert(judged(of(2))[0].includes('track_album_release_date in 2 rows (row 2: "1905-07-04"'));
  const real = rows(120, (i) => ({ track_album_release_date: ["1905", "1905-11-02"][i % 2] }));
  assertEquals(judged({ train: real }), []);
});

Deno.test("cells that are empty count neither as beyond the range nor as within it", async () => {
  const of = (empty: number) => ({
    test: rows(40, (i) => ({ valence: i < empty ? "" : i < empty + 3 ? "7" : "0.5" })),
  });
  assertEquals(judged(of(5)).length, 1);
  await refused(of(30), "test.csv, row 32, column valence: beyond its range in 3 of 10 rows");
});

Deno.test("a column that has its decimal point elsewhere than in train.csv is refused with both medians", async () => {
  const points: [string, (i: number) => string, number][] = [
    ["track_popularity", () => (rng.uniform()).toFixed(3), 2],
    ["tempo", () => (6 + rng.uniform() * 10).toFixed(4), 1],
    ["duration_ms", () => String(6_000 + rng.int(30_000)), 1],
  ];
  for (const [name, value, places] of points) {
    const change = (i: number) => ({ [name]: value(i) });
    const told =
      `column ${name}: another scale than in train.csv, in 40 rows: like it only with the decimal point ` +
      `moved by ${places} place${places > 1 ? "s" : ""} (median `;
    await refused(
      { test: rows(40, change) },
      `test.csv, row 2, ${told}`,
      "the unit and decimal point of train.csv",
    );
    await refused({ edm: edmRows(40, change) }, `data_EDM_full.csv, row 2, ${told}`);
    assertEquals(judged({ test: rows(3, change) }), []); // of three rows nothing can be claimed
    assertEquals(judged({ test: rows(1, change) }), []);
  }
});

Deno.test("a column that lies elsewhere than in train.csv without being it in another unit is said", () => {
  const quiet = (i: number) => ({ acousticness: (.9 + i / 1000).toFixed(3) });
  const wide = rows(120, () => ({ acousticness: (10 ** (-5 * rng.uniform())).toFixed(6) }));
  const [said, ...more] = judged({ train: wide, test: rows(40, quiet) });
  assertEquals(more, []);
  assert(
    /^acousticness of test\.csv \(median 0\.92\) lies far from that of train\.csv/.test(said),
    said,
  );
  assertEquals(judged({ train: wide, test: rows(40, () => ({ acousticness: "0" })) }), []); // 0 has no scale
});

Deno.test("a column that is empty throughout is refused where it is to be learnt from, said where not", async () => {
  for (
    const name of ["track_name", "track_album_name", "track_album_release_date", ...QUANTITIES]
  ) {
    const none = () => ({ [name]: "" });
    const told = `column ${name}: empty in every row`;
    await refused({ train: rows(120, none) }, `train.csv, ${told} (120)`, "expected a value");
    await refused({ edm: edmRows(20, none) }, `data_EDM_full.csv, ${told} (20)`);
    const [said, ...more] = judged({ test: rows(3, none) });
    assertEquals(more, []);
    assertEquals(said, `In test.csv every row lacks ${name}.`);
  }
  const two = rows(120, () => ({ valence: "", tempo: " " }));
  await refused(
    { train: two },
    "column valence: empty in every row (120)",
    "; the same is true of tempo;",
  );
  const zero = rows(120, () => ({ track_album_release_date: "0000" }));
  await refused({ train: zero }, "column track_album_release_date: empty in every row");
});

Deno.test("a genre needs five usable rows: complete, and each audio once", async () => {
  const folk = (n: number, change: (i: number) => Row = () => ({})) => [
    ...rows(120),
    ...rows(n).map((row, i) => ({ ...row, playlist_genre: "folk", ...change(i) })),
  ];
  assertEquals(judged({ train: folk(5) }), []);
  const told = (rows: string, usable: number) =>
    `train.csv, row 122, column playlist_genre: a genre of ${rows}, ${usable} usable`;
  await refused({ train: folk(1) }, told("1 row", 1), 'found "folk"', "at least 5 usable rows");
  await refused({ train: folk(9, (i) => i < 4 ? {} : { key: "" }) }, told("9 rows", 4));
  await refused({ train: folk(9, () => ({ key: "" })) }, told("9 rows", 0));
  await refused(
    { train: folk(9, () => ({ tempo: "99", duration_ms: "200000" })) },
    told("9 rows", 1),
  );
  const both = folk(2, (i) => ({ playlist_genre: ["folk", "jazz"][i] }));
  await refused({ train: both }, told("1 row", 1), "and 1 more genre like it");
  await refused(
    { edm: edmRows(4) },
    "data_EDM_full.csv, row 2",
    "a genre of 4 rows",
    "without the file",
  );
});

Deno.test("a label that programs write for a missing one is refused, however many rows have it", async () => {
  for (const label of ["nan", "NaN", "NA", "None", "null", "#N/A", " <NA>"]) {
    const of = (n: number) =>
      rows(120, (i) => i >= 8 && i < 8 + n ? { playlist_genre: label } : {});
    const place = `row 10, column playlist_genre: a genre of`,
      found = `found ${JSON.stringify(label)}`;
    await refused(
      { train: of(1) },
      `${place} 1 row, 1 usable`,
      "its name stands for a missing one",
      found,
      "at least 5",
    );
    await refused({ train: of(30) }, `${place} 30 rows whose name stands for a missing one`, found);
  }
});

Deno.test("files too small for the notebooks are read with a word on it, as long as no genre stands alone", async () => {
  const small = rows(40, (i) => i < 4 ? { playlist_genre: "folk" } : {});
  assertEquals(judged({ train: small }), [
    "train.csv is smaller than the 100 rows that the notebooks need.",
    "Too few usable rows in train.csv for the notebooks, which need 5: folk (4).",
  ]);
  await refused({ train: small.slice(3) }, "row 2", "a genre of 1 row", '"folk"');
  assertEquals(judged({ train: rows(100) }), []);
});
