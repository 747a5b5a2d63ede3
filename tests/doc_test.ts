/** What the doors of lib/ let out is documented: `deno doc` finds nothing missing, and every function of the main door
 * and of the study's has an example. */
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { PROJECT_ROOT } from "../lib/core/places.ts";
import { assert, assertEquals } from "./assert.ts";

/** The doors in a folder of lib/: `mod.ts` of each folder in it. */
const doorsIn = (folder: string) =>
  Array.from(
    existsSync(join(PROJECT_ROOT, folder)) ? Deno.readDirSync(join(PROJECT_ROOT, folder)) : [],
  )
    .map(({ name }) => join(PROJECT_ROOT, folder, name, "mod.ts")).filter((path) =>
      existsSync(path)
    );
/** The engine's, and the studies'. */
const MAIN = [join(PROJECT_ROOT, "lib", "mod.ts"), ...doorsIn("lib/studies")];
/** These, and the rooms'. */
const DOORS = [...MAIN, ...doorsIn("lib")];

/** What `deno doc` says, errors last. */
async function denoDoc(...args: string[]): Promise<string> {
  const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["doc", ...args],
    env: { NO_COLOR: "1" },
    cwd: PROJECT_ROOT,
  }).output();
  const decoder = new TextDecoder();
  return decoder.decode(stdout) + decoder.decode(stderr);
}

/** A path as it stands in the repository: `lib/core/rng.ts`. */
const inProject = (path: string) => relative(PROJECT_ROOT, path).replaceAll("\\", "/");

/** The faults that `deno doc --lint` finds in what a module exports, and how many it says there are. */
async function faultsOf(...modules: string[]) {
  const text = await denoDoc("--lint", ...modules);
  const faults = text.split(/\n(?=error)/).flatMap((block) => {
    const what = block.match(/^error\[.*/m), where = block.match(/--> (.+):(\d+):\d+/);
    return what && where ? [{ block, what: what[0], path: where[1], line: where[2] }] : [];
  });
  return { faults, told: Number(text.match(/Found (\d+) documentation lint error/)?.[1] ?? 0) };
}

/** As much of `deno doc --json` as these tests read. */
interface Documentation {
  readonly nodes: Readonly<
    Record<string, {
      readonly symbols: readonly {
        readonly name: string;
        readonly declarations: readonly {
          readonly kind: string;
          readonly location: { readonly filename: string; readonly line: number };
          readonly jsDoc?: { readonly tags?: readonly { readonly kind: string }[] };
        }[];
      }[];
    }>
  >;
}

let documented: Promise<Documentation["nodes"]> | undefined;
/** What the doors export, by door: read once. */
const nodesOfDoors = () =>
  documented ??= denoDoc("--json", ...DOORS).then((text) =>
    (JSON.parse(text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)) as Documentation).nodes
  );

/** Every symbol that some of the doors export and lib/ declares. */
async function symbolsOf(doors: readonly string[]) {
  const nodes = await nodesOfDoors();
  return doors.map((path) => nodes[pathToFileURL(path).href]).flatMap(({ symbols }) => symbols)
    .flatMap(({ name, declarations }) => {
      const { filename, line } = declarations[0].location;
      if (!filename.startsWith("file:")) return [];
      const path = inProject(fileURLToPath(filename));
      return path.startsWith("lib/") ? [{ name, declarations, where: `${path}:${line + 1}` }] : [];
    });
}

Deno.test("a symbol without documentation is a fault that the linter names with its file", async () => {
  const folder = await Deno.makeTempDir(), path = join(folder, "undocumented.ts");
  try {
    await Deno.writeTextFile(
      path,
      "interface Hidden {}\nexport function f(): Hidden {\n  return {};\n}\n",
    );
    const { faults, told } = await faultsOf(path);
    assertEquals(faults.map(({ what }) => what.match(/\[(.*)\]/)![1]).sort(), [
      "missing-jsdoc",
      "private-type-ref",
    ]);
    assertEquals(told, 2);
    assert(faults.every((fault) => fault.path.endsWith("undocumented.ts") && fault.line === "2"));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("everything that the doors export is documented, typed, and made of exported types", async () => {
  const { faults, told } = await faultsOf(...DOORS);
  assertEquals(faults.length, told, "faults that were not read");
  const ours = faults.filter(({ path, block }) =>
    // A comment on a namespace import is not read, and tfjs brings none; two of its types it does not export.
    inProject(path).startsWith("lib/") &&
    !/\* as tf from "@tensorflow\/tfjs"|'(ModelJSON|WeightsManifestEntry)'/.test(block)
  );
  assertEquals(ours.map(({ path, line, what }) => `${inProject(path)}:${line} ${what}`), []);
  const symbols = await symbolsOf(DOORS);
  assert(symbols.length > 500, `only ${symbols.length} symbols were looked at`);
});

Deno.test("every function and class of the main door and the study's has an example", async () => {
  const callable = (await symbolsOf(MAIN)).filter(({ declarations }) =>
    declarations.some(({ kind }) => kind === "function" || kind === "class")
  );
  assert(callable.length > 100, `only ${callable.length} functions and classes were looked at`);
  const without = callable.filter(({ declarations }) =>
    !declarations.some(({ jsDoc }) => jsDoc?.tags?.some(({ kind }) => kind === "example"))
  );
  assertEquals(without.map(({ where, name }) => `${where} ${name}`), []);
});
