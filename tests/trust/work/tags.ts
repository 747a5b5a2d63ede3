/** The twin of the tags' tables, a model of it and cuts by every strategy, recorded in the folder that is the first
 * argument, and the file of predictions. */
import { networkClassifier, onFeatures } from "../../../lib/mod.ts";
import { allRows } from "../../../lib/data/mod.ts";
import { plugInThresholds, sayTags } from "../../../lib/models/mod.ts";
import {
  answersOf,
  correctedNet,
  openStudy,
  ownAnd,
  ownScores,
  recordJudged,
  recordStrategies,
  strategies,
} from "../../../lib/studies/tags/mod.ts";
import { SESSION_VARIABLES } from "../../../lib/publish/session_variables.ts";

Deno.env.set(SESSION_VARIABLES.rows, "150");
Deno.env.set("TAGS_DATA", "");
const study = await openStudy({ seed: 1, out: Deno.args[0] }), { train, parts, tables } = study;
const experiment = await study.experiment("02", { data: train, split: parts.split });
const net = networkClassifier(correctedNet(train, parts, 3));
const judged = await experiment.evaluate("models", {
  scores: ownScores(),
  corrected: onFeatures(ownAnd(train), net),
});
const models = judged.map((one) => answersOf(one, parts));
await recordStrategies(study, "02", strategies(models[1]), []);
await recordJudged(study, "02", models);
const [table] = tables, test = table.test!;
const fitted = await ownScores().fit(train, parts.learn, study.rng);
const asked = await fitted.predictProba(test, allRows(test));
await study.exportTags(table, asked, sayTags(asked, plugInThresholds(models[0].tune.p)));
