import { join } from "node:path";
import { PROJECT_ROOT } from "../../../../lib/core/places.ts";
import { fileNamePart } from "../../../../lib/data/prediction.ts";
import { openRuns } from "../../../../lib/experiments/runs/runs.ts";
import { assert, assertEquals } from "../../../assert.ts";
import { filesBelow, foldersOfThisMachine, namingFolders } from "../../../publish/folder_names.ts";
import { cells, partOfSample, study } from "./study_run.ts";

/** The others run on a hundred rows in another test. */
const PARTS = ["04", "05"];

Deno.test("the study runs on a fifth of the sample and says where everything is", async () => {
  const data = await partOfSample({ train: 800, test: 200, edm: 180 });
  await study(["--nom", "Éva/..", "--quick", "--only", PARTS.join()], async (out, stdout) => {
    const made = [...Deno.readDirSync(out)].map((entry) => entry.name);
    assert(made.includes(`${fileNamePart("Éva/..")}_prediction_base.csv`), `${made}`);
    const prediction = join(out, `${fileNamePart("Éva/..")}_prediction_base.csv`);
    assert(stdout.includes(prediction), stdout);

    const given = cells(join(data, "test.csv"));
    const predicted = cells(prediction);
    assertEquals(predicted.map((row) => row.slice(0, -1)), given);
    const genres = new Set(predicted.map((row) => row.at(-1)));
    assertEquals([...genres].sort(), ["latin", "pop", "r&b", "rap", "rock"]);

    const notebooks = [...Deno.readDirSync(join(PROJECT_ROOT, "notebooks", "spotify"))]
      .map((entry) => entry.name).filter((name) => PARTS.includes(name.slice(0, 2))).sort();
    assertEquals(
      [...Deno.readDirSync(join(out, "notebooks"))].map((entry) => entry.name).sort(),
      notebooks,
    );
    // notebooks, records, pages, cards: nothing names a folder of this machine
    assertEquals(namingFolders(filesBelow(out), foldersOfThisMachine(out)), []);
    const runs = await openRuns(join(out, "runs")).all();
    assert(runs.length > 100, `${runs.length} records`);
    // 04 asks how high a learning rate may be, and goes beyond it
    const failed = runs.filter(({ status, settings }) =>
      status !== "done" && settings.learningRate !== 3
    );
    assertEquals(failed.map(({ name, error }) => `${name}: ${error}`), []);
  }, { data });
  await Deno.remove(data, { recursive: true });
});
