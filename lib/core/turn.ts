/** One process at a time. */

/** Waits until no other process has the file's turn, and has it until the result is disposed of or the process ends.
 *
 * @param path of a file that is there for this alone; made where it is missing
 * @param signal gives up waiting, with its reason
 * @throws {Error} the system's, where the file cannot be written
 * @example
 * ```ts
 * const path = await Deno.makeTempFile();
 * {
 *   using _turn = await takeTurn(path);
 * }
 * using _next = await takeTurn(path);
 * ```
 */
export async function takeTurn(path: string, signal?: AbortSignal): Promise<Disposable> {
  const file = await Deno.open(path, { create: true, read: true, write: true });
  const { promise: givenUp, reject } = Promise.withResolvers<never>();
  const giveUp = () => reject(signal?.reason);
  signal?.addEventListener("abort", giveUp);
  if (signal?.aborted) giveUp(); // before, or while the file was opened
  const locked = file.lock(true);
  try {
    await Promise.race([locked, givenUp]);
    return file;
  } catch (error) {
    locked.then(() => file.close(), () => file.close()); // the wait itself cannot be ended
    throw error;
  } finally {
    signal?.removeEventListener("abort", giveUp);
  }
}
