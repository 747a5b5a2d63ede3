/** Judges damaged files of the course by their seeds, in a process of its own. */
import { judging } from "../../../trust/judging.ts";
import { type Ground, groundOf, judge } from "./hostile.ts";

/** Where the intact files are, and how many rows are damaged at a time; null for whole files. */
interface Told {
  readonly from: string;
  readonly rows: number | null;
}

let ground: Ground | undefined;

await judging(async (seed, { from, rows }: Told) => {
  ground ??= groundOf(from, await Deno.makeTempDir({ prefix: "mutants-" }));
  return await judge(seed, rows ?? Infinity, ground);
});
