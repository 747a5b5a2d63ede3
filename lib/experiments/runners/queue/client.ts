/** BullMQ and ioredis in one file, made when a queue is asked for: no study without one installs or loads them. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { PROJECT_ROOT } from "../../../core/places.ts";
import { shortHash } from "../../runs/canonical.ts";
import { RunnerError } from "../runner.ts";
import type { QueueClient } from "./bullmq.ts";

export const SOURCE: string = fileURLToPath(new URL("./packages.mjs", import.meta.url));
export const LOCK: string = fileURLToPath(new URL("./packages.lock", import.meta.url));

/** Where the file lies; of other versions it has another name. */
export const clientFile = (): string =>
  join(
    ...[PROJECT_ROOT, "node_modules", ".queue"],
    `${shortHash(readFileSync(SOURCE, "utf8") + readFileSync(LOCK, "utf8"))}.mjs`,
  );

let loaded: Promise<QueueClient> | undefined;

/** Loads it, once per process.
 * @throws {RunnerError} when it has not been made (build.ts) */
export function queueClient(): Promise<QueueClient> {
  const file = clientFile();
  if (existsSync(file)) return loaded ??= import(pathToFileURL(file).href);
  throw new RunnerError("BullMQ and ioredis, which a queue needs, are not here", {
    expected: "deno task doctor --queue URL before, which brings them",
  });
}
