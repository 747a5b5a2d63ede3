import { join } from "node:path";
import type { TagTarget } from "../../../lib/core/target.ts";
import {
  allRows,
  type Dataset,
  mulanTags,
  parseCells,
  readBytes,
  taskOf,
} from "../../../lib/data/mod.ts";
import { readTagTables } from "../../../lib/studies/tags/read.ts";
import { assert, assertEquals } from "../../assert.ts";
import { dataFolder } from "../../needs.ts";

const dir = dataFolder("TAGS_DATA"), ignore = dir === undefined;
const tagsOf = (data: Dataset) => taskOf(data, allRows(data)) as TagTarget;

Deno.test({
  name: "birds, CAL500 and emotions are read as they are handed out, with the rows to answer",
  ignore,
  fn() {
    const tables = readTagTables(dir!);
    const sizes = tables.map((
      { name, train, test },
    ) => [name, train.rows, test?.rows, tagsOf(train).classes.length]);
    assertEquals(sizes, [["birds", 516, 129, 19], ["cal500", 402, 100, 174], [
      "emotions",
      474,
      119,
      6,
    ]]);
  },
});

Deno.test({
  name: "a table of Mulan's says in ARFF what it says in CSV",
  ignore,
  fn() {
    const arff = join(dir!, "emotions.arff"), xml = join(dir!, "emotions.xml");
    const { header, cells } = parseCells(readBytes(arff), arff);
    const [emotions] = readTagTables(dir!).filter(({ name }) => name === "emotions");
    const { classes, tags } = tagsOf(emotions.train);
    assertEquals(mulanTags(Deno.readTextFileSync(xml), xml), [...classes]);
    cells.forEach((row, i) =>
      header.forEach((name, j) => {
        const tag = classes.indexOf(name);
        const other = tag < 0 ? emotions.train.numbers(name)[i] : tags[i * classes.length + tag];
        assert(
          Math.abs(Number(row[j]) - other) < 1e-5 * (1 + Math.abs(other)),
          `${name}, row ${i}`,
        );
      })
    );
  },
});
