import { join } from "node:path";
import type { Notebook } from "../../../lib/publish/notebook/document.ts";
import { Executed } from "../../../lib/publish/notebook/unchanged.ts";
import { assertEquals } from "../../assert.ts";
import { notebookOf } from "./make.ts";

const ONE = notebookOf({ md: "# One" }, `import { x } from "./x.ts";\nx;`);
const TWO = notebookOf(`2;`);

/** An out folder in which both notebooks were executed, and what is due after `change`. */
async function dueAfter(
  change: (at: { folder: string; out: string }) => unknown,
  { seed = 1, fresh = false, after }: { seed?: number; fresh?: boolean; after?: string[] } = {},
): Promise<string[]> {
  const folder = await Deno.makeTempDir(), out = join(folder, "out");
  const paths = ["1_one.ipynb", "2_two.ipynb"].map((name) => join(folder, name));
  try {
    await Deno.mkdir(join(out, "runs"), { recursive: true });
    await write(join(folder, "x.ts"), "export const x = 1;\n");
    await write(paths[0], ONE);
    await write(paths[1], { ...TWO, metadata: { ...TWO.metadata, ...(after && { after }) } });
    await write(join(out, "prediction.csv"), "pop\n");
    await write(join(out, "runs", "a.json"), "{}\n");

    const first = new Executed(out, { seed: 1 });
    assertEquals(await first.due(paths, { fresh: false }), paths);
    paths.forEach((path) => first.add(path));
    await first.keep();
    await change({ folder, out });
    const due = await new Executed(out, { seed }).due(paths, { fresh });
    return due.map((path) => path.slice(folder.length + 1, folder.length + 2));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const write = (path: string, content: string | Notebook) =>
  Deno.writeTextFile(path, typeof content === "string" ? content : JSON.stringify(content));

Deno.test("a notebook is not executed again where nothing that it depends on has changed", async () => {
  assertEquals(await dueAfter(() => {}), []);
  // what a person's own run left in the notebook's file is none of it, nor what is made of the results
  assertEquals(
    await dueAfter(async ({ folder, out }) => {
      const outputs = [{ output_type: "stream" as const, name: "stdout", text: "1" }];
      await write(join(folder, "1_one.ipynb"), {
        ...ONE,
        cells: ONE.cells.map((cell) => cell.outputs ? { ...cell, outputs } : cell),
      });
      await Deno.mkdir(join(out, "site"));
      await write(join(out, "site", "index.html"), "<p>");
      await write(join(out, "NOM_hand_in.zip"), "PK");
    }),
    [],
  );
});

Deno.test("a notebook is executed again after a change to its cells, to code that it imports, or to what was asked", async () => {
  const other = notebookOf({ md: "# One" }, `import { x } from "./x.ts";\nx + 1;`);
  assertEquals(await dueAfter(({ folder }) => write(join(folder, "1_one.ipynb"), other)), ["1"]);
  assertEquals(await dueAfter(({ folder }) => Deno.remove(join(folder, "x.ts"))), ["1"]);
  assertEquals(await dueAfter(() => {}, { seed: 2 }), ["1", "2"]);
  assertEquals(await dueAfter(() => {}, { fresh: true }), ["1", "2"]);
});

Deno.test("all notebooks are executed again where a file that they left was changed or removed", async () => {
  const all = ["1", "2"];
  assertEquals(await dueAfter(({ out }) => write(join(out, "prediction.csv"), "rap!\n")), all);
  assertEquals(await dueAfter(({ out }) => Deno.remove(join(out, "runs", "a.json"))), all);
  assertEquals(await dueAfter(({ out }) => write(join(out, ".executed.json"), "half of it")), all);
});

Deno.test("a notebook that reads what another left is executed after that one, and again when that one is", async () => {
  const after = ["1"];
  assertEquals(await dueAfter(() => {}, { after }), []);
  const other = notebookOf({ md: "# One, and more" }, `import { x } from "./x.ts";\nx;`);
  const change = ({ folder }: { folder: string }) => write(join(folder, "1_one.ipynb"), other);
  assertEquals(await dueAfter(change, { after }), ["1", "2"]);
  // it alone was executed in between
  assertEquals(
    await dueAfter(async ({ folder, out }) => {
      await new Promise((done) => setTimeout(done, 2));
      const path = join(folder, "1_one.ipynb"), between = new Executed(out, { seed: 1 });
      await between.due([path], { fresh: true });
      between.add(path);
      await between.keep();
    }, { after }),
    ["2"],
  );
});
