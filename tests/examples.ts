/** The examples in the documentation of lib/ as tests, one module a room: `deno test --doc` would start each of them in
 * an isolate of its own, which loads the library anew six hundred times. */
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { PROJECT_ROOT } from "../lib/core/places.ts";
import { KEEP_WORKERS } from "./rooms.ts";
import { walkSync } from "./walk.ts";

const FENCE = /^ *\* ```ts\n((?: *\*.*\n)*?) *\* ```$/gm;
const IMPORT = /^import (type )?\{([^}]*)\}\s*from "([^"]+)";$/gm;
const EXPORT = /^export (?:async )?(?:function\*?|const|class|abstract class) (\w+)/gm;

/** The names of an import as a pattern that takes them from the module: `a as b, type C` → `a: b`. */
const pattern = (names: string) =>
  names.split(",").map((name) => name.trim()).filter((name) => name && !name.startsWith("type "))
    .map((name) => name.replace(" as ", ": ")).join(", ");

/** One example as a test: what it imports, and what its file exports, is taken from the modules when it runs. */
function asTest(path: string, line: number, code: string, exported: readonly string[]): string {
  const name = `${relative(PROJECT_ROOT, path).replaceAll("\\", "/")}:${line}`;
  const own = pathToFileURL(path);
  const take = (names: string, from: string) =>
    names && `const { ${names} } = await import(${JSON.stringify(from)});`;
  const body = code.replace(IMPORT, (_, type, names, from) => {
    const address = from.startsWith(".") ? new URL(from, own).href : from;
    return type ? "" : take(pattern(names), address);
  }).replaceAll("import.meta.url", JSON.stringify(own.href));
  const used = exported.filter((word) => new RegExp(`\\b${word}\\b`).test(code));
  return `Deno.test(${JSON.stringify(name)}, async () => {
${take(used.join(", "), own.href)}
{
${body}
}
});
`;
}

/** The tests of one file's examples. */
function testsOf(path: string): string[] {
  const text = Deno.readTextFileSync(path);
  const exported = [...new Set(Array.from(text.matchAll(EXPORT), ([, name]) => name))];
  return Array.from(text.matchAll(FENCE), ({ 1: lines, index }) => {
    const code = lines.replace(/^ *\* ?/gm, "");
    return asTest(path, text.slice(0, index).split("\n").length, code, exported);
  });
}

/** Writes the examples of every room of lib/ into `folder`, one file of tests a room.
 * @returns the files */
export function writeExamples(folder: string): string[] {
  Deno.mkdirSync(folder, { recursive: true });
  const written: string[] = [];
  for (const { name, isDirectory } of Deno.readDirSync(join(PROJECT_ROOT, "lib"))) {
    if (!isDirectory) continue;
    const room = join(PROJECT_ROOT, "lib", name);
    const files = [...walkSync(pathToFileURL(`${room}/`))].filter((path) => path.endsWith(".ts"));
    const tests = files.sort().flatMap((path) => testsOf(join(room, path)));
    const path = join(folder, `${name}_examples_test.ts`);
    Deno.writeTextFileSync(path, KEEP_WORKERS + tests.join("\n"));
    written.push(path);
  }
  return written;
}
