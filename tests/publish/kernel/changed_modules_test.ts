import { join } from "node:path";
import {
  changedModules,
  changeNote,
} from "../../../lib/publish/kernel/services/changed_modules.ts";
import { type Files, LoadedModules } from "../../../lib/publish/kernel/services/loaded_modules.ts";
import type { Cell } from "../../../lib/publish/kernel/services/service.ts";
import { assertEquals } from "../../assert.ts";

/** Files in memory, of which each write is a moment of its own. */
function filesOf(texts: Record<string, string>) {
  let now = 0;
  const times = new Map(Object.keys(texts).map((path) => [path, now]));
  const files: Files = {
    read: (path) => Promise.resolve(texts[path]),
    changedAt: (path) => Promise.resolve(times.get(path)),
  };
  const write = (path: string, text: string) => {
    texts[path] = text;
    times.set(path, ++now);
  };
  return { files, write };
}

Deno.test("a changed file is told once if cells have loaded it, directly or through others", async () => {
  const { files, write } = filesOf({
    "/p/lib/mod.ts": 'export * from "./a.ts";\nexport type { T } from "./types.ts";\n',
    "/p/lib/a.ts":
      '/** Adds.\n * import { x } from "./example.ts";\n */\nimport {\n  b,\n} from "./b.ts";\n',
    "/p/lib/b.ts": 'const later = () => import("./later.ts");\nimport "npm:package";\n',
    ...{ "/p/lib/later.ts": "", "/p/lib/types.ts": "", "/p/lib/example.ts": "" },
  });
  const modules = new LoadedModules("/p/notebooks", files);
  await modules.loads('import { b } from "../lib/mod.ts";');
  assertEquals(await modules.changed(), []);
  for (const name of ["b", "later", "types", "example"]) write(`/p/lib/${name}.ts`, "1");
  assertEquals(await modules.changed(), ["/p/lib/b.ts", "/p/lib/later.ts"]);
  assertEquals(await modules.changed(), []);
  write("/p/lib/b.ts", "2");
  assertEquals(await modules.changed(), ["/p/lib/b.ts"]);
  modules.clear(); // a restarted kernel loads them as they are now
  await modules.loads('import { b } from "../lib/mod.ts";');
  assertEquals(await modules.changed(), []);
});

Deno.test("a file that is saved without a change, or changed back, is not told", async () => {
  const { files, write } = filesOf({ "/p/a.ts": "1" });
  const modules = new LoadedModules("/p", files);
  await modules.loads('const a = await import("./a.ts");');
  write("/p/a.ts", "1");
  assertEquals(await modules.changed(), []);
  write("/p/a.ts", "2");
  write("/p/a.ts", "1");
  assertEquals(await modules.changed(), []);
});

Deno.test("of many files three are named", () => {
  assertEquals(changeNote([]), "");
  assertEquals(
    changeNote(["a.ts", "b.ts", "c.ts", "d.ts"]),
    "a.ts, b.ts, c.ts and 1 more changed: restart the kernel to use them",
  );
});

Deno.test("the note stands below the next cell, with the file's path in the project", async () => {
  const project = await Deno.makeTempDir(), cwd = join(project, "notebooks", "mine");
  await Deno.mkdir(cwd, { recursive: true });
  await Deno.mkdir(join(project, "lib"));
  await Deno.writeTextFile(join(project, "deno.json"), "{}");
  const file = join(project, "lib", "a.ts");
  await Deno.writeTextFile(file, "export const a = 1;");
  const service = changedModules({ cwd }), printed: unknown[] = [];
  const run = (code: string) => {
    const display = (data: Record<string, unknown>) => printed.push(data["text/plain"]);
    return service.beforeExecute!({ code, count: 1, display, print: () => {} } as Cell);
  };
  await run('import { a } from "../../lib/a.ts";');
  await run("a");
  assertEquals(printed, []);
  await Deno.writeTextFile(file, "export const a = 2;");
  await Deno.utime(file, 0, 1); // a clock that is too coarse to see it would hide the change
  await run("a");
  await run("a");
  assertEquals(printed, ["lib/a.ts changed: restart the kernel to use it"]);
  await Deno.remove(project, { recursive: true });
});
