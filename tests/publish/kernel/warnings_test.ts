import { CellsContext } from "../../../lib/publish/kernel/services/cells_module.ts";
import { placeAt } from "../../../lib/publish/kernel/services/places.ts";
import {
  type Diagnostic,
  warningsOf,
  warningText,
} from "../../../lib/publish/kernel/services/warnings.ts";
import { assertEquals } from "../../assert.ts";

const cell = "run({\n  sedes: 3,\n});";
const context = new CellsContext();
context.add("const earlier = 1;");
const module = context.module(cell);

function diagnostic(word: string, message: string, code = 2561): Diagnostic {
  const at = module.text.lastIndexOf(word);
  const range = {
    start: placeAt(module.text, at),
    end: placeAt(module.text, at + word.length),
  };
  return { range, severity: 1, source: "deno-ts", code, message };
}
const misspelt = diagnostic(
  "sedes",
  "Object literal may only specify known properties, but 'sedes' does not exist in type 'Plan'. " +
    "Did you mean to write 'seeds'?",
);

Deno.test("a misspelt option is told with line, column, the line itself and a mark below it", () => {
  const expected = [
    "Types do not fit (checked beside the run):",
    "line 2, column 3: there is no option 'sedes'; did you mean 'seeds'?",
    "    sedes: 3,",
    "    ^^^^^",
  ];
  assertEquals(warningText(warningsOf([misspelt], module, cell), cell), expected.join("\n"));
});

Deno.test("what earlier cells, lint and hints say is not this cell's", () => {
  const found = [
    diagnostic("earlier", "Cannot find name 'earlier'.", 2304),
    { ...misspelt, severity: 4 },
    { ...misspelt, source: "deno-lint" },
  ];
  assertEquals(warningsOf(found, module, cell), []);
});

Deno.test("what need not fail is not told: missing types, values that may be undefined", () => {
  const codes = [7006, 7017, 7034, 18046, 18048, 2532, 6133, 2307, 2454, 1378];
  assertEquals(warningsOf(codes.map((code) => ({ ...misspelt, code })), module, cell), []);
});

Deno.test("where a cell does not parse, nothing else is told", () => {
  const broken = diagnostic("3", "',' expected.", 1005);
  assertEquals(warningsOf([misspelt, broken], module, cell), []);
});

Deno.test("of many warnings the first five are told and the rest counted; long types are cut", () => {
  const long = diagnostic("run", `Type '${"a".repeat(200)}' is wrong.`, 2322);
  const text = warningText(warningsOf(Array(7).fill(long), module, cell), cell).split("\n");
  assertEquals(text.length, 1 + 5 * 3 + 1);
  assertEquals(text[1], `line 1, column 1: Type '${"a".repeat(80)}…' is wrong.`);
  assertEquals(text.at(-1), "and 2 more");
  assertEquals(warningText([], cell), "");
});
