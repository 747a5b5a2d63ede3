/** The whole study of genres, by its command, on few clips made by code. */
import { join } from "node:path";
import { PROJECT_ROOT } from "../../../lib/core/places.ts";
import { assert, assertEquals } from "../../assert.ts";
import { latex, longTests } from "../../needs.ts";

const name =
  "on 40 clips all notebooks run, tracks are answered, pages show it, and it can be handed in with its article";

Deno.test({ name, ignore: !longTests, fn: wholeStudy });

/** Runs a task without files of the user's. */
async function run(...args: string[]): Promise<void> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", ...args],
    cwd: PROJECT_ROOT,
    env: { NO_COLOR: "1", GTZAN_DATA: "" },
  }).output();
  const said = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("\n");
  assertEquals(code, 0, said);
}

async function wholeStudy() {
  const out = await Deno.makeTempDir(), to = ["--out", out];
  await run("study", "gtzan", "--rows", "40", "--quick", ...to);
  const text = Deno.readTextFileSync(join(out, "NOM_prediction_gtzan.csv"));
  const lines = text.trimEnd().split("\n");
  assertEquals([lines.length, lines[0].split(",").length], [21, 12]);
  for (const line of lines.slice(1)) {
    const shares = line.split(",").slice(2).map(Number);
    assert(Math.abs(shares.reduce((sum, share) => sum + share) - 1) < 1e-4, line);
  }
  const page = Deno.readTextFileSync(join(out, "site", "index.html"));
  for (const part of ["Ten genres from audio files", "What there is to hear", "honestly"]) {
    assert(page.includes(part), `${part} is not on the page`);
  }
  if (latex) {
    await run("report", "gtzan", ...to);
    await run("hand-in", "gtzan", ...to);
  }
  await Deno.remove(out, { recursive: true });
}
