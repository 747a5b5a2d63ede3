import { join } from "node:path";
import { openRuns } from "../../../lib/experiments/runs/runs.ts";
import { assert, assertEquals } from "../../assert.ts";
import { study } from "./study_run.ts";

/** Leaves a program one core, where the system has a command for that. */
const ONE_CORE = Deno.build.os === "linux" ? ["taskset", "-c", "0"] : [];

Deno.test("the same seed gives the same bytes, on one core too, another seed others; finished trainings are not done again", async () => {
  const options = ["--only", "03", "--quick", "--seed"];
  const bytes = (out: string) =>
    Deno.readTextFile(join(out, "NOM_prediction_base_probabilities.csv"));
  const trained = async (out: string) =>
    (await openRuns(join(out, "runs")).all({ part: "03" }))
      .filter(({ name }) => name !== "chosen network").map(({ id, created }) => `${id} ${created}`);
  await study([...options, "5"], async (out) => {
    const first = await bytes(out), runs = await trained(out);
    await study([...options, "5", "--out", out], async () => {
      assertEquals(await bytes(out), first);
      assertEquals(await trained(out), runs);
    });
    await study([...options, "5"], async (fresh) => assertEquals(await bytes(fresh), first), {
      prefix: ONE_CORE,
    });
    await study([...options, "6"], async (other) => assert(await bytes(other) !== first));
  });
});
