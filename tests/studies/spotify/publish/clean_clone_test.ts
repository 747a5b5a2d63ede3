import { join } from "node:path";
import { PROJECT_ROOT } from "../../../../lib/core/places.ts";
import { readNotebook } from "../../../../lib/publish/notebook/document.ts";
import { assert, assertEquals } from "../../../assert.ts";
import { cloneProject } from "../../../clone.ts";
import { MARK, playJsr } from "../../../jsr.ts";
import { notebookOf } from "../../../publish/notebook/make.ts";

/** A notebook that exports, and tells whether the played @std/csv wrote it. */
const exporting = notebookOf(
  'import { exportPredictions } from "../../lib/mod.ts";\n' +
    'import { openStudy } from "../../lib/studies/spotify/mod.ts";',
  "const { test, out, nom, describe } = await openStudy();\nconsole.log(describe());\n" +
    'await exportPredictions(test, test.texts("title").map(() => "pop"), { out, nom, what: "base" });\n' +
    `console.log("played:", "${MARK}" in globalThis);`,
);

Deno.test("no package of JSR stands in deno.json or deno.lock: Deno would fetch it, and write down what it found", () => {
  for (const name of ["deno.json", "deno.lock"]) {
    assert(!Deno.readTextFileSync(join(PROJECT_ROOT, name)).includes("jsr:"), name);
  }
});

Deno.test("where JSR is reached, study, check, test and hand-in export by @std/csv and leave a clone clean", async () => {
  await using registry = playJsr();
  await using clone = await cloneProject(async (root) => {
    const notebooks = join(root, "notebooks", "spotify");
    for (const { name } of [...Deno.readDirSync(notebooks)]) {
      await Deno.remove(join(notebooks, name));
    }
    const path = join(notebooks, "01_export.ipynb");
    await Deno.writeTextFile(path, JSON.stringify(exporting));
  });
  assertEquals(await clone.status(), "");
  const env = { JSR_URL: registry.url }, data = ["--data", "data/sample"];
  const runs = async (...args: string[]) => {
    const { code, said } = await clone.deno(args, env);
    assertEquals([code, await clone.status()], [0, ""], `${args.join(" ")}: ${said}`);
    return said;
  };
  await runs("task", "study", ...data);
  const { cells } = await readNotebook(
    join(clone.root, "out", "spotify", "notebooks", "01_export.ipynb"),
  );
  assert(JSON.stringify(cells).includes("played: true"), JSON.stringify(cells));
  await runs("install", "--quiet");
  const lock = "--lock=tests/deno.lock";
  await runs("check", lock, "lib/data/csv.ts", "tests/data/csv_test.ts", "tests/needs.ts");
  await runs("test", "-A", "--no-check", lock, "tests/data/csv_test.ts");
  const { said } = await clone.deno(["task", "hand-in", ...data], env);
  assert(said.includes("synthetic sample") || said.includes("no records"), said);
  assert(!said.includes("not committed"), said);
  assertEquals(await clone.status(), "");
});
