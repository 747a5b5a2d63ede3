/** A kernel that is ready for a notebook before its first cell runs: mended, and with the modules loaded that the notebook
 * imports from this project. */
import { dirname, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { UNDRAWN_VARIABLE } from "../../show/figure.ts";
import { Kernel } from "../kernel/client.ts";
import { codeCells, readNotebook } from "./document.ts";

/** Starts it, in the notebook's folder. Two requests without output come before the first cell, which is still [1].
 *
 * @param env added to the kernel's environment
 * @throws {InputError} when `path` is not a notebook
 * @throws {Error} when the kernel cannot be mended; modules that cannot be loaded are the cells' affair */
export async function readyKernel(path: string, env: Record<string, string> = {}): Promise<Kernel> {
  const modules = importsOf(codeCells(await readNotebook(path)).map(({ source }) => source), path);
  const kernel = await Kernel.start({
    cwd: dirname(resolve(path)),
    env: { [UNDRAWN_VARIABLE]: "1", ...env },
  });
  const repair = JSON.stringify(new URL("../kernel/kernel.ts", import.meta.url).href);
  const mend = `{ const { endWith } = await import(${repair}); endWith(${Deno.pid}); }`;
  const load = `await Promise.allSettled(${JSON.stringify(modules)}.map((url) => import(url)));`;
  try {
    const { content } = await kernel.execute(mend, undefined, { silent: true });
    if (content.status !== "ok") {
      throw new Error(`the kernel could not be prepared: ${JSON.stringify(content)}`);
    }
    if (modules.length) await kernel.execute(load, undefined, { silent: true });
    return kernel;
  } catch (error) {
    await kernel.close();
    throw error;
  }
}

/** The addresses of modules that cells import by a relative path. */
function importsOf(sources: readonly string[], path: string): string[] {
  const base = pathToFileURL(resolve(path)), found = new Set<string>();
  for (const source of sources) {
    for (const [, specifier] of source.matchAll(/^import\b[^;]*?from "(\.[^"]+)"/gm)) {
      found.add(new URL(specifier, base).href);
    }
  }
  return [...found];
}
