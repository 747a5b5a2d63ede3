import { join } from "node:path";
import { removeTemporaries } from "../../../lib/core/atomic.ts";
import { claimOutFolder } from "../../../lib/publish/commands/out_folder.ts";
import { openRuns } from "../../../lib/experiments/runs/runs.ts";
import { search } from "../../../lib/experiments/search/search.ts";
import { grid } from "../../../lib/experiments/search/space.ts";
import { assert, assertEquals, assertFails } from "../../assert.ts";
import { onDisk } from "../../disk.ts";
import { toyRunner } from "../../experiments/toy_runner.ts";

const names = (folder: string) => [...Deno.readDirSync(folder)].map((entry) => entry.name).sort();

Deno.test("only what a killed writer leaves is cleared away", async () => {
  const out = await Deno.makeTempDir(), kept = [".study.lock", ".mine.tmp", "a.tmp"];
  for (const name of kept) await Deno.writeTextFile(join(out, name), "");
  await Deno.writeTextFile(join(out, `.${crypto.randomUUID()}.tmp`), "half");
  await removeTemporaries(out);
  assertEquals(names(out), kept.sort());
  await Deno.remove(out, { recursive: true });
});

Deno.test({
  name: "on a full disk a study does not begin, and says why",
  ignore: !onDisk.possible,
  fn: () =>
    onDisk({ bytes: 2 << 20 }, async (folder) => {
      await Deno.writeFile(join(folder, "ballast"), new Uint8Array(3 << 19));
      await assertFails(() => claimOutFolder(join(folder, "out")), "the disk is full");
      await Deno.remove(join(folder, "ballast"));
      (await claimOutFolder(join(folder, "out")))[Symbol.dispose]();
      assertEquals(names(join(folder, "out")), [".study.lock", "notebooks"]);
    }),
});

Deno.test({
  name:
    "a disk that fills up while a search runs ends it with that message, and its records are whole",
  ignore: !onDisk.possible,
  fn: () =>
    onDisk({ bytes: 64 << 10 }, async (folder) => {
      const runs = openRuns(join(folder, "runs")), runner = toyRunner(2);
      const widths = Array.from({ length: 60 }, (_, i) => i + 1);
      const begun = () =>
        search(grid({ width: widths }), runner, { part: "03", name: "full", runs });
      await assertFails(begun, "the disk is full");
      const kept = await runs.all();
      assert(kept.length > 0 && kept.length < widths.length, `${kept.length} records`);
      assertEquals([runs.skipped, names(runs.folder).filter((name) => name.startsWith("."))], [
        [],
        [],
      ]);
      await runner.close();
    }),
});

Deno.test({
  name: "a read-only out folder is told before anything is computed",
  ignore: !onDisk.possible,
  fn: () =>
    onDisk({ bytes: 2 << 20, readOnly: true }, async (folder) => {
      await assertFails(() => claimOutFolder(join(folder, "out")), "cannot be written", "ead-only");
    }),
});
