import { courseTracks, parseTracks } from "../../music.ts";
import { columnsOf, numberColumns } from "../../../lib/evaluation/statistics/columns.ts";
import { averageLinkage, clusterOrder } from "../../../lib/evaluation/statistics/cluster.ts";
import { correlations } from "../../../lib/evaluation/statistics/correlations.ts";
import { columnSummary } from "../../../lib/evaluation/statistics/column_summary.ts";
import { describe } from "../../../lib/evaluation/statistics/describe.ts";
import { frame } from "../../../lib/show/frames.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../../assert.ts";
import reference from "../../fixtures/stats.json" with { type: "json" };
import study from "../../fixtures/study.json" with { type: "json" };
import { courseFile } from "../../needs.ts";
import { fileOf } from "../../data/tables.ts";
import { smallTracks } from "../../tracks.ts";
import { toyTracks } from "../../experiments/toy_tracks.ts";

const columns = Object.fromEntries(
  Object.entries(study.pairs.columns).map(([name, values]) => [
    name,
    Float64Array.from(values as (number | null)[], (value) => value ?? NaN),
  ]),
);
const course = courseFile("train.csv");

Deno.test("empty cells are counted in each of the columns that have no name", () => {
  const [header, ...rows] = fileOf([{}, {}]).trimEnd().split("\n");
  const text = [`${header}\t\t`, `${rows[0]}\t\ty`, `${rows[1]}\tx\ty`].join("\n");
  const tracks = parseTracks(text, "t.csv");
  assertEquals(describe(tracks).missing.slice(-2).map(({ missing }) => missing), [1, 0]);
});

Deno.test("a column is summed up as pandas and SciPy do, missing values left out", () => {
  for (const [name, expected] of Object.entries(study.pairs.describe)) {
    const found = columnSummary(columns[name]);
    for (const [key, value] of Object.entries(expected)) {
      assertAllClose([found[key as keyof typeof found]], [value], { relative: 1e-9 });
    }
    assertEquals(found.missing, 50 - expected.count);
  }
  assertEquals(columnSummary([]).mean, NaN);
  assertEquals(columnSummary([4]).sd, NaN);
});

Deno.test("Pearson's and Spearman's correlations agree with pandas, pair by pair", () => {
  for (const method of ["pearson", "spearman"] as const) {
    const { names, values } = correlations(columns, method);
    assertEquals(names, ["a", "b", "c", "d", "e"]);
    assertAllClose(values.flat(), study.pairs[method].flat(), { relative: 1e-9, absolute: 1e-12 });
  }
  assertEquals(correlations({ a: [1, 2], b: [3, 3] }).values, [[1, NaN], [NaN, NaN]]);
});

Deno.test("average linkage joins at the heights that SciPy finds", () => {
  const distances = study.pairs.pearson.map((row) => row.map((rho) => 1 - Math.abs(rho)));
  const merges = averageLinkage(distances);
  assertAllClose(merges.map((merge) => merge.height), study.pairs.heights, { relative: 1e-9 });
  assertEquals([...merges.at(-1)!.members].sort(), [0, 1, 2, 3, 4]);
});

Deno.test("clustering puts relatives side by side and keeps each pair's correlation", () => {
  const rho = (i: number, j: number) => i === j ? 1 : i % 2 === j % 2 ? .9 : .1;
  const names = ["a", "B", "c", "D", "e"];
  const order = clusterOrder(names.map((_, i) => names.map((_, j) => rho(i, j))));
  assertEquals(order.map((i) => i % 2).join("").replace(/(.)\1+/g, "$1").length, 2);

  const found = correlations(columns, "spearman"), near = found.clustered();
  assertEquals([...near.names].sort(), found.names);
  const at = near.names.map((name) => found.names.indexOf(name));
  assertEquals(near.values, at.map((i) => at.map((j) => found.values[i][j])));
  assertEquals(near.by("pearson").names, near.names);
});

Deno.test("columns for a frame stand in the asked order, missing years as NaN", () => {
  const dates = ["1999", "2000", "", "2002", "2003"], rows = Int32Array.of(4, 2);
  const tracks = smallTracks(dates.map((date) => ({ date, genre: "pop" })));
  const found = columnsOf(tracks, rows);
  assertEquals(Object.keys(found).slice(0, 3), ["title", "album", "genre"]);
  assertEquals(Array.from(found.title), ["title 4", "title 2"]);
  assertEquals(Array.from(found.year), [2003, NaN]);
  assertEquals(numberColumns(tracks).tempo.length, 5);
});

Deno.test("a danfojs frame of the columns has the same means by genre", async () => {
  const tracks = toyTracks(31), df = await frame(tracks);
  assertEquals(df.shape, [31, 17]);
  const grouped = df.groupby(["genre"]).col(["tempo"]).mean();
  const means = Object.fromEntries(grouped.values as [string, number][]);
  for (const line of describe(tracks).columnsByClass) {
    if (line.column === "tempo") assertAllClose([means[line.class!]], [line.mean]);
  }
});

Deno.test("by genre there is a line per column and genre, and the genres add up", () => {
  const tracks = toyTracks(31), lines = describe(tracks).columnsByClass;
  assertEquals(lines.length, 14 * 3);
  const tempo = lines.filter((line) => line.column === "tempo");
  assertEquals(tempo.map((line) => line.class), ["pop", "rap", "rock"]);
  assertEquals(tempo.reduce((sum, line) => sum + line.count, 0), 31);
  const whole = describe(tracks).columns.find((line) => line.column === "tempo")!;
  assertAllClose([whole.mean], [tempo.reduce((sum, line) => sum + line.mean * line.count, 0) / 31]);
});

Deno.test("duplicates count the rows that share their audio, and the genres that disagree", () => {
  const found = describe(toyTracks(30, { repeated: 10 })).duplicates();
  assertEquals([found.same, found.rows, found.share, found.distinct], ["audio", 6, .2, 27]);
  assertEquals(found.underSeveralClasses, 3);
  assertEquals(found.sizes, [{ size: 1, groups: 24 }, { size: 2, groups: 3 }]);
});

Deno.test("a column that the file lacks is named, with those it has", async () => {
  await assertFails(
    () => describe(toyTracks(9)).counts("mood"),
    "mood",
    "track_name, track_album_name",
  );
  await assertFails(() => describe(toyTracks(9)).duplicates("artist"), "artist");
});

Deno.test({
  name: "the description of the course's file agrees with pandas and SciPy",
  ignore: !course,
  fn() {
    const tracks = courseTracks();
    const about = describe(tracks), lines = about.columns;
    for (const [name, expected] of Object.entries(reference.describe)) {
      const found = lines.find((line) => line.column === name)!;
      for (const [key, value] of Object.entries(expected)) {
        assertAllClose([found[key as keyof typeof expected]], [value], { absolute: 0 });
      }
    }
    const pairs = Object.fromEntries(
      reference.features.map((name) => [name, numberColumns(tracks)[name]]),
    );
    for (const method of ["pearson", "spearman"] as const) {
      assertAllClose(correlations(pairs, method).values.flat(), reference[method].flat(), {
        absolute: 1e-12,
      });
    }
    const counted = (list: readonly { value: string; rows: number }[]) =>
      Object.fromEntries(list.map(({ value, rows }) => [value, rows]));
    assertEquals(counted(about.classes), reference.counts);
    const lengths = Object.entries(counted(about.dates));
    assertEquals(
      Object.fromEntries(lengths.map(([form, rows]) => [String(form.length), rows])),
      reference.dateLengths,
    );
    assertEquals(
      Object.fromEntries(about.missing.map(({ column, missing }) => [column, missing])),
      reference.missing,
    );
    assertEquals(about.duplicates().rows, reference.rowsWithSameAudioAsAnother);
    assert(about.duplicates().underSeveralClasses > 0);
  },
});
