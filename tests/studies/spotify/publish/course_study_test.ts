import { join } from "node:path";
import { openRuns } from "../../../../lib/experiments/runs/runs.ts";
import { assert, assertEquals } from "../../../assert.ts";
import { courseFile } from "../../../needs.ts";
import { cells, study } from "./study_run.ts";

Deno.test({
  name: "on the course's data a quick search reaches .59 on validation, with 5,357 predictions",
  ignore: !courseFile("train.csv"),
  async fn() {
    await study(["--only", "03", "--quick"], async (out) => {
      const [{ scores }] = await openRuns(join(out, "runs"))
        .all({ part: "03", name: "chosen network" });
      assert(scores.accuracy >= .59, `validation accuracy ${scores.accuracy}`);
      assertEquals(cells(join(out, "NOM_prediction_base.csv")).length, 5357);
    }, { data: Deno.env.get("COURSE_DATA") });
  },
});
