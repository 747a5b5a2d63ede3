/** Runs a program that fetches files, and ends it when nothing more arrives for long. */
import { join } from "node:path";

// A notebook may have a setInterval of its own, which hides the platform's in modules too.
const { clearInterval, setInterval } = globalThis;

/** How it went. */
interface Watched {
  readonly success: boolean;
  /** Its last line on stderr, or that it was ended. */
  readonly said: string;
  /** Whether anything came into the folder. */
  readonly grew: boolean;
}

/** Runs a program whose temporary files, too, lie in `folder`, and ends it when that does not grow for `stall`
 * milliseconds.
 *
 * @returns undefined where there is no such program */
export async function runWatched(
  [program, ...args]: readonly string[],
  folder: string,
  stall: number,
): Promise<Watched | undefined> {
  const before = sizeOf(folder);
  let child: Deno.ChildProcess;
  try {
    child = new Deno.Command(program, {
      args,
      env: { TMPDIR: folder, TMP: folder, TEMP: folder },
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).spawn();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
  let size = before, since = performance.now(), silent = false, grew = false;
  const watch = setInterval(() => {
    const now = sizeOf(folder);
    grew ||= now > before;
    if (now !== size) [size, since] = [now, performance.now()];
    if (performance.now() - since < stall) return;
    silent = true;
    end(child);
  }, Math.min(1_000, stall / 4));
  try {
    const { success, stderr } = await child.output();
    const said = silent
      ? `nothing came for ${stall / 1000} s`
      : new TextDecoder().decode(stderr).trim().split("\n").at(-1)!;
    return { success: success && !silent, said, grew };
  } finally {
    clearInterval(watch);
  }
}

function end(child: Deno.ChildProcess): void {
  try {
    child.kill("SIGKILL");
  } catch { /* it has ended by itself */ }
}

/** Bytes in a folder and below it; files may vanish meanwhile. */
function sizeOf(folder: string): number {
  let size = 0;
  try {
    for (const { name, isDirectory } of Deno.readDirSync(folder)) {
      const path = join(folder, name);
      size += isDirectory ? sizeOf(path) : Deno.lstatSync(path).size;
    }
  } catch { /* gone */ }
  return size;
}
