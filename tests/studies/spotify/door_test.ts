/** Everything behind the main door is there for someone: for this study, or for a student's own work. */
import * as door from "../../../lib/mod.ts";
import { PROJECT_ROOT } from "../../../lib/core/places.ts";
import { assertEquals } from "../../assert.ts";
import { walkSync } from "../../walk.ts";

const root = new URL(`file://${PROJECT_ROOT}/`);
const read = (path: string) => Deno.readTextFileSync(new URL(path, root));
const under = (folder: string, end: string) =>
  [...walkSync(new URL(folder, root))].filter((path) => path.endsWith(end))
    .map((path) => folder + path);

/** The names in the braces of each `import { … } from "…"` whose path ends as asked. */
const imported = (code: string, end: RegExp) =>
  Array.from(code.matchAll(/import \{([^}]*)\}\s*from "([^"]*)"/g))
    .filter(([, , path]) => end.test(path))
    .flatMap(([, names]) => names.split(",").map((name) => name.trim().split(" as ")[0]));

/** The code of a notebook's cells. */
function cellsOf(path: string): string {
  const { cells } = JSON.parse(read(path)) as { cells: { cell_type: string; source: string[] }[] };
  return cells.filter(({ cell_type }) => cell_type === "code")
    .map(({ source }) => source.join("")).join("\n");
}

/** The TypeScript between the fences of a Markdown text. */
const fenced = (text: string) =>
  Array.from(text.matchAll(/```ts[^\n]*\n(.*?)```/gs), ([, code]) => code).join("\n");

Deno.test("every value of the main door is used by a notebook, a README, a study, or a test that works as a student does", () => {
  const main = /lib\/mod\.ts$/;
  const used = new Set([
    ...under("notebooks/", ".ipynb").flatMap((path) => imported(cellsOf(path), main)),
    ...under("notebooks/", ".md").flatMap((path) => imported(fenced(read(path)), main)),
    ...under("lib/studies/", ".ts").flatMap((path) => imported(read(path), /^\.\.\//)),
    ...under("tests/", ".ts").flatMap((path) => imported(read(path), main)),
  ]);
  assertEquals(Object.keys(door).filter((name) => !used.has(name)), []);
});
