/** A newcomer's whole way in a clean clone, JSR and the hub of models played on this machine: a full study, check, tests
 * of the export, report, present, hand-in. Nothing may differ from the commit after any of them, and hand-in must pack.
 * One JSON line a step; a fault ends it with code 1.
 *
 *   deno task bench clean [ROWS] [options of study, such as --quick --only 01,03]
 */
import { join } from "node:path";
import { PROJECT_ROOT } from "../../lib/core/places.ts";
import { cloneProject } from "../clone.ts";
import { playHub } from "../hub.ts";
import { playJsr } from "../jsr.ts";
import { pdfOf } from "../publish/pdf.ts";

const [rowsText = "2000", ...options] = Deno.args, rows = Number(rowsText);
const data = await Deno.makeTempDir({ prefix: "clean-clone-data-" });
for (
  const [name, share] of [["train.csv", 1], ["test.csv", .25], ["data_EDM_full.csv", .25]] as const
) {
  const lines = (await Deno.readTextFile(join(PROJECT_ROOT, "data/sample", name))).split("\n");
  await Deno.writeTextFile(join(data, name), lines.slice(0, 1 + rows * share).join("\n") + "\n");
}

await using jsr = playJsr();
await using hub = playHub();
await using clone = await cloneProject();
const env = { JSR_URL: jsr.url, HF_ENDPOINT: hub.url, MODELS_DIR: "" };

async function step(...args: string[]): Promise<void> {
  const started = performance.now(), { code, said } = await clone.deno(args, env);
  const seconds = Math.round((performance.now() - started) / 100) / 10;
  const changed = await clone.status();
  console.log(JSON.stringify({ step: args.join(" "), seconds, code, changed }));
  if (code === 0 && changed === "") return;
  console.error(said.slice(-3000));
  Deno.exitCode = 1;
}

try {
  await step("task", "study", "--data", data, ...options);
  await step("task", "check");
  await step(
    ...["test", "-A", "--no-check", "--lock=tests/deno.lock"],
    ...["tests/data/csv_test.ts", "tests/data/export_test.ts"],
  );
  await step("task", "report", "--data", data);
  const report = join(clone.root, "out", "spotify", "report"), pdf = join(report, "article.pdf");
  // where there is no TeX
  if (!await Deno.stat(pdf).catch(() => undefined)) await Deno.writeTextFile(pdf, pdfOf(8));
  await step("task", "present", "--no-serve", "--data", data);
  await step("task", "hand-in", "--data", data);
  console.log(JSON.stringify({ jsr: jsr.asked.length, hub: hub.asked.length }));
  if (!jsr.asked.some((path) => path.endsWith("/stringify.ts"))) {
    console.error("the export did not go through the played @std/csv");
    Deno.exitCode = 1;
  }
} finally {
  await Deno.remove(data, { recursive: true });
}
