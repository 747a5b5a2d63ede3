/** 50 kills by SIGKILL over search, embedding, export and study: one JSON line each. Faults end it with code 1. */
import { Rng } from "../../lib/core/rng.ts";
import { killed } from "../trust/kills.ts";
import { embedding, exporting, search, study } from "../trust/victims.ts";

const rng = new Rng(Number(Deno.args[0] ?? 1));
for (
  const [victim, kills] of [[search, 14], [embedding, 12], [exporting, 12], [study, 12]] as const
) {
  const report = await killed(victim, kills, rng.fork(victim.name));
  console.log(JSON.stringify(report));
  if (report.faults.length) Deno.exitCode = 1;
}
