/** A hash of the modules that a computation is made of. A number made by other code may be another
 * number, so records carry it; it is the same wherever the project lies, and on every machine. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import config from "../../../deno.json" with { type: "json" };
import overriding from "../../../package.json" with { type: "json" };

interface Module {
  readonly hash: string;
  /** Addresses of the project's own files that it imports, or starts as workers and kernels. */
  readonly imports: readonly string[];
  /** Packages that it imports, each with its pinned version. */
  readonly packages: readonly string[];
}

const modules = new Map<string, Module | undefined>(), codes = new Map<string, string>();

/** The hash of some modules and of all that they import: files without comments, blank lines and indentation;
 * compiled kernels by their bytes; packages by the versions that deno.json pins. Types that are imported as types
 * compute nothing and do not count. Read once per process.
 *
 * @param roots absolute addresses, such as `import.meta.url`
 * @returns 16 hexadecimal digits
 * @throws the file system's error when a root cannot be read
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(codeOf(import.meta.url), codeOf(new URL(import.meta.url)));
 * ```
 */
export function codeOf(...roots: readonly (string | URL)[]): string {
  const key = roots.map(String).join("\n"), known = codes.get(key);
  if (known) return known;
  const parts = new Set<string>();
  for (const url of modulesOf(...roots)) {
    const { hash, packages } = modules.get(url)!;
    parts.add(hash);
    for (const name of packages) parts.add(name);
  }
  const code = digest([...parts].sort().join("\n"));
  codes.set(key, code);
  return code;
}

/** The addresses of the modules and of all that they import, themselves first. */
export function modulesOf(...roots: readonly (string | URL)[]): string[] {
  const found = new Set<string>(), waiting = roots.map(String).reverse();
  while (waiting.length > 0) {
    const url = waiting.pop()!;
    if (found.has(url)) continue;
    if (!modules.has(url)) modules.set(url, read(url, roots.map(String).includes(url)));
    const module = modules.get(url);
    if (!module) continue;
    found.add(url);
    waiting.push(...module.imports);
  }
  return [...found];
}

/** The packages that these modules and all that they import name, such as "hono" or "hono/deno": a pinned version of each
 * is a part of their hash. */
export function packagesOf(...roots: readonly (string | URL)[]): string[] {
  const named = modulesOf(...roots).flatMap((url) => modules.get(url)!.packages);
  return [...new Set(named.map((pinned) => pinned.split(" ")[0]))].sort();
}

/** Where all stands that an estimator can be made of, below lib/, beside the studies' recipes. */
const ROOMS = ["features", "models", "nn"];
let estimators: string | undefined;
const MODULES = [
  "data/read.ts",
  "evaluation/cross_validate.ts",
  "evaluation/leakage.ts",
];

/** The code of every estimator that lib/ offers, features, the studies' recipes and reading of files included: for
 * what is fitted here, of which nobody can say which modules it is made of.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(estimatorCode().length, 16);
 * ```
 */
export const estimatorCode = (): string => estimators ??= codeOf(...estimatorModules());

function estimatorModules(): URL[] {
  const lib = new URL("../../", import.meta.url), studies = new URL("studies/", lib);
  const ofStudies = existsSync(studies) ? filesIn(studies) : [];
  return [
    ...MODULES.map((path) => new URL(path, lib)),
    ...ROOMS.flatMap((room) => filesIn(new URL(`${room}/`, lib))),
    ...ofStudies.filter(({ pathname }) => pathname.includes("/recipe/")),
  ];
}

function filesIn(folder: URL): URL[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) return filesIn(new URL(`${entry.name}/`, folder));
    const isCode = entry.name.endsWith(".ts") && !entry.name.endsWith(".as.ts");
    return isCode ? [new URL(entry.name, folder)] : [];
  });
}

const digest = (content: string | Uint8Array) =>
  createHash("sha256").update(content).digest("hex").slice(0, 16);

/** A name that stands in a text may look like an import and be none: then there is no such file. */
function read(url: string, wanted: boolean): Module | undefined {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(new URL(url));
  } catch (error) {
    if (wanted) throw error;
    return undefined;
  }
  if (!/\.[mc]?[jt]sx?$/.test(new URL(url).pathname)) {
    return { hash: digest(bytes), imports: [], packages: [] };
  }
  const code = withoutComments(new TextDecoder().decode(bytes)), names = specifiersIn(code);
  return {
    hash: digest(code),
    imports: names.filter(isFile).map((name) => new URL(name, url).href),
    packages: names.filter((name) => !isFile(name) && !name.startsWith("node:")).map(pinned),
  };
}

const isFile = (specifier: string) => /^(\.|\/|file:)/.test(specifier);

/** Leaves out lines that are comment alone, blank lines and indentation, but nothing within a text of several lines. */
function withoutComments(text: string): string {
  const lines: string[] = [];
  let comment = false, template = false;
  for (const line of text.split("\n")) {
    const trimmed = line.trim();
    if (!template && !comment && trimmed.startsWith("/*")) comment = true;
    if (comment) {
      const end = trimmed.indexOf("*/");
      if (end < 0) continue;
      comment = false;
      const rest = trimmed.slice(end + 2).trim();
      if (rest) lines.push(rest);
      continue;
    }
    if (!template && (trimmed === "" || trimmed.startsWith("//"))) continue;
    lines.push(template ? line : trimmed);
    if ((line.match(/(?<!\\)`/g) ?? []).length % 2 === 1) template = !template;
  }
  return lines.join("\n");
}

/** Names of modules in import and export statements, `import("…")`, and of files in `new URL("…", import.meta.url)`. */
export function specifiersIn(code: string): string[] {
  const values = code.replace(/^(?:import|export) type\b[^;]*;/gm, "");
  const imported = values.matchAll(/\b(?:from|import)\s*\(?\s*"([^"\n]+)"/g);
  const located = values.matchAll(/new URL\(\s*"([^"\n]*[^"\n/])",\s*import\.meta\.url/g);
  return [
    ...Array.from(imported, ([, name]) => name),
    ...Array.from(located, ([, name]) => isFile(name) ? name : `./${name}`),
  ];
}

/** A package's name with its pinned version, and the versions that are forced upon its own packages. */
function pinned(specifier: string): string {
  const pins: Readonly<Record<string, string>> = config.imports;
  const [name] = Object.keys(pins)
    .filter((name) => specifier === name || specifier.startsWith(`${name}/`))
    .sort((a, b) => b.length - a.length);
  return `${specifier} ${pins[name] ?? ""} ${JSON.stringify(overriding.overrides)}`;
}
