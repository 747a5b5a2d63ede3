import { assert, assertEquals } from "../../assert.ts";
import { openRuns } from "../../../lib/experiments/runs/runs.ts";
import type { Run } from "../../../lib/experiments/runs/record.ts";
import { smallRun } from "../../../tests/experiments/small_run.ts";

const runOf = (width: number): Run => ({
  ...smallRun({ width }, { accuracy: width / 100, rocAuc: NaN }),
  ...(width % 2 ? { curve: { loss: [1, width, NaN] } } : {}),
});

/** A folder of five records with an index, and what it holds. */
async function indexed() {
  const folder = await Deno.makeTempDir(), runs = openRuns(folder, undefined, { indexFrom: 3 });
  for (const width of [1, 2, 3, 4, 5]) await runs.save(runOf(width));
  const files = await openRuns(folder).all(); // few enough to be read one by one
  assertEquals(await runs.all(), files);
  return { folder, runs, files };
}

Deno.test("many records are the same by way of their index, curves and all", async () => {
  const { runs, files } = await indexed();
  const again = await runs.all();
  assertEquals(again, files);
  assertEquals(again.map((run) => ({ ...run })), files);
  assertEquals(structuredClone(again), files);
});

Deno.test("a record that is changed, added or taken away after it was indexed is so in the next look", async () => {
  const { folder, runs, files } = await indexed();
  const [first, second] = files;
  await runs.save({ ...first, scores: { accuracy: .99 }, created: new Date().toISOString() });
  await Deno.remove(`${folder}/${second.id}.json`);
  await runs.save(runOf(6));
  const now = await runs.all();
  assertEquals(now, await openRuns(folder).all());
  assertEquals(now.length, 5);
  assertEquals(now.find(({ id }) => id === first.id)!.scores, { accuracy: .99 });
});

Deno.test("a file that is no record is named each time, with an index too", async () => {
  const { folder, runs } = await indexed();
  await Deno.writeTextFile(`${folder}/cut.json`, '{"format": 2, ');
  for (let look = 0; look < 2; look++) {
    assertEquals((await runs.all()).length, 5);
    assertEquals(runs.skipped.map(({ file }) => file), ["cut.json"]);
  }
});

Deno.test("an index that is broken is passed over: the files hold everything", async () => {
  const { folder, runs, files } = await indexed();
  const [index] = [...Deno.readDirSync(folder)].filter(({ name }) => name.endsWith(".sqlite"));
  assert(index);
  await Deno.writeTextFile(`${folder}/${index.name}`, "nothing that SQLite knows");
  assertEquals(await runs.all(), files);
  await Deno.remove(`${folder}/${index.name}`);
  assertEquals(await runs.all(), files);
});
