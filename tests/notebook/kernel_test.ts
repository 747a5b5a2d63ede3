import { assert, assertEquals } from "../assert.ts";
import { PlainClient } from "./plain_client.ts";

const repair = JSON.stringify(new URL("../../lib/notebook/kernel.ts", import.meta.url).href);

/** What each cell shows in an ordinary client, after a first cell that mends the kernel; and last,
 * what came after its cell's end. */
async function shown(...cells: string[]): Promise<string[][]> {
  const client = await PlainClient.start(Deno.cwd());
  try {
    const results: string[][] = [];
    for (const cell of [`import ${repair}; console.log("first"); 0`, ...cells]) {
      results.push(await client.execute(cell));
    }
    return [...results, client.late];
  } finally {
    await client.close();
  }
}

Deno.test("a mended kernel loses nothing of 200 short cells, the first included", async () => {
  const numbers = Array.from({ length: 200 }, (_, index) => index + 1);
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

Deno.test("outside Jupyter the repair does nothing", async () => {
  const code = `import ${repair}; Promise.reject(new Error("seen")); await 0; console.log("x")`;
  const { code: exit, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["eval", code],
    env: { NO_COLOR: "1" },
  }).output();
  assertEquals(exit, 1);
  assert(new TextDecoder().decode(stderr).includes("Uncaught (in promise) Error: seen"));
});
