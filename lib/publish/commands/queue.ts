/** `deno task queue`: what goes on at a queue: who is connected, what waits, how fast it goes; and its jobs as pages. */
import { fileURLToPath } from "node:url";
import { connect, hostOf, withoutPassword } from "../../experiments/runners/queue/connect.ts";
import { describeOverview, overviewOf } from "../../experiments/runners/queue/overview.ts";
import { runCommand } from "./command.ts";
import { readOptions } from "./options.ts";
import { needQueue } from "./queue_options.ts";

const COMMAND = {
  name: "queue",
  does: "shows who works for a queue, what waits in it, and how fast it goes",
  options: ["queue", "password-file", "board", "port", "debug"],
} as const;

/** Serves the jobs of queues until it is ended. Its packages come from npm's registry the first time. */
async function board(url: string, queues: readonly string[], port = 0): Promise<number> {
  const file = (name: string) =>
    fileURLToPath(new URL(`../../experiments/runners/queue/${name}`, import.meta.url));
  const rights = ["--allow-env", "--allow-sys", "--allow-read"]; // its pages lie in Deno's cache
  const child = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--no-prompt", `--allow-net=127.0.0.1,${hostOf(url)}`, ...rights],
      ...["--config", file("board.json"), "--lock", file("board.lock"), "--frozen"],
      ...[file("board.mjs"), JSON.stringify({ url: withoutPassword(url), queues, port })],
    ],
  }).spawn();
  // Ctrl+C reaches the board too: it ends, and we with it
  Deno.addSignalListener("SIGINT", () => {});
  if (Deno.build.os !== "windows") Deno.addSignalListener("SIGTERM", () => child.kill());
  return (await child.status).code;
}

if (import.meta.main) {
  await runCommand(async (args) => {
    const asked = readOptions(COMMAND, args);
    if (!asked) return;
    const url = needQueue(asked), redis = await connect(url), overview = await overviewOf(redis);
    redis.disconnect();
    console.log(`${withoutPassword(url)}\n${describeOverview(overview)}`);
    if (!asked.board) return;
    Deno.exit(await board(url, overview.queues.map(({ queue }) => queue), asked.port));
  });
}
