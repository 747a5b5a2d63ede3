/** Whether a recorded run may stand for a computation, or is of other code. */
import type { Run, RunKey } from "./record.ts";
import type { RunStore } from "./runs.ts";
import { versions } from "./versions.ts";

/** What the records hold of a key. */
interface Recorded {
  /** Done, and made by this code, where that is asked; undefined where there is none. */
  readonly run?: Run;
  /** There is one that ended well, but other code made it: what is computed now will take its place. */
  readonly outdated: boolean;
}

/** Looks a key up.
 *
 * @param code of what would compute it now (`codeOf`); without it, whichever code made a record will do
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { makeRun } from "./record.ts";
 * import { openRuns } from "./runs.ts";
 * const runs = openRuns(await Deno.makeTempDir()), data = { fingerprint: "f", rows: 9 };
 * const key = { part: "00", name: "doc", settings: {}, seed: 1, data, split: null };
 * await runs.save(makeRun(key, { scores: {}, seconds: 1 }, "an older code's hash"));
 * assertEquals(await recorded(runs, key, "another"), { outdated: true });
 * ```
 */
export async function recorded(
  runs: Pick<RunStore, "find" | "has"> | undefined,
  key: RunKey,
  code?: string,
): Promise<Recorded> {
  let outdated = false, readable = false;
  const run = await runs?.find(key, ({ status, versions: { study, code: other } }) => {
    readable = true;
    if (status !== "done") return false;
    if (code === undefined) return true;
    outdated = study !== versions().study || other !== code;
    return !outdated;
  });
  // a file of an older shape, or one that is cut off, was made by other code too
  return { ...(run && { run }), outdated: outdated || (!readable && runs?.has(key) === true) };
}

/** What is said of records that other code made.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(otherCode(412), "412 records were made by other code; computed again");
 * ```
 */
export function otherCode(count: number): string {
  const [records, were] = count === 1 ? ["record", "was"] : ["records", "were"];
  return `${count} ${records} ${were} made by other code; computed again`;
}

/** What a progress bar says of a fit: whose it is, and how many so far were kept by other code.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals([noteOf("mlp", 0), noteOf("mlp", 1)], ["mlp", "mlp; 1 record was made by other code; computed again"]);
 * ```
 */
export const noteOf = (name: string, outdated: number): string =>
  outdated > 0 ? `${name}; ${otherCode(outdated)}` : name;
