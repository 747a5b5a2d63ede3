/** Makes BullMQ and ioredis into the one file that `queueClient` loads; run by commands that are given a queue. */
import { existsSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { RunnerError } from "../runner.ts";
import { clientFile, LOCK, SOURCE } from "./client.ts";

const CONFIG = fileURLToPath(new URL("./packages.json", import.meta.url));

/** Makes the file where it is not there yet, in about a second. The packages come from npm's registry, in the versions
 * and with the checksums of packages.lock, and stay in Deno's own cache.
 *
 * @throws {RunnerError} when the packages cannot be had
 */
export async function buildQueueClient(): Promise<void> {
  const file = clientFile(), made = `${file}.${Deno.pid}.mjs`;
  if (existsSync(file)) return;
  const { success, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      ...["bundle", "--quiet", "--platform", "deno", "--config", CONFIG],
      ...["--lock", LOCK, "--frozen", "-o", made, SOURCE],
    ],
    env: { NO_COLOR: "1" },
  }).output();
  if (!success) {
    const found = new TextDecoder().decode(stderr).trim().split("\n")[0];
    throw new RunnerError("BullMQ and ioredis, which a queue needs, cannot be had", { found });
  }
  await Deno.rename(made, file);
}

/** The same in a process of its own, which may write to no other folder. */
export async function bringQueueClient(): Promise<boolean> {
  const file = clientFile(), folder = dirname(file).replaceAll(",", ",,");
  if (existsSync(file)) return true;
  const rights = ["--allow-read", "--allow-env", "--allow-run", `--allow-write=${folder}`];
  const { success } = await new Deno.Command(Deno.execPath(), {
    args: ["run", "--no-prompt", "--no-lock", ...rights, fileURLToPath(import.meta.url)],
  }).spawn().status;
  return success;
}

if (import.meta.main) {
  try {
    await buildQueueClient();
  } catch (error) {
    console.error(`error: ${(error as Error).message}`);
    Deno.exit(1);
  }
}
