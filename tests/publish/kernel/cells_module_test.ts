import { CellsContext, importsOf } from "../../../lib/publish/kernel/services/cells_module.ts";
import { assert, assertEquals } from "../../assert.ts";

const contextOf = (...cells: string[]) => {
  const context = new CellsContext();
  for (const cell of cells) context.add(cell);
  return context;
};
const shape = (text: string) => text.split("\n").map((line) => line.trim()).filter(Boolean);

Deno.test("each cell stands in a function inside the one before, so that it may declare a name again", () => {
  const { text } = contextOf("const x = 1;", 'const x = "a";').module("x.length");
  assertEquals(shape(text), [
    ...["export {};", "void (async () => {", "const x = 1;", "void (async () => {"],
    ...['const x = "a";', "void (async () => {", "x.length", "});});});"],
  ]);
});

Deno.test("imports stand at the top, of each name the latest, the newest cell's as they are written", () => {
  const context = contextOf(
    'import { a, b as c } from "./one.ts";\na();',
    'import type { T } from "./types.ts"; import d, * as all from "./all.ts";',
    'import { a } from "./two.ts";\nimport "./effect.ts";',
  );
  const { text } = context.module('import {\n  c, // c\n} from "./three.ts";\nc()');
  assertEquals(shape(text).slice(0, 8), [
    "export {};",
    'import { a } from "./two.ts";',
    'import type { T } from "./types.ts";',
    'import d from "./all.ts";',
    'import * as all from "./all.ts";',
    "import {",
    "c, // c",
    '} from "./three.ts";',
  ]);
});

Deno.test("an import hides what an earlier cell declared under its name", () => {
  const cell = (table: string) => `const ${table} = 1, o = { table: ${table}, b: o.table };`;
  const context = contextOf(cell("table"), "export const $ = 2;"),
    imports = 'import { table } from "./a.ts";';
  assert(context.module(`${imports}\ntable`).text.includes(cell("table_earlier")));
  context.add(imports);
  assert(context.module('import $ from "./b.ts";').text.includes(cell("table_earlier")));
  assert(context.module('import $ from "./b.ts";').text.includes("       const $_earlier = 2;"));
});

Deno.test("texts and comments that look like imports are none", () => {
  assertEquals(importsOf("`\nimport a from 'b';\n`; // import c from 'd';\nimport('e');"), []);
});

Deno.test("places go to the module and back, in imports and beside them", () => {
  const cell = 'import { f } from "./f.ts";\nf({ a: 1 });\nimport { g } from "./g.ts"; g';
  const module = contextOf("const other = 1;").module(cell);
  for (let offset = 0; offset < cell.length; offset++) {
    const at = module.toModule(offset);
    assertEquals(module.toCell(at), offset);
    if (cell[offset].trim()) assertEquals(module.text[at], cell[offset]);
  }
  assertEquals(module.toCell(module.text.indexOf("other")), undefined);
  assertEquals(module.toCell(module.toModule(cell.length + 9)), cell.length);
});

Deno.test("what is being typed is closed, and hides no end of the functions around it", () => {
  const { text } = contextOf("const x = 1;").module("f(x, [{ a: ");
  assert(text.endsWith("f(x, [{ a: \n}])\n});});\n"));
});

Deno.test("a cell that does not parse is no context, nor is any after a restart", () => {
  const context = contextOf("const x = 1;", "f(((", "const y = 2;");
  assertEquals(shape(context.module("z").text).length, 8);
  context.clear();
  assertEquals(shape(context.module("z").text).length, 4);
});

Deno.test("cells that ran again are forgotten when there are many, the oldest first", () => {
  const context = contextOf(
    ...Array.from({ length: 400 }, (_, i) => `const a${i % 100} = ${i % 100};`),
  );
  const { text } = context.module("");
  for (let i = 0; i < 100; i++) assert(text.includes(`const a${i} =`));
  assertEquals(text.split("void (async").length - 1, 151);
});
