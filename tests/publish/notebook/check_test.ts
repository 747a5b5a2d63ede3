import { join } from "node:path";
import { checkNotebooks, describeProblem } from "../../../lib/publish/notebook/check.ts";
import type { Notebook } from "../../../lib/publish/notebook/document.ts";
import { assert, assertEquals } from "../../assert.ts";
import { notebookOf, withNotebook } from "./make.ts";

/** The problems of notebooks that lie in one folder, by name; Deno's programs start once for all. */
const checkAll = <Name extends string>(notebooks: Readonly<Record<Name, Notebook>>) =>
  withNotebook(notebookOf(), async (path, folder) => {
    await Deno.remove(path);
    await Deno.writeTextFile(join(folder, "helper.ts"), "export const one: number = 1;\n");
    const names = Object.keys(notebooks) as Name[];
    const paths = names.map((name) => join(folder, `${name}.ipynb`));
    for (const [i, path] of paths.entries()) {
      await Deno.writeTextFile(path, JSON.stringify(notebooks[names[i]]));
    }
    const problems = await checkNotebooks(paths);
    const left = [...Deno.readDirSync(folder)].map(({ name }) => name).sort();
    assertEquals(left, ["helper.ts", ...names.map((name) => `${name}.ipynb`)].sort()); // nothing stays behind
    return Object.fromEntries(names.map((name, i) => [
      name,
      problems.filter(({ file }) => file === paths[i])
        .map(({ cell, line, message }) => ({ cell, line, message })),
    ])) as Record<Name, { cell?: number; line?: number; message: string }[]>;
  });

const check = async (notebook: Notebook) => (await checkAll({ notebook })).notebook;

const unformatted = notebookOf(
  "const a = 1;\nconst b  = a\nb;",
  'import {\n  one,\n} from "./helper.ts";\n\n' +
    Array.from({ length: 21 }, (_, line) => `console.log(${line}, one);`).join("\n"),
  "console.log(1);\nconsole.log(import.meta.url);",
);
unformatted.cells[2].execution_count = 3;
const another = notebookOf("1;");
another.metadata = { kernelspec: { name: "python3", language: "python" } };
delete another.cells[0].id;

let checked: ReturnType<typeof checkAll<"good" | "wrong" | "unformatted" | "another">> | undefined;
/** The problems of notebooks that Deno can parse. */
const parsed = () =>
  checked ??= checkAll({
    good: notebookOf(
      { md: "# Title" },
      'import { one } from "./helper.ts";\nconst two = one + 1;',
      "await Promise.resolve(two);\ntwo;",
    ),
    wrong: notebookOf(
      'import { one } from "./helper.ts";',
      { md: "A text does not count." },
      "const fine = one;\nconst text: string = fine;\nconsole.log(text);",
      "",
      "\nlet never = 1;\nconsole.log(never);",
      "const fine = 3;",
      'import { two } from "./helper.ts";\nconsole.log(two, nowhere);',
    ),
    unformatted,
    another,
  });

/** Whether a problem at that place has such a message. */
const has = (
  problems: { cell?: number; line?: number; message: string }[],
  cell: number | undefined,
  line: number | undefined,
  message: RegExp,
) => {
  const found = problems.some((problem) =>
    problem.cell === cell && problem.line === line && message.test(problem.message)
  );
  assert(found, `${message} in cell ${cell}, line ${line} of ${JSON.stringify(problems, null, 1)}`);
};

Deno.test("a good notebook has no problems", async () => {
  assertEquals((await parsed()).good, []);
});

Deno.test("blocks of a README are typed one below the other, but those that are marked", async () => {
  const folder = await Deno.makeTempDir(), path = join(folder, "README.md");
  try {
    const blocks = ["ts\nconst one = 1;", "ts ignore\nnothing(;", "ts\nconst two: string = one;"];
    await Deno.writeTextFile(path, blocks.map((block) => `\`\`\`${block}\n\`\`\`\n`).join("\n"));
    const [problem, ...more] = await checkNotebooks([path]);
    assertEquals([problem.file, problem.cell, problem.line, more], [path, 2, 1, []]);
    assert(/not assignable/.test(problem.message), problem.message);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("type and lint errors name the cell and its line", async () => {
  const problems = (await parsed()).wrong;
  has(problems, 2, 2, /^Type 'number' is not assignable to type 'string'\.$/);
  has(problems, 3, 2, /never reassigned \(prefer-const/);
  has(problems, 4, 1, /Cannot redeclare block-scoped variable 'fine'/);
  has(problems, 5, 1, /^Module .* has no exported member 'two'\.$/);
  has(problems, 5, 2, /^Cannot find name 'nowhere'\.$/);
  has(problems, undefined, undefined, /1 empty code cell/);
});

Deno.test("code that cannot be parsed and imports that do not exist are problems", async () => {
  const unknown = 'import { x } from "npm:no-such-package-of-ours@1";\nx();';
  has(await check(notebookOf("1;", unknown)), 2, 1, /no-such-package-of-ours' does not exist/);
  has(await check(notebookOf('import "./none.ts";')), 1, 1, /Cannot find module .*none\.ts/);
  has(await check(notebookOf("const a = 1;\na;", "a;\nlet b = ;")), 2, 2, /Expression expected/);
});

Deno.test("unformatted cells, output, long cells and import.meta are problems", async () => {
  const problems = (await parsed()).unformatted;
  has(problems, 1, 2, /not formatted/);
  has(problems, 2, 1, /not formatted/); // the import fits into one line
  has(problems, 2, 25, /21 lines long/);
  has(problems, 3, undefined, /holds output/);
  has(problems, 3, 2, /import\.meta/);
  assertEquals(problems.length, 5);
});

Deno.test("a notebook for another kernel, or none at all, is said to be so", async () => {
  const problems = (await parsed()).another;
  has(problems, undefined, undefined, /not the Deno kernel's; found .*python3/);
  has(problems, undefined, undefined, /language_info/);
  has(problems, undefined, undefined, /an id of its own/);

  await withNotebook(notebookOf(), async (path, folder) => {
    await Deno.writeTextFile(path, '{ "cells": [');
    const missing = join(folder, "missing.ipynb");
    const [broken, absent] = (await checkNotebooks([path, missing])).map(describeProblem);
    assert(broken.startsWith(`${path}: not a notebook: `), broken);
    assert(absent.startsWith(`${missing}: No such file`), absent);
  });
});
