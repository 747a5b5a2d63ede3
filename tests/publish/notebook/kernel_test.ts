import { assert, assertEquals } from "../../assert.ts";
import { repair, shown } from "./plain_client.ts";

Deno.test("a mended kernel loses nothing of 80 short cells, the first included", async () => {
  const numbers = Array.from({ length: 80 }, (_, index) => index + 1);
  const results = await shown(...numbers.map((n) => `console.log("text ${n}"); ${n}`));
  assertEquals(results, [["first", "0"], ...numbers.map((n) => [`text ${n}`, `${n}`]), []]);
});

Deno.test("a mended kernel waits for a thousand lines and for a large display", async () => {
  const [, lines, large] = await shown(
    "for (let i = 0; i < 1000; i++) console.log(i)",
    'await Deno.jupyter.display({ "text/plain": "x".repeat(3_000_000) }, { raw: true })',
  );
  assertEquals(lines, Array.from({ length: 1000 }, (_, index) => String(index)));
  assertEquals(large[0].length, 3_000_000);
});

Deno.test("a mended kernel shows uncaught errors and goes on", async () => {
  const [, rejection, timer, waiting, after, late] = await shown(
    'Promise.reject(new TypeError("nobody waits")); 1',
    'setTimeout(() => { throw new RangeError("later") }, 5); 2',
    "await new Promise((done) => setTimeout(done, 50)); 3",
    'console.log("alive")',
  );
  assertEquals(rejection.sort(), ["1", "Uncaught (in promise) TypeError: nobody waits"]);
  assertEquals([...timer, ...waiting, ...late].sort(), ["2", "3", "Uncaught RangeError: later"]);
  assertEquals(after, ["alive"]);
});

Deno.test("a mended kernel captures what packages write to process.stdout", async () => {
  const [, written] = await shown(
    'import process from "node:process";\n' +
      'await new Promise((done) => process.stdout.write("in words", done));\n' +
      'process.stderr.write(new TextEncoder().encode("in bytes")); undefined',
  );
  assertEquals(written, ["in words", "in bytes"]);
});

Deno.test("a mended kernel shows what is written to Deno's streams, characters in two pieces too", async () => {
  const [, pieces, sync, piped, half, next] = await shown(
    'const emoji = new TextEncoder().encode("😀"); let wrote = 0;\n' +
      "wrote += await Deno.stdout.write(emoji.subarray(0, 2));\n" +
      "wrote += await Deno.stdout.write(emoji.subarray(2)); wrote",
    'Deno.stderr.writeSync(new TextEncoder().encode("told"))',
    'await new Blob(["piped"]).stream().pipeTo(Deno.stdout.writable)',
    "Deno.stdout.writeSync(emoji.subarray(0, 2)); undefined",
    "1",
  );
  assertEquals(pieces, ["😀", "4"]);
  assertEquals(sync, ["told", "4"]);
  assertEquals(piped, ["piped"]);
  assertEquals([half, next], [["\ufffd"], ["1"]]);
});

Deno.test("a mended kernel shows values of every kind, those that throw when looked at included", async () => {
  const display = 'Symbol.for("Jupyter.display")';
  const [, ...results] = await shown(
    "[1n, NaN, -0, null]",
    "const ring: unknown[] = []; ring.push(ring); ring",
    'Symbol("s")',
    "new Float64Array(10_000_000)",
    '({ get schema() { throw new Error("no") } })',
    'new Proxy({}, { has() { throw new Error("no") } })',
    '["half a character: \\ud83d"]',
    `({ [${display}]() { throw new RangeError("own") } })`,
    `({ [${display}]() { throw 1n } })`,
    `({ [${display}]() { return { "text/plain": 1n } } })`,
    "2",
  );
  assertEquals(results.map((texts) => texts.map((text) => text.split("\n")[0])), [
    ["[ 1n, NaN, -0, null ]"],
    ["<ref *1> [ [Circular *1] ]"],
    ["Symbol(s)"],
    ["Float64Array(10000000) ["],
    ["{ schema: [Getter] }"],
    ["{}"],
    ['[ "half a character: \ufffd" ]'],
    ["RangeError: own"],
    ["Error: 1"],
    ["TypeError: serde_v8 error: unsupported type"],
    ["2"],
    [],
  ]);
});

Deno.test("a mended kernel loses nothing where a notebook has names of its own", async () => {
  const [, ...results] = await shown(
    'import { setTimeout } from "node:timers/promises"; await setTimeout(5); "slept"',
    "const { log } = console;",
    "const Promise = 1, JSON = 2, TextDecoder = 3, Error = 4, String = 5;\n" +
      "class Uint8Array {}; function setInterval() {}; let [clearTimeout, crypto] = [6, 7];\n" +
      "const globalThis = 8, console = 9, Array = 10; 1",
    'log("printed"); [1, { a: 2 }]',
    'Deno.stdout.writeSync(new TextEncoder().encode("written")); 2',
  );
  assertEquals(results, [
    ['"slept"'],
    [],
    ["1"],
    ["printed", "[ 1, { a: 2 } ]"],
    ["written", "2"],
    [],
  ]);
});

Deno.test("outside Jupyter the repair does nothing", async () => {
  const code = `import ${repair}; Promise.reject(new Error("seen")); await 0; console.log("x")`;
  const { code: exit, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", code],
    env: { NO_COLOR: "1" },
  }).output();
  assertEquals(exit, 1);
  assert(new TextDecoder().decode(stderr).includes("Uncaught (in promise) Error: seen"));
});
