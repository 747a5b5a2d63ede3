/** The same answer twice, of each study in small: again, on one core, resumed after a kill, from what is kept, and without
 * the native addon; JSON lines, and exit code 1 where an answer differs that should not.
 *
 * deno task bench same [sound|gtzan|tags] */
import { killed, start, type Victim } from "../trust/kills.ts";
import { gtzanGrid, sound, tags } from "../trust/victims.ts";
import { Rng } from "../../lib/core/rng.ts";

const STUDIES: Readonly<Record<string, Victim>> = { sound, gtzan: gtzanGrid, tags };
/** Without the addon numbers are rounded otherwise: scores of few rows may be so far apart. */
const TOLERANCE = .02;

/** The largest difference between numbers that stand in the same places of two answers; Infinity where anything else
 * differs. */
function apart(a: unknown, b: unknown): number {
  if (typeof a === "number" && typeof b === "number") return Math.abs(a - b);
  if (typeof a === "string" && typeof b === "string" && a !== b) {
    // a table's cells
    const [x, y] = [a, b].map((text) => text.split(/[,\n]/).map((cell) => Number(cell) || cell));
    return x.length > 1 ? apart(x, y) : Infinity;
  }
  if (typeof a !== "object" || typeof b !== "object" || !a || !b) return a === b ? 0 : Infinity;
  const keys = Object.keys(a);
  if (keys.join() !== Object.keys(b).join()) return Infinity;
  const [one, two] = [a, b] as Record<string, unknown>[];
  return Math.max(0, ...keys.map((key) => apart(one[key], two[key])));
}

const change = (victim: Victim, args: (args: readonly string[]) => readonly string[]): Victim => ({
  ...victim,
  args: (folder) => args(victim.args(folder)),
});

async function answerIn(victim: Victim, folder: string): Promise<unknown> {
  const { code, said } = await start(victim, folder).ended;
  if (code !== 0) throw new Error(said);
  return await victim.answer(folder);
}

for (const [name, victim] of Object.entries(STUDIES)) {
  if (Deno.args.length > 0 && !Deno.args.includes(name)) continue;
  const folder = await Deno.makeTempDir({ prefix: "same-" }),
    first = await answerIn(victim, folder);
  const tell = (way: string, found: unknown, tolerance = 0) => {
    const difference = apart(first, found), isFine = difference <= tolerance;
    console.log(JSON.stringify({ bench: "same", study: name, way, difference, isFine }));
    if (!isFine) Deno.exitCode = 1;
  };
  const fresh = async (changed: Victim) => {
    const other = await Deno.makeTempDir({ prefix: "same-" });
    return await answerIn(changed, other).finally(() => Deno.remove(other, { recursive: true }));
  };
  tell("from what is kept", await answerIn(victim, folder));
  await Deno.remove(folder, { recursive: true });
  tell("again", await fresh(victim));
  tell("on one core", await fresh({ ...victim, program: ["taskset", "-c", "0"] }));
  const without = change(victim, ([run, all, ...args]) => [run, all, "--deny-ffi", ...args]);
  tell("without the native addon", await fresh(without), TOLERANCE);
  const { faults } = await killed(victim, 1, new Rng(name));
  console.log(
    JSON.stringify({ bench: "same", study: name, way: "resumed", faults, isFine: !faults.length }),
  );
  if (faults.length) Deno.exitCode = 1;
}
