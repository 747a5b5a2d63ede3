import { completeness } from "../../../lib/publish/kernel/services/completeness.ts";
import { scan } from "../../../lib/publish/kernel/services/scan.ts";
import { assertEquals } from "../../assert.ts";

const closed = { open: [], unended: undefined, broken: false };

Deno.test("brackets in strings, comments, templates and regular expressions are no code", () => {
  for (
    const code of [
      `f("(", '[', "\\"(");`,
      "f(1); // (\n/* ( [ */ g();",
      "`( ${f({ a: `[${1}` })} (`",
      "x = /[/(]\\/(/g; y = a / b / (c); z = f(/)/);",
      "return /\\(/.test(x)",
      "a.return / 2 / (3)",
    ]
  ) {
    const { plain, ...rest } = scan(code);
    assertEquals([code, plain.length, rest], [code, code.length, closed]);
  }
});

Deno.test("what stays of the code stands where it stood", () => {
  assertEquals(scan('a("x",\n`y${b}z`) // c').plain, "a(   ,\n    b   )     ");
});

Deno.test("what is open is told from outside to inside, what is broken off too", () => {
  assertEquals(scan("f({ a: [").open, [1, 2, 7]);
  assertEquals(scan("`abc").unended, "`");
  assertEquals(scan("`${ f(").open, [2, 5]);
  assertEquals(scan("/* abc").unended, "*/");
  assertEquals([scan('"abc').broken, scan("f)").broken, scan("(]").broken], [true, true, true]);
});

Deno.test("a console runs what is whole, waits for what is not, and sends what never can be", () => {
  const statuses = (...codes: string[]) => codes.map((code) => completeness(code).status);
  assertEquals(
    statuses("1 + 1", "const a = f(1);", "if (a) {\n  b();\n}", "i++", "// note", "", "a /* b */"),
    Array(7).fill("complete"),
  );
  assertEquals(
    statuses("f(", "if (a) {", "`abc", "/* abc", "const a =", "a +", "a &&", "x = () =>", "await"),
    Array(9).fill("incomplete"),
  );
  assertEquals(statuses("f)", '"abc', "(]"), Array(3).fill("invalid"));
});

Deno.test("the next line is indented by what is open; two empty lines end what an operator left open", () => {
  assertEquals(completeness("f(() => {"), { status: "incomplete", indent: "    " });
  assertEquals(completeness("a = b +\n\n"), { status: "complete" });
  assertEquals(completeness("f(\n\n"), { status: "incomplete", indent: "  " });
});
