/** Judges damaged files by their seeds, in a thread of its own: whoever waits can see that one takes too long. */
import { parentPort } from "node:worker_threads";
import { type Ground, groundOf, judge } from "./hostile.ts";

let ground: Ground | undefined;

parentPort?.on("message", async ({ from, folder, seed, rows }) => {
  ground ??= groundOf(from, folder);
  parentPort!.postMessage(await judge(seed, rows, ground));
});
