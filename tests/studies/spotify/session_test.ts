/** The study as its notebooks open it. */
import { PROJECT_ROOT } from "../../../lib/core/places.ts";
import { holdOut } from "../../../lib/data/split.ts";
import { standard } from "../../../lib/features/scale.ts";
import { onFeatures } from "../../../lib/models/estimator.ts";
import { majority } from "../../../lib/models/majority.ts";
import { numeric } from "../../../lib/studies/spotify/numeric.ts";
import { openStudy } from "../../../lib/studies/spotify/session.ts";
import { assert, assertEquals } from "../../assert.ts";

const SAMPLE = `${PROJECT_ROOT}data/sample`;

Deno.test("a study opens experiments on its own records, with its seed", async () => {
  const out = await Deno.makeTempDir(),
    study = await openStudy({ out, seed: 7, data: SAMPLE });
  const rows = study.train.complete.slice(0, 200);
  const small = holdOut(study.train, { rows }, study.rng.fork("split"));
  const plan = { data: study.train, split: small, inputs: [numeric(), standard()] as const };
  const experiment = await study.experiment("09", plan);
  await experiment.evaluate("one", { majority: onFeatures(numeric(), majority()) });
  const [run] = await study.runs.all();
  assertEquals([run.part, run.seed, run.split], ["09", 7, { holdOut: .2 }]);
  assertEquals(run.study, { fingerprint: study.fingerprint, seed: 7 });
});

Deno.test("a study keeps what was found without a split, under the same id each time", async () => {
  const out = await Deno.makeTempDir(), study = await openStudy({ out, seed: 7, data: SAMPLE });
  await study.record("01", "what the data allow", { twins: .2 });
  await study.record("01", "what the data allow", { twins: .3 });
  const runs = await study.runs.all(), [{ part, name, seed, split, data, scores, seconds }] = runs;
  assertEquals([runs.length, scores], [1, { twins: .3 }]);
  assertEquals([part, name, seed, split], ["01", "what the data allow", 7, null]);
  assertEquals(data, { fingerprint: study.fingerprint, rows: study.train.rows });
  assert(seconds > 0, `${seconds} seconds since the study was opened`);
});

Deno.test("the encoder says in a sentence how many texts it has read", async () => {
  const out = await Deno.makeTempDir(), said: string[] = [], log = console.log;
  const study = await openStudy({ out, quick: true, data: SAMPLE });
  console.log = (text) => void said.push(text);
  try {
    await study.encoder();
  } finally {
    console.log = log;
  }
  assertEquals(
    said.filter((text) => /texts/.test(text) && !text.includes("…")).at(-1),
    "11,800 texts, 6,255 of them different: 6,255 encoded, 0 kept from before.",
  );
  await Deno.remove(out, { recursive: true });
});
