/** `deno task queue`: what goes on at a queue: who is connected, what waits, how fast it goes. */
import { connect, withoutPassword } from "../../experiments/runners/queue/connect.ts";
import { describeOverview, overviewOf } from "../../experiments/runners/queue/overview.ts";
import { runCommand } from "./command.ts";
import { readOptions } from "./options.ts";
import { needQueue } from "./queue_options.ts";

const COMMAND = {
  name: "queue",
  does: "shows who works for a queue, what waits in it, and how fast it goes",
  options: ["queue", "password-file", "debug"],
} as const;

if (import.meta.main) {
  await runCommand(async (args) => {
    const asked = readOptions(COMMAND, args);
    if (!asked) return;
    const url = needQueue(asked), redis = await connect(url);
    console.log(`${withoutPassword(url)}\n${describeOverview(await overviewOf(redis))}`);
    redis.disconnect();
  });
}
