/** A study in small, as a program: `small_study.ts OUT SEED DATA` searches, judges and predicts on a kernel of its own. */
import { join } from "node:path";
import { runNotebook } from "../../../../lib/publish/notebook/run.ts";
import { notebookOf, withNotebook } from "../../../publish/notebook/make.ts";

const NOTEBOOK = notebookOf(
  `import { holdOut, quantileNormal, rankSettings } from "../../lib/mod.ts";
import { numeric, openStudy } from "../../lib/studies/spotify/mod.ts";`,
  `const study = await openStudy(), { train, rng } = study;
const split = holdOut(train, { fraction: .2 }, rng.fork("split"));
const inputs = [numeric({ year: true }), quantileNormal()] as const;
const networks = await study.experiment("03", { data: train, split, inputs, seeds: 2 });`,
  `const widths = { layers: [[16], [32]], batchSize: [64, 256] };
const { settings } = rankSettings(await networks.search("width and batch", widths))[0];
const chosen = networks.estimator(settings);
await networks.evaluate("chosen", { chosen });`,
  `const { probabilities } = await networks.predict("all rows", chosen, study.test);
await study.exportPrediction("base", probabilities);
await networks.close();`,
);

if (import.meta.main) {
  const [out, STUDY_SEED, COURSE_DATA] = Deno.args;
  const env = { STUDY_OUT: out, STUDY_SEED, STUDY_QUICK: "1", COURSE_DATA };
  const failure = await withNotebook(NOTEBOOK, async (path, folder) => {
    const executed = join(folder, "executed.ipynb");
    return (await runNotebook(path, { out: executed, env, timeoutSeconds: 300 })).failed;
  }, { inProject: true });
  if (failure) throw new Error(JSON.stringify(failure));
}
