/** jsdom, loaded when something is first shown. */
import workerThreads from "node:worker_threads";

/** Loads the package once.
 * @returns its exports */
export async function jsdom(): Promise<typeof import("jsdom")> {
  // undici, which jsdom brings, counts on it; Deno 2.7 lacks it, and nothing is cloned here
  (workerThreads as { markAsUncloneable?: (object: object) => void }).markAsUncloneable ??=
    () => {};
  return await import("jsdom");
}
