/** What a study keeps and hands in names no folder of the machine that it ran on. */
import { join } from "node:path";
import { unzipSync } from "fflate";
import { PROJECT_ROOT } from "../../../../lib/core/places.ts";
import { runNotebook } from "../../../../lib/publish/notebook/run.ts";
import { filesUnder, writeArchive } from "../../../../lib/publish/hand_in/archive.ts";
import { buildSite } from "../../../../lib/publish/site/build.ts";
import { SESSION_VARIABLES } from "../../../../lib/publish/session_variables.ts";
import { assert, assertEquals } from "../../../assert.ts";
import { notebookOf } from "../../../publish/notebook/make.ts";
import { filesBelow, foldersOfThisMachine, namingFolders } from "../../../publish/folder_names.ts";
import { pack, withReady } from "./ready_study.ts";
import { made } from "../../../publish/study_output.ts";

/** A study in small: it says where everything is, keeps a training that failed for its data, and stumbles. */
const CELLS = [
  `import { makeRun } from "../../lib/mod.ts";
   import { openStudy, readTracks } from "../../lib/studies/spotify/mod.ts";
   const study = await openStudy(); console.log(study.describe(), study.runs.folder, Deno.cwd());`,
  `const data = { fingerprint: study.fingerprint, rows: study.train.rows };
   const key = { part: "01", name: "where", settings: { from: study.train.file }, seed: 1, data, split: null };
   await study.runs.save(makeRun(key, { error: "cannot use " + study.train.file, seconds: 1 }));
   [Deno.execPath(), Deno.env.get("HOME"), study.test.file]`,
  `new Error("shown").stack.split("\\n")`,
  'readTracks(study.dir + "/nothing.csv")',
];

Deno.test("notebooks, records, pages and archive of a study name no folder of this machine", async () => {
  const place = await Deno.makeTempDir({ prefix: "home of somebody " });
  const ignored = join(PROJECT_ROOT, "out"); // notebooks find deno.json in a folder above their own
  await Deno.mkdir(ignored, { recursive: true });
  const notebooks = await Deno.makeTempDir({ dir: ignored });
  const data = join(place, "course"), out = join(place, "results");
  try {
    await Deno.mkdir(data);
    for (const name of ["train.csv", "test.csv"]) {
      await Deno.copyFile(join(PROJECT_ROOT, "data", "sample", name), join(data, name));
    }
    const path = join(notebooks, "01_where.ipynb");
    await Deno.writeTextFile(path, JSON.stringify(notebookOf(...CELLS)));
    const { failed } = await runNotebook(path, {
      out: join(out, "notebooks", "01_where.ipynb"),
      places: { data, out },
      env: {
        ...{ COURSE_DATA: data, STUDY_DATA: data, STUDY_ORIGIN: "--data" },
        [SESSION_VARIABLES.out]: out,
      },
    });
    assert(failed?.evalue.includes("nothing.csv"), failed?.evalue);
    await buildSite(made, out);
    const { path: zip } = await writeArchive(join(place, "all.zip"), filesUnder(out, ""));
    const folders = foldersOfThisMachine(place, data, out);
    const files = unzipSync(await Deno.readFile(zip));
    const names = Object.keys(files);
    for (const part of ["notebooks/01_where.ipynb", "runs/", "site/index.html"]) {
      assert(names.some((name) => name.startsWith(part)), `${part}: ${names}`);
    }
    assertEquals(namingFolders(files, folders), []);
    assertEquals(namingFolders(filesBelow(out), folders), []);
    const text = new TextDecoder().decode(files["notebooks/01_where.ipynb"]);
    for (const part of ["(course; fingerprint", "results/runs", "test.csv"]) {
      assert(text.includes(part), text);
    }
    const [record] = names.filter((name) => name.startsWith("runs/"));
    const run = JSON.parse(new TextDecoder().decode(files[record]));
    assertEquals([run.error, run.settings], ["cannot use train.csv", { from: "train.csv" }]);
  } finally {
    await Deno.remove(place, { recursive: true });
    await Deno.remove(notebooks, { recursive: true });
  }
});

Deno.test("the archive that is handed in names no folder of this machine", async () => {
  await withReady(async (made) => {
    const { written } = await pack(made);
    const files = unzipSync(await Deno.readFile(written!.path));
    assertEquals(namingFolders(files, foldersOfThisMachine(made.root)), []);
  });
});
