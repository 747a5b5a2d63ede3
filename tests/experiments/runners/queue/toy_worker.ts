/** A queue's worker which knows the toy trial, by its environment: TOY_QUEUE, TOY_SLOTS, TOY_LOCK; with TOY_MORE another
 * one too, so that its code is another. */
import { TRIALS } from "../../../../lib/experiments/runners/queue/trials.ts";
import { serveQueue } from "../../../../lib/experiments/runners/queue/serve.ts";
import { TOYS } from "./toy_queue.ts";

if (import.meta.main) {
  const serving = await serveQueue({
    url: Deno.env.get("TOY_QUEUE")!,
    slots: Number(Deno.env.get("TOY_SLOTS")),
    lock: Number(Deno.env.get("TOY_LOCK") ?? 30),
    trials: Deno.env.has("TOY_MORE") ? { ...TOYS, ...TRIALS } : TOYS,
  });
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    Deno.addSignalListener(signal, () => void serving.end());
  }
  await serving.ended;
  Deno.exit(0);
}
