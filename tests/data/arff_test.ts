import { isArff, mulanTags, parseArff } from "../../lib/data/arff.ts";
import { parseTable } from "../../lib/data/read.ts";
import type { Schema } from "../../lib/data/schema.ts";
import { allRows, taskOf } from "../../lib/data/dataset.ts";
import { stackDatasets } from "../../lib/data/stack.ts";
import { isTags } from "../../lib/core/target.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";

const HEADER = `% songs and what is said of them
@relation 'songs: -C 2'
@attribute bpm numeric
@attribute "its key" {C, 'F sharp', "it's"}
@attribute sad {0,1}
@attribute live {0,1}

@data
`;
const cellsOf = (rows: string) => parseArff(HEADER + rows, false, "songs.arff").cells;

Deno.test("dense and sparse rows of ARFF give the same cells", () => {
  const dense = cellsOf("90, C,1,0\n0,'F sharp',0,0\n");
  assertEquals(cellsOf("{0 90, 2 1}\n{1 'F sharp'}\n"), dense);
  assertEquals(cellsOf("{ }\n"), [["0", "C", "0", "0"]]);
});

Deno.test("quotes, escapes, comments and blank lines of ARFF are read as Weka reads them", () => {
  assertEquals(cellsOf("% a comment\n\n1.5,'it\\'s',0,1\r\n2,\"it's\",0,1\n"), [
    ["1.5", "it's", "0", "1"],
    ["2", "it's", "0", "1"],
  ]);
  assertEquals(parseArff(HEADER + "1,C,0,1", false, "a").header, ["bpm", "its key", "sad", "live"]);
});

Deno.test("a missing value of ARFF is an empty cell", () => {
  assertEquals(cellsOf("?,?,0,1\n{0 ?}\n"), [["", "", "0", "1"], ["", "C", "0", "0"]]);
});

for (
  const [what, rows, ...said] of [
    ["too few values", "1,C,0\n", "line 9", "3 values", "4"],
    ["a value that is not listed", "1,D,0,1\n", "its key does not list", '"D"', "F sharp"],
    ["an open quote", "1,'C,0,1\n", "never closed"],
    ["an open sparse row", "{0 1\n", "not closed"],
    ["a weight", "{0 1}, {5}\n", "a value without its attribute's number"],
    ["a value given twice", "{0 1, 0 2}\n", "given twice", "0 2"],
    ["an attribute that is not declared", "{4 1}\n", '"4"', "0 to 3"],
  ]
) {
  Deno.test(`${what} in a row of ARFF is named with its line`, async () => {
    await assertFails(() => cellsOf(rows), "songs.arff", ...said);
  });
}

for (
  const [what, text, ...said] of [
    ["no data", "@relation a\n@attribute x numeric\n", "no @data"],
    ["a date", "@relation a\n@attribute day date\n@data\n", "day", "date", "line 2"],
    ["two of one name", "@relation a\n@attribute x real\n@attribute x real\n@data\n", "one name"],
    ["no type", "@relation a\n@attribute x\n@data\n", "cannot be read"],
    ["another word", "@relation a\n@attributes x real\n@data\n", "@attributes x real"],
  ]
) {
  Deno.test(`a header of ARFF with ${what} is refused by name`, async () => {
    await assertFails(() => parseArff(text, false, "songs.arff"), "songs.arff", ...said);
  });
}

const schema: Schema = {
  ...{ row: "song", task: "moods", groups: {}, keys: {}, caption: [], leaks: [] },
  columns: {
    bpm: { kind: "number" },
    moods: { kind: "tags", source: ["sad", "live"] },
  },
};

Deno.test("a table of ARFF becomes a dataset as CSV does, and two are stacked with their tags", () => {
  const songs = parseTable(HEADER + "90,C,1,0\n{0 140, 3 1}\n", "songs.arff", schema, {
    labels: "given",
  });
  assertEquals(songs.numbers("bpm"), Float64Array.of(90, 140));
  const moods = taskOf(songs, allRows(songs));
  assert(isTags(moods));
  assertEquals(moods.tags, Uint8Array.of(1, 0, 0, 1));
  const twice = stackDatasets([songs, songs]), both = taskOf(twice, allRows(twice));
  assert(isTags(both));
  assertEquals(both, { classes: ["sad", "live"], tags: Uint8Array.of(1, 0, 0, 1, 1, 0, 0, 1) });
});

Deno.test("a cell of ARFF that is no number is named with its line", async () => {
  const text = HEADER.replace("bpm numeric", "bpm string") + "% note\nfast,C,1,0\n";
  await assertFails(
    () => parseTable(text, "songs.arff", schema),
    "line 10 of the file",
    "bpm",
    "fast",
  );
});

Deno.test("a table of ARFF without a column that is asked for is refused by name", async () => {
  const text = HEADER.replace("bpm", "tempo") + "90,C,1,0\n";
  const read = () => parseTable(text, "songs.arff", schema, { labels: "given" });
  await assertFails(read, "missing column bpm");
});

Deno.test("CSV whose first cell looks like ARFF is CSV", () => {
  assertEquals([
    isArff("@relations,b\n"),
    isArff("a,b\n@relation x\n"),
    isArff("\n%\n @Relation x"),
  ], [false, false, true]);
});

Deno.test("Mulan's tags are read with nested ones, comments apart", async () => {
  const xml = `<?xml version="1.0"?><labels xmlns="http://mulan.sourceforge.net/labels">
    <!-- <label name="old"/> --><label name='mood'><label name="sad &lt;3"></label></label></labels>`;
  assertEquals(mulanTags(xml, "songs.xml"), ["mood", "sad <3"]);
  await assertFails(() => mulanTags("<labels/>", "songs.xml"), "songs.xml", "no tags");
  await assertFails(
    () => mulanTags('<label name="a"/>\n<label name="a"/>', "s"),
    "twice (line 2",
    "a",
  );
});

Deno.test("a tag that cannot be read is refused, for left out it would be learnt from; at once, however many there are", async () => {
  for (const end of ["<label ", "<label name=", '<label name="', "<label name='b\">", "<label/>"]) {
    const xml = '<label name="a"/>\n' + end.repeat(20_000);
    await assertFails(
      () => mulanTags(xml, "s.xml"),
      "s.xml: a tag that cannot be read (line 2",
      "<label",
    );
  }
  assertEquals(mulanTags('<label name="a"/>' + "<!-- ".repeat(20_000), "s"), ["a"]);
  await assertFails(
    () => mulanTags(Uint8Array.of(0xff, 0x41), "s.xml"),
    "s.xml, row 1: wrong encoding",
  );
});
