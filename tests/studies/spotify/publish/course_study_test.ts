import { join } from "node:path";
import { holdOut } from "../../../../lib/data/mod.ts";
import { bestRun } from "../../../../lib/experiments/mod.ts";
import { quantileNormal } from "../../../../lib/features/mod.ts";
import { numeric, openStudy } from "../../../../lib/studies/spotify/mod.ts";
import { assert, assertEquals } from "../../../assert.ts";
import { courseFile } from "../../../needs.ts";
import { cells } from "./study_run.ts";

Deno.test({
  name: "on the course's data a short search reaches .58 on validation, with 5,357 predictions",
  ignore: !courseFile("train.csv"),
  async fn() {
    const out = await Deno.makeTempDir(), data = Deno.env.get("COURSE_DATA");
    try {
      const study = await openStudy({ data, out, seed: 1 }), { train, test, rng } = study;
      const split = holdOut(train, { fraction: .2 }, rng.fork("hold-out"));
      const inputs = [numeric({ year: true }), quantileNormal()] as const;
      const network = { layers: [192, 96], dropout: .2, epochs: 11, batchSize: 128 };
      const experiment = await study.experiment("03", { data: train, split, inputs, network });
      const best = bestRun(await experiment.search("rate", { learningRate: [.001, .003] }));
      assert(best.scores.accuracy >= .58, `validation accuracy ${best.scores.accuracy}`);
      const answered = await experiment.predict(
        "exported",
        experiment.estimator(best.settings),
        test,
      );
      await experiment.close();
      await study.exportPrediction("base", answered.probabilities);
      assertEquals(cells(join(out, "NOM_prediction_base.csv")).length, 5357);
    } finally {
      await Deno.remove(out, { recursive: true });
    }
  },
});
