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
  assert(!names.some((name) => /^plotly\.js-dist/.test(name)), "Plotly is there once, cartesian");
  assert(!names.includes("@tensorflow/tfjs"), "tfjs is there by its parts");
});
