/** What a person likely meant by an import that cannot be found. */
import { builtinModules, isBuiltin } from "node:module";
import { basename, dirname, join, relative, resolve, sep } from "node:path";

/** The specifier that an error of Deno's is about, and what is wrong with it in a few words; undefined where the error
 * is about something else. */
export function failedImport(evalue: string): { specifier: string; problem: string } | undefined {
  const patterns: [RegExp, string][] = [
    [/^Import "(.+?)" not a dependency/, "is neither a file nor named in deno.json"],
    [/^Relative import path "(.+?)" not prefixed with/, "is neither a file nor named in deno.json"],
    [/^Module not found "(.+?)"/, "does not exist"],
    [
      /^(?:Unable to load|Cannot resolve|Cannot find) (?:a local |local )?module:? ['"]?([^\s'"]+)/,
      "does not exist",
    ],
    [
      /npm package (?:requirement )?["'](.+?)["'].* (?:does not exist|not found)/,
      "is no package of npm",
    ],
    [/^Unknown built-in ["'](?:node:)?(.+?)["'] module/, "is no module of Node"],
    [/^\[ERR_MODULE_NOT_FOUND\] Cannot find module ['"](.+?)['"]/, "does not exist"],
  ];
  for (const [pattern, problem] of patterns) {
    const specifier = evalue.match(pattern)?.[1];
    if (specifier) return { specifier, problem };
  }
}

/** The closest thing that can be imported: a file beside the one that is missing or elsewhere in the project's lib, a
 * name of deno.json, a module of Node's; undefined where nothing is close.
 *
 * @param specifier as the cell has it, or as Deno resolved it
 * @param cwd the notebook's folder
 */
export async function likelyImport(specifier: string, cwd: string): Promise<string | undefined> {
  const path = specifier.startsWith("file:")
    ? decodeURIComponent(new URL(specifier).pathname)
    : /^\.{0,2}\//.test(specifier)
    ? resolve(cwd, specifier)
    : undefined;
  if (path) return await likelyFile(path, cwd);
  const bare = specifier.replace(/^(npm|jsr|node):/, "");
  if (isBuiltin(bare)) return `node:${bare.replace(/^node:/, "")}`;
  const { imports = {} } = await projectConfig(cwd);
  const names = Object.keys(imports);
  const builtin = closest(bare, builtinModules.filter((name) => name[0] === bare[0]));
  return closest(bare, names) ?? (builtin && `node:${builtin}`) ??
    (/^(@[\w.-]+\/)?[\w.-]+$/.test(specifier) ? `npm:${specifier}` : undefined);
}

/** The name that differs least: by less than half of its letters, as a slip of the pen does. */
export function closest(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined, least = Math.ceil(name.length / 2);
  for (const other of names) {
    const distance = editDistance(name.toLowerCase(), other.toLowerCase(), least);
    if (distance < least) [best, least] = [other, distance];
  }
  return best;
}

/** How many letters must be changed, added or left out (Levenshtein 1966); `limit` where it is as many or more. */
function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit;
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const kept = row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(kept, row[j] + 1, next[j - 1] + 1));
    }
    row = next;
  }
  return Math.min(row[b.length], limit);
}

/** A file with about that name beside the missing one, or with that name anywhere in the project's lib. */
async function likelyFile(path: string, cwd: string): Promise<string | undefined> {
  const written = (file: string) => {
    const from = relative(cwd, file).split(sep).join("/");
    return from.startsWith(".") ? from : `./${from}`;
  };
  // the deepest folder of the path that exists, and what lies in it
  let folder = dirname(path), wanted = basename(path);
  for (; !await isFolder(folder); folder = dirname(folder)) {
    wanted = basename(folder);
    if (folder === dirname(folder)) return undefined;
  }
  const beside = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  const rest = path.slice(join(folder, wanted).length);
  const near = closest(wanted, beside.filter((name) => name !== wanted));
  if (near && (!rest || await isFile(join(folder, near) + rest))) {
    return written(join(folder, near) + rest);
  }
  const { root } = await projectConfig(cwd);
  if (!root) return undefined;
  const all = await files(join(root, "lib"));
  const shared = (file: string) => commonEnd(file.split(sep), path.split(sep));
  const best = Math.max(0, ...all.map(shared));
  const same = all.filter((file) => best > 0 && shared(file) === best);
  return same.length ? written(same.reduce((a, b) => b.length < a.length ? b : a)) : undefined;
}

/** How many last parts two paths share. */
function commonEnd(a: readonly string[], b: readonly string[]): number {
  let n = 0;
  while (n < a.length && a.at(-1 - n) === b.at(-1 - n)) n++;
  return n;
}

interface Config {
  /** The folder of deno.json. */
  readonly root?: string;
  readonly imports?: Record<string, string>;
}

/** The deno.json that holds for the notebook: the first on the way up. */
async function projectConfig(cwd: string): Promise<Config> {
  for (let folder = cwd;; folder = dirname(folder)) {
    const text = await Deno.readTextFile(join(folder, "deno.json")).catch(() => undefined);
    if (text !== undefined) {
      const { imports } = await Promise.try(JSON.parse, text).catch(() => ({}));
      return { root: folder, imports };
    }
    if (folder === dirname(folder)) return {};
  }
}

async function files(folder: string): Promise<string[]> {
  const found: string[] = [];
  try {
    for await (const { name, isDirectory } of Deno.readDir(folder)) {
      if (isDirectory) found.push(...await files(join(folder, name)));
      else if (name.endsWith(".ts")) found.push(join(folder, name));
    }
  } catch { /* not to be read */ }
  return found;
}

const isFolder = (path: string) => Deno.stat(path).then((it) => it.isDirectory, () => false);
const isFile = (path: string) => Deno.stat(path).then((it) => it.isFile, () => false);
