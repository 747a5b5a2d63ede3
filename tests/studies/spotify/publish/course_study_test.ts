import { join } from "node:path";
import { openRuns } from "../../../../lib/experiments/runs/runs.ts";
import { runStudy } from "../../../../lib/publish/notebook/run_study.ts";
import { study } from "../../../../lib/studies/spotify/study.ts";
import { assert, assertEquals } from "../../../assert.ts";
import { courseFile } from "../../../needs.ts";
import { cells } from "./study_run.ts";

Deno.test({
  name: "on the course's data a quick search reaches .59 on validation, with 5,357 predictions",
  ignore: !courseFile("train.csv"),
  async fn() {
    const out = await Deno.makeTempDir(), data = Deno.env.get("COURSE_DATA");
    try {
      // without the site, whose live page would train a network of its own on all tracks
      const how = { quick: true, fresh: false, offline: true };
      await runStudy(study, { out, data, nom: "NOM", only: ["03"], seed: 1, ...how });
      const [{ scores }] = await openRuns(join(out, "runs"))
        .all({ part: "03", name: "chosen network" });
      assert(scores.accuracy >= .59, `validation accuracy ${scores.accuracy}`);
      assertEquals(cells(join(out, "NOM_prediction_base.csv")).length, 5357);
    } finally {
      await Deno.remove(out, { recursive: true });
    }
  },
});
