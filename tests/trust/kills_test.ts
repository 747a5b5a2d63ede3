import { Rng } from "../../lib/core/rng.ts";
import { assertEquals } from "../assert.ts";
import { longTests } from "../needs.ts";
import { killed } from "./kills.ts";
import { embedding, exporting, search } from "./victims.ts";

// 50 kills, and those of whole studies: deno task bench kills
for (const victim of longTests ? [search, embedding, exporting] : [embedding]) {
  Deno.test(`killed at random moments, the ${victim.name} leaves whole files and ends as if undisturbed`, async () => {
    const { faults, kills } = await killed(victim, 2, new Rng(7).fork(victim.name));
    assertEquals(faults, []);
    assertEquals(kills, 2);
  });
}
