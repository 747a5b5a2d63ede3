import { parseWide } from "../../lib/data/wide.ts";
import { Rng } from "../../lib/core/rng.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";

const read = (text: string) => parseWide(new TextEncoder().encode(text), "scores.csv");

Deno.test("numbers of every form are read as Number reads them, in single precision", () => {
  const rng = new Rng(1),
    forms = ["0", "-0", ".5", "5.", "+7", "1e-3", "-2.5E+4", "  3 ", '"4.25"'];
  for (let i = 0; i < 2000; i++) {
    const value = (rng.uniform() - .5) * 10 ** (rng.int(30) - 15);
    forms.push(String(value), value.toFixed(6), value.toPrecision(17), value.toExponential(3));
  }
  const { data } = read(`id,x\n${forms.map((form, i) => `r${i},${form}`).join("\n")}`);
  forms.forEach((form, i) => {
    const expected = Math.fround(Number(form.replaceAll('"', "")));
    assert(Object.is(data[i], expected), `${form}: ${data[i]} is not ${expected}`);
  });
});

Deno.test("delimiters, line ends, a byte-order mark and quotes do not matter", () => {
  const expected = {
    ids: ["a b", 'say "x"'],
    names: ["x", "y, z"],
    data: Float32Array.of(1, 2, 3, NaN),
  };
  for (const [mark, end] of [[",", "\n"], [";", "\r\n"], ["\t", "\n"]]) {
    const rows = [["id", "x", '"y, z"'], ["a b", "1", "2"], ['"say ""x"""', "3", ""]];
    const { ids, names, data } = read(
      "\ufeff" + rows.map((row) => row.join(mark) + end).join("") + end,
    );
    assertEquals({ ids, names, data }, expected);
  }
});

Deno.test("the last line needs no end", () => {
  assertEquals(read("id,x\na,1\r\nb,2\r").data, Float32Array.of(1, 2));
});

for (
  const [what, text, ...said] of [
    ["a row too short", "id,x,y\na,1\n", "row 2", "too short", "2 cells", "3"],
    ["a row too long", "id,x\na,1\nb,2,3\n", "row 3", "too long"],
    ["text among numbers", "id,x\na,1\nb,loud\n", "row 3", "column x", '"loud"'],
    ["a number beyond single precision", "id,x\na,1e40\n", "row 2", "1e40"],
    ["an id twice", "id,x\na,1\nb,1\na,2\n", "row 4", '"a"', "row 2"],
    ["no id", "id,x\n,1\n", "row 2", "without an id"],
    ["a name twice", "id,x,x\na,1,2\n", "two columns of one name"],
    ["one column", "id\na\n", "one column"],
    ["no rows", "id,x\n", "no rows"],
    ["an empty line between rows", "id,x\na,1\n\nb,2\n", "row 3", "without an id"],
    ["a line that ends with CR", "id,x\na,1\n\rb,2\n", "row 3", "two ways", '"\\rb"'],
    ["a CR beside a number", "id,x,y\na,1\r,2\n", "row 2", "column x", '"1\\r"'],
    ["lines that all end with CR", "id,x\ra,1\rb,2\r", "end with CR", "LF or CRLF"],
    ["an open quote", 'id,x\n"a,1\n', "row 2", "not closed"],
    ["nothing", "", "the file is empty"],
  ]
) {
  Deno.test(`${what}: refused with file, row and column`, async () => {
    await assertFails(() => read(text), "scores.csv", ...said);
  });
}

Deno.test("an id that is not UTF-8 is refused, not changed", async () => {
  const bytes = Uint8Array.of(
    ...new TextEncoder().encode("id,x\n"),
    0xe9,
    ...new TextEncoder().encode(",1\n"),
  );
  await assertFails(() => parseWide(bytes, "scores.csv"), "row 2", "not UTF-8");
});
