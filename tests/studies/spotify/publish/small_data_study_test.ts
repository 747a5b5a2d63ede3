import { join } from "node:path";
import { openRuns } from "../../../../lib/experiments/runs/runs.ts";
import { assert, assertEquals } from "../../../assert.ts";
import { cells, partOfSample, study } from "./study_run.ts";

/** 04 and 05 run on more rows in other tests; of data this small they ask nothing that 02, 03 and 06 do not. */
const PARTS = ["01", "02", "03", "06"];

Deno.test("a hundred labelled rows are enough for the notebooks, and three tracks get their genres", async () => {
  const data = await partOfSample({ train: 100, test: 3, edm: 20 });
  try {
    await study(["--nom", "FEW", "--quick", "--only", PARTS.join()], async (out) => {
      const given = cells(join(data, "test.csv"));
      for (const what of ["base", "edm"]) {
        const predicted = cells(join(out, `FEW_prediction_${what}.csv`));
        assertEquals(predicted.map((row) => row.slice(0, -1)), given, what);
      }
      const texts = ["01_stats", "02_baselines", "03_mlp"].map((name) =>
        Deno.readTextFileSync(join(out, "notebooks", `${name}.ipynb`))
      );
      for (
        const [i, said] of ["be told apart", "neighbourhoods of 100", "batches of 128, 1024"]
          .entries()
      ) {
        assert(new RegExp(`Left out: [^"]*${said}`).test(texts[i]), said);
      }
      const failed = (await openRuns(join(out, "runs")).all()).filter(({ status }) =>
        status === "failed"
      );
      assertEquals(failed.map(({ name, error }) => `${name}: ${error}`), []);
    }, { data });
  } finally {
    await Deno.remove(data, { recursive: true });
  }
});
