import { join } from "node:path";
import { openRuns } from "../../../../lib/experiments/runs/runs.ts";
import { assert, assertEquals } from "../../../assert.ts";
import { partOfSample } from "./study_run.ts";

/** Leaves a program one core, where the system has a command for that. */
const ONE_CORE = Deno.build.os === "linux" ? ["taskset", "-c", "0"] : [];

/** What a small study of these data predicts, and its records.
 *
 * @param prefix a program that runs it, with its arguments */
async function predicted(
  { out, data }: { out: string; data: string },
  seed: number,
  prefix: readonly string[] = [],
) {
  const small = new URL("./small_study.ts", import.meta.url).pathname;
  const line = [...prefix, Deno.execPath(), "run", "-A", "--no-check", small, out, `${seed}`, data];
  const [program, ...args] = line;
  const { code, stderr } = await new Deno.Command(program, { args }).output();
  assertEquals(code, 0, new TextDecoder().decode(stderr));
  const runs = await openRuns(join(out, "runs")).all();
  return {
    bytes: await Deno.readTextFile(join(out, "NOM_prediction_base_probabilities.csv")),
    records: runs.map(({ id, created }) => `${id} ${created}`),
  };
}

Deno.test("the same seed gives the same bytes, on one core too, another seed others; finished trainings are not done again", async () => {
  const data = await partOfSample({ train: 1000, test: 100, edm: 100 });
  const folders = await Promise.all([1, 2, 3].map(() => Deno.makeTempDir()));
  const [one, two, three] = folders.map((out) => ({ out, data }));
  try {
    const [first, again] = [await predicted(one, 5), await predicted(one, 5)];
    assertEquals(again, first);
    const [alone, other] = await Promise.all([
      predicted(two, 5, ONE_CORE),
      predicted(three, 6),
    ]);
    assertEquals(alone.bytes, first.bytes);
    assertEquals(alone.records.length, first.records.length);
    assert(first.records.length > 8 && other.bytes !== first.bytes);
  } finally {
    await Promise.all([data, ...folders].map((folder) => Deno.remove(folder, { recursive: true })));
  }
});
