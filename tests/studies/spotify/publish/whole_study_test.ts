import { join } from "node:path";
import { PROJECT_ROOT } from "../../../../lib/core/places.ts";
import { fileNamePart } from "../../../../lib/data/prediction.ts";
import { openRuns } from "../../../../lib/experiments/runs/runs.ts";
import { assert, assertEquals } from "../../../assert.ts";
import { filesBelow, foldersOfThisMachine, namingFolders } from "../../../publish/folder_names.ts";
import { cells, partOfSample, study } from "./study_run.ts";

/** What a notebook says of the questions that need more rows. */
const LEFT_OUT = {
  "01_stats": "be told apart",
  "02_baselines": "neighbourhoods of 100",
  "03_mlp": "batches of 128, 1024",
};

Deno.test("a hundred labelled rows are enough for every notebook; three tracks get their genres, and the study says where everything is", async () => {
  const data = await partOfSample({ train: 100, test: 3, edm: 20 }), nom = "Éva/..";
  try {
    await study(["--nom", nom, "--quick"], async (out, stdout) => {
      const given = cells(join(data, "test.csv"));
      for (const what of ["base", "full", "edm"]) {
        const prediction = join(out, `${fileNamePart(nom)}_prediction_${what}.csv`);
        assert(stdout.includes(prediction), stdout);
        const predicted = cells(prediction);
        assertEquals(predicted.map((row) => row.slice(0, -1)), given, what);
        const genres = ["latin", "pop", "r&b", "rap", "rock", ...what === "edm" ? ["edm"] : []];
        assert(predicted.every((row) => genres.includes(row.at(-1)!)), `${predicted}`);
      }

      const names = (folder: string, kind: string) =>
        [...Deno.readDirSync(folder)].map(({ name }) => name).filter((name) => name.endsWith(kind))
          .sort();
      const own = join(PROJECT_ROOT, "notebooks", "spotify"), executed = join(out, "notebooks");
      assertEquals(names(executed, ""), names(own, ".ipynb"));
      for (const [name, said] of Object.entries(LEFT_OUT)) {
        const text = await Deno.readTextFile(join(executed, `${name}.ipynb`));
        assert(new RegExp(`Left out: [^"]*${said}`).test(text), said);
      }
      // notebooks, records, pages, cards: nothing names a folder of this machine
      assertEquals(namingFolders(filesBelow(out), foldersOfThisMachine(out)), []);

      const runs = await openRuns(join(out, "runs")).all();
      assert(runs.length > 200, `${runs.length} records`);
      // 04 asks how high a learning rate may be, and goes beyond it
      const failed = runs.filter(({ status, settings }) =>
        status === "failed" && settings.learningRate !== 3
      );
      assertEquals(failed.map(({ name, error }) => `${name}: ${error}`), []);
    }, { data });
  } finally {
    await Deno.remove(data, { recursive: true });
  }
});
