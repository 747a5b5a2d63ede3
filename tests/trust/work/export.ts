/** Predictions of the sample's test file, exported again and again into the folder that is the first argument. */
import { resolve } from "node:path";
import { PROJECT_ROOT } from "../../../lib/core/places.ts";
import { exportPredictions, matrix } from "../../../lib/mod.ts";
import { readTracks } from "../../music.ts";

const test = readTracks(resolve(PROJECT_ROOT, "data/sample/test.csv"));
const probabilities = matrix(test.rows, ["pop", "rap"]);
probabilities.data.fill(.5);
const predicted = Array.from({ length: test.rows }, (_, i) => i % 2 ? "pop" : "rap");
for (let i = 0; i < 100; i++) {
  await exportPredictions(test, predicted, {
    out: Deno.args[0],
    nom: "NOM",
    what: "base",
    probabilities,
  });
}
