/** A trial whose module never comes up in the first thread that imports it: the others find the file that is named behind
 * the question mark of its address. */
import { existsSync } from "node:fs";
import { threadId } from "node:worker_threads";
import type { Trial } from "../../../lib/experiments/runners/runner.ts";

const marker = new URL(import.meta.url).searchParams.get("marker");
if (marker && !existsSync(marker)) {
  Deno.writeTextFileSync(marker, String(threadId));
  await new Promise(() => setInterval(() => {}, 1000));
}

export const rows = (data: { readonly rows: number }): number => data.rows;

export const trial: Trial<{ readonly rows: number }>["trial"] = ({ seed }) =>
  Promise.resolve({ scores: { seed, thread: threadId } });
