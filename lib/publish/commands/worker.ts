/** `deno task worker`: does the trainings of other machines' studies, which a queue hands out. */
import { serveQueue } from "../../experiments/runners/queue/serve.ts";
import { runCommand } from "./command.ts";
import { readOptions } from "./options.ts";
import { needQueue } from "./queue_options.ts";

const COMMAND = {
  name: "worker",
  does: "takes trainings from a queue; any number of workers, on any machine",
  options: ["queue", "password-file", "workers", "idle-exit", "debug"],
} as const;

if (import.meta.main) {
  await runCommand(async (args) => {
    const asked = readOptions(COMMAND, args);
    if (!asked) return;
    const { workers: slots, "idle-exit": idleExit } = asked;
    const serving = await serveQueue({ url: needQueue(asked), slots, idleExit });
    let ending = false;
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      if (Deno.build.os === "windows" && signal === "SIGTERM") continue;
      Deno.addSignalListener(signal, () => {
        if (ending) Deno.exit(130);
        ending = true;
        console.log("ends after the trainings under way; once more, and it ends now");
        void serving.end();
      });
    }
    await serving.ended;
    Deno.exit(0); // a server that is away may hold a connection
  });
}
