/** The whole study of tags, by its command, on few tracks of the twin. */
import { join } from "node:path";
import { assert, assertEquals } from "../../assert.ts";
import { PROJECT_ROOT } from "../../../lib/core/places.ts";
import { longTests } from "../../needs.ts";

const name = "on 120 tracks of the twin all notebooks run, tags are predicted, and pages show it";

Deno.test({ name, ignore: !longTests, fn: wholeStudy });

async function wholeStudy() {
  const out = await Deno.makeTempDir(), asked = ["--rows", "120", "--quick", "--out", out];
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "study", "tags", ...asked],
    cwd: PROJECT_ROOT,
    env: { NO_COLOR: "1" },
  }).output();
  const said = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes)).join("\n");
  assertEquals(code, 0, said);
  const lines = Deno.readTextFileSync(join(out, "NOM_prediction_tags.csv")).trimEnd().split("\n");
  assertEquals([lines.length, lines[0].split(",").length], [31, 249]);
  for (const line of lines.slice(1)) assert(/^asked \d+(,[01]){248}$/.test(line), line);
  const scores = Deno.readTextFileSync(join(out, "NOM_prediction_tags_scores.csv"));
  assertEquals(scores.trimEnd().split("\n").length, 31);
  const card = Deno.readTextFileSync(join(out, "NOM_model_card_tags.md"));
  assert(card.includes("| at random |") && card.includes("weighted F1"), card);
  const page = Deno.readTextFileSync(join(out, "site", "index.html"));
  const parts = ["248 tags at once", "What tags are there", "From scores to decisions"];
  for (const part of [...parts, "Leaderboard", "weighted F1", "a token each"]) {
    assert(page.includes(part), `${part} is not on the page`);
  }
  await Deno.remove(out, { recursive: true });
}
