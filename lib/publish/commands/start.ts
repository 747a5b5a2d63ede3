/** Starts a command with the permissions that it needs, and no others: `start.ts study --out results`. */
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../core/places.ts";
import { SOCKET_VARIABLE } from "../kernel/guard.ts";
import { bringQueueClient } from "../../experiments/runners/queue/build.ts";
import { commandOf, flags } from "./permissions.ts";
import { namedQueue } from "./queue_options.ts";

/** Whether this Deno wants leave for a socket by name, as 2.9 does; before, leave to read and write its path was it. */
const socketsAreNamed = (version: string): boolean => {
  const [major, minor] = version.split(".").map(Number);
  return major > 2 || major === 2 && minor >= 9;
};

if (import.meta.main) {
  const [name, ...args] = Deno.args, socket = join(tmpdir(), `guard-${randomUUID()}`, "socket");
  const command = commandOf(name, args, socketsAreNamed(Deno.version.deno) ? socket : "");
  if (!command) {
    console.error(`error: there is no command ${name}`);
    Deno.exit(2);
  }
  const usesQueue = ["study", "worker", "queue", "doctor"].includes(name) && namedQueue(args).host;
  if (usesQueue && !await bringQueueClient()) Deno.exit(1);
  const handed = command.env?.flatMap((name) => {
    const value = Deno.env.get(name);
    return value === undefined ? [] : [[name, value]];
  });
  const child = new Deno.Command(Deno.execPath(), {
    args: ["run", ...flags(command), join(PROJECT_ROOT, command.program), ...args],
    ...(handed
      ? { clearEnv: true, env: Object.fromEntries(handed) }
      : { env: { [SOCKET_VARIABLE]: socket } }),
  }).spawn();
  // Ctrl+C reaches the command too: it ends in its own way, and we with it
  Deno.addSignalListener("SIGINT", () => {});
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", () => child.kill());
  Deno.exit((await child.status).code);
}
