/** The inside of a worker of `workerRunner`: imports a trial, then does one job after the other. */
import process from "node:process";
import { parentPort } from "node:worker_threads";
import type { Trial } from "./runner.ts";
import { received } from "./share.ts";
import type { FromWorker, ToWorker } from "./worker_runner.ts";

let ready: Promise<{ trial: Trial<unknown>; data: unknown }> | undefined;

async function answer(message: ToWorker): Promise<FromWorker | undefined> {
  try {
    if ("module" in message) {
      const { module, data } = message;
      ready = import(module).then((trial) => ({ trial, data: received(data) }));
      ready.catch(() => {}); // every job will tell
      return;
    }
    const { trial, data } = await ready!, started = performance.now();
    const result = await trial.trial(message, data);
    return { result: { ...result, seconds: (performance.now() - started) / 1000 } };
  } catch (thrown) {
    const { name, message, stack } = thrown instanceof Error ? thrown : new Error(String(thrown));
    return { error: { name, message, stack } };
  }
}

// nothing happens where this module is merely looked at, by a type check or a documentation test
parentPort?.on("message", async (message: ToWorker) => {
  const reply = await answer(message);
  if (reply) parentPort!.postMessage(reply);
});

if (parentPort) {
  // an error outside the job's own promise (in a timer, say) leaves the worker in an unknown state
  process.on("uncaughtException", (error: Error) => {
    parentPort!.postMessage({ died: error.message } satisfies FromWorker);
  });
}
