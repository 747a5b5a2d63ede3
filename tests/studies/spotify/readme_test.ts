/** The model, the feature and the network of one's own of the README, as a newcomer would try them. */
import { join } from "node:path";
import { PROJECT_ROOT } from "../../../lib/core/places.ts";
import { codeCells, fencedCells } from "../../../lib/publish/notebook/document.ts";
import { board } from "../../../lib/publish/site/board.ts";
import { study } from "../../../lib/studies/spotify/study.ts";
import { openRuns } from "../../../lib/experiments/runs/runs.ts";
import { assert, assertEquals } from "../../assert.ts";

Deno.test("README's model, feature and network of one's own are judged, and stand on the leaderboard", async () => {
  const path = join(PROJECT_ROOT, "notebooks", "spotify", "README.md"); // `deno task check` reads its types
  const cells = codeCells(fencedCells(await Deno.readTextFile(path))).map(({ source }) => source);
  assert(cells.every((code) => code.trim().split("\n").length <= 20), "cells of at most 20 lines");
  const out = await Deno.makeTempDir();
  try {
    const lib = new URL("../../../lib/", import.meta.url).href;
    const module = join(out, "mine.ts");
    const print =
      "\nconsole.log(JSON.stringify({ fingerprint: study.fingerprint, rows: train.rows }));\n";
    const source = cells.join("\n").replaceAll('"../../lib/', `"${lib}`) + print;
    await Deno.writeTextFile(module, source);
    const { success, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "-A", "--no-check", "--config", join(PROJECT_ROOT, "deno.json"), module],
      env: { STUDY_OUT: out, COURSE_DATA: join(PROJECT_ROOT, "data", "sample") },
    }).output();
    assert(success, new TextDecoder().decode(stderr));
    const { fingerprint, rows } = JSON.parse(new TextDecoder().decode(stdout));
    const data = { fingerprint, rows, classes: 5, origin: "", source: "", details: "" };
    const lines = board(study, await openRuns(join(out, "runs")).all(), [], data);
    assertEquals(lines.map(({ model }) => model).sort(), [
      ...["mine", "network", "with the title's length", "without"],
    ]);
    for (const { part, ways } of lines) {
      assertEquals([part, Object.keys(ways)], ["07", ["at random"]]);
      const { value: accuracy } = ways["at random"]!;
      assert(accuracy > .3 && accuracy < .7, `accuracy ${accuracy}`);
    }
  } finally {
    await Deno.remove(out, { recursive: true });
  }
});
