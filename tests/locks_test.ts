import { assert, assertEquals } from "./assert.ts";

/** A lock's packages, by name and version. */
async function packages(lock: string): Promise<string[]> {
  const { npm } = JSON.parse(await Deno.readTextFile(new URL(lock, import.meta.url)));
  return Object.keys(npm);
}
const installed = await packages("../deno.lock"), tested = await packages("deno.lock");
const nameOf = (key: string) => key.slice(0, key.indexOf("@", 1));

/** What only tests, and building what is committed, use, with its own dependencies. */
const TOOLS =
  /^(assemblyscript|axe-core|binaryen|@?esbuild|fast-check|playwright-core|pure-rand)\b/;

Deno.test("deno.lock, which a study installs, holds no tool of tests and builds", () => {
  const tools = installed.filter((name) => TOOLS.test(name));
  assertEquals(tools, [], "a test was run without --lock=tests/deno.lock: git checkout deno.lock");
});

Deno.test("tests install what a study installs, in the same versions, and the tools besides", () => {
  const remedy = "cp deno.lock tests/deno.lock; deno task check adds the tools";
  assertEquals(installed.filter((name) => !tested.includes(name)), [], remedy);
  const more = tested.filter((name) => !installed.includes(name));
  assertEquals(more.filter((name) => !TOOLS.test(name) && !name.startsWith("long@")), [], remedy);
  assert(more.some((name) => nameOf(name) === "esbuild"));
});

Deno.test("no package that comes with a library of its own size is installed twice", () => {
  const names = installed.map(nameOf);
  const twice = new Set(names.filter((name, i) => names.indexOf(name) !== i));
  assertEquals(
    ["@tensorflow/tfjs-core", "jsdom", "onnxruntime-node", "onnxruntime-web", "xlsx"]
      .filter((name) => twice.has(name)),
    [],
  );
});

Deno.test("the packages that the course names are all installed, and code of lib/ imports each", async () => {
  const { imports } = JSON.parse(await Deno.readTextFile(new URL("../deno.json", import.meta.url)));
  const named = [
    "@tensorflow/tfjs",
    "danfojs",
    "plotly.js-dist",
    "@xenova/transformers",
    "papaparse",
  ];
  const code = await Array.fromAsync(sources(new URL("../lib/", import.meta.url)));
  for (const name of named) {
    assert(imports[name]?.startsWith(`npm:${name}@`), `${name} is not in deno.json`);
    const quoted = new RegExp(`(from |import\\(|resolve\\()"${name}"`);
    assert(code.some((text) => quoted.test(text)), `nothing imports ${name}`);
  }
  assert(
    code.some((text) => text.includes("jsr.io") && text.includes("@std/csv")),
    "@std/csv is not fetched",
  );
});

async function* sources(folder: URL): AsyncGenerator<string> {
  for await (const { name, isDirectory } of Deno.readDir(folder)) {
    const url = new URL(isDirectory ? `${name}/` : name, folder);
    if (isDirectory) yield* sources(url);
    else if (name.endsWith(".ts")) yield await Deno.readTextFile(url);
  }
}
