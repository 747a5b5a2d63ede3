/** @std/csv, fetched from jsr.io. Deno's own `import("@std/csv")` adds what it found to deno.lock, so that the project
 * no longer is what was committed, and waits for a silent host for ever: so the files are fetched here, and checked
 * against the checksums that the registry gives. */
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";

/** The part of @std/csv in use here. */
export interface StdCsv {
  stringify(data: readonly (readonly string[])[], options: { separator: string }): string;
}

/** What JSR tells of one version of a package.
 * @see https://jsr.io/docs/api#package-version-metadata */
interface Version {
  readonly manifest: Readonly<Record<string, { readonly checksum: string }>>;
  readonly exports: Readonly<Record<string, string>>;
}

const SPECIFIER = "jsr:@std/csv@1", [, PACKAGE, MAJOR] = /^jsr:(.+)@(\d+)$/.exec(SPECIFIER)!;

/** How long the registry may take, all in all. */
const LIMIT = 5000;

/** The registry, jsr.io but for `JSR_URL`, as Deno has it. */
export const jsrUrl = (): string =>
  (Deno.env.get("JSR_URL") || "https://jsr.io").replace(/\/*$/, "/");

/** A registry that answers, with what is of no use here. */
class Unusable extends Error {}

/** Fetches @std/csv 1, the newest; nothing is written anywhere.
 *
 * @throws {Error} whose message says why it cannot be had
 */
export async function fetchStdCsv(registry: string = jsrUrl()): Promise<StdCsv> {
  const { host } = new URL(registry), signal = AbortSignal.timeout(LIMIT);
  const get = async (path: string): Promise<Response> => {
    const response = await fetch(`${registry}${PACKAGE}/${path}`, { signal });
    if (response.ok) return response;
    await response.body?.cancel();
    throw new Unusable(`${host} answers ${response.status} to ${PACKAGE}/${path}`);
  };
  try {
    const { versions } = await (await get("meta.json")).json();
    const version = newest(versions);
    const { manifest, exports }: Version = await (await get(`${version}_meta.json`)).json();
    const read = async (path: string): Promise<string> => {
      const bytes = await (await get(version + path)).bytes();
      const sum = createHash("sha256").update(bytes).digest("hex");
      if (manifest[path]?.checksum === `sha256-${sum}`) return new TextDecoder().decode(bytes);
      throw new Unusable(`${PACKAGE}/${version}${path} is not what the registry's checksum says`);
    };
    const entry = exports["./stringify"] ?? exports["."];
    const std = await import(await moduleUrl(new URL(entry, "file:///").pathname, read));
    if (typeof std.stringify === "function") return std;
    throw new Unusable(`${PACKAGE} ${version} has no stringify`);
  } catch (error) {
    throw new Error(reason(error as Error, host), { cause: error });
  }
}

/** The newest version of the major one that is known here, unless it was withdrawn. */
function newest(versions: Readonly<Record<string, { readonly yanked?: boolean }>>): string {
  const usable = Object.keys(versions).filter((version) =>
    /^\d+\.\d+\.\d+$/.test(version) && version.startsWith(`${MAJOR}.`) && !versions[version].yanked
  );
  if (usable.length === 0) throw new Unusable(`there is no ${PACKAGE} ${MAJOR}`);
  return usable.sort((a, b) => a.localeCompare(b, "en", { numeric: true })).at(-1)!;
}

/** What a module imports and exports from others; its examples stand in comments, not at a line's start. */
const IMPORTS = /^((?:import|export)\b(?:[^"';]*\bfrom)?\s*)(["'])([^"'\n]+)\2/gm;

/** A module as a URL that holds all of it, with what it imports from beside itself.
 * @param path in the package, such as "/stringify.ts" */
async function moduleUrl(path: string, read: (path: string) => Promise<string>): Promise<string> {
  const source = await read(path), urls = new Map<string, string>();
  for (const [, , , name] of source.matchAll(IMPORTS)) {
    // Deno would fetch another package by itself
    if (!/^\.\.?\//.test(name)) throw new Unusable(`${PACKAGE}${path} needs ${name}`);
    urls.set(name, await moduleUrl(new URL(name, `file://${path}`).pathname, read));
  }
  const whole = source.replaceAll(
    IMPORTS,
    (_, before, quote, name) => before + quote + urls.get(name) + quote,
  );
  return `data:application/typescript;base64,${Buffer.from(whole).toString("base64")}`;
}

function reason(error: Error, host: string): string {
  if (error instanceof Unusable) return error.message;
  if (error.name === "TimeoutError") return `${host} gave no answer within ${LIMIT / 1000} s`;
  if (error instanceof Deno.errors.NotCapable) return `${host} may not be reached here`;
  const what = error instanceof SyntaxError ? "gives no package" : "cannot be reached";
  return `${host} ${what} (${error.message})`;
}
