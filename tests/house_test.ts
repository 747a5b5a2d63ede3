import { walkSync } from "./walk.ts";
import { assertEquals } from "./assert.ts";

/** Each room may import those before it, and itself. `lib/mod.ts` is the door and imports them all. */
const ORDER = ["core", "data", "features", "models", "nn", "study", "show", "notebook", "report"];
const lib = new URL("../lib/", import.meta.url);
const files = [...walkSync(lib)].filter((file) => file.endsWith(".ts") && !file.endsWith(".as.ts"));
const roomOf = (path: string) => path.split("/")[0];

Deno.test("imports point one way through the rooms of lib/", () => {
  const wrong: string[] = [];
  for (const file of files.filter((file) => file.includes("/"))) {
    const text = Deno.readTextFileSync(new URL(file, lib)).replace(/^\s*(\/?\*|\/\/).*$/gm, "");
    for (const [, path] of text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]*)"/g)) {
      const target = new URL(path, new URL(file, lib)).href.slice(lib.href.length);
      if (ORDER.indexOf(roomOf(target)) > ORDER.indexOf(roomOf(file))) {
        wrong.push(`${file} imports ${target}`);
      }
    }
  }
  assertEquals(wrong, []);
});

Deno.test("randomness is an argument: nothing in lib/ draws from Math.random", () => {
  const users = files.filter((file) => {
    const code = Deno.readTextFileSync(new URL(file, lib)).replace(/^\s*(\/?\*|\/\/).*$/gm, "");
    return code.includes("Math.random");
  });
  assertEquals(users, []);
});

Deno.test("no file of lib/ or tests/ holds more than one idea's worth of lines", () => {
  const tests = new URL("./", import.meta.url);
  const long = [lib, tests].flatMap((folder) =>
    [...walkSync(folder)].filter((file) => file.endsWith(".ts")).map((file) => ({
      file,
      lines: Deno.readTextFileSync(new URL(file, folder)).split("\n").length,
    }))
  ).filter(({ lines }) => lines > 300).map(({ file, lines }) => `${file}: ${lines}`);
  assertEquals(long, []);
});

Deno.test("a timer of the library is the platform's, whatever a notebook calls setTimeout", () => {
  const loose = files.filter((file) => !/^(notebook|report)\//.test(file)).filter((file) => {
    const code = Deno.readTextFileSync(new URL(file, lib)).replace(/^\s*(\/?\*|\/\/).*$/gm, "");
    const used = code.match(/(?<![.\w])(setTimeout|setInterval|queueMicrotask)(?=\()/)?.[0];
    return used && !new RegExp(`const \\{[^}]*\\b${used}\\b[^}]*\\} = globalThis`).test(code);
  });
  assertEquals(loose, []);
});
