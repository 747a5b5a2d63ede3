import { existsSync } from "node:fs";
import { assert, assertEquals } from "../../assert.ts";
import { pause, type PlainClient, type Shown, startOurs } from "../notebook/plain_client.ts";

const ROOT = new URL("../../../", import.meta.url);
const INTERRUPTED = "Interrupted: stopped by the reader; variables are kept";

/** Sends a cell and interrupts it some milliseconds later, wherever it is by then. */
async function interrupted(client: PlainClient, code: string, after: number): Promise<Shown> {
  const cell = client.run(code);
  await pause(after);
  await client.interrupt();
  return await cell;
}

/** Runs a cell and interrupts it some milliseconds after it has begun. */
async function interruptedWithin(client: PlainClient, code: string, after = 100): Promise<Shown> {
  const sign = await Deno.makeTempFile();
  const cell = client.run(`Deno.removeSync(${JSON.stringify(sign)});\n${code}`);
  while (existsSync(sign)) await pause(10);
  await pause(after);
  await client.interrupt();
  return await cell;
}

Deno.test("an interrupt ends whatever a cell awaits; variables stay, and the next cell runs", async () => {
  await using client = await startOurs();
  await client.execute("let kept = 42; const pending = new Promise<void>(() => {});");
  const server = Deno.listen({ hostname: "127.0.0.1", port: 0 }); // answers nobody
  const cells = [
    "await new Promise((done) => setTimeout(done, 600_000)); kept = 1",
    `await fetch("http://127.0.0.1:${server.addr.port}"); kept = 1`,
    "await pending; kept = 1",
    "for (let i = 0;; i++) await new Promise<void>((done) => setTimeout(done, 1));",
    "for (;;) await null; // leaves no turn to the event loop",
    "async function main(): Promise<void> { while (true) await Promise.resolve(); }\nawait main()",
    "async function* endless() { for (let i = 0;; i++) yield i }\nfor await (const _ of endless());",
    "await Promise.all([pending, (async () => { await pending })()])",
    "try { await pending } finally { await null; kept++ }",
  ];
  for (const code of cells) {
    const { texts, reply } = await interruptedWithin(client, code);
    assertEquals([texts, reply.content.status], [[INTERRUPTED], "error"], code);
    assertEquals(reply.content.ename, "Interrupted");
  }
  assertEquals(await client.execute("kept"), ["43"]);
  assertEquals(client.late, []);
  server.close();
});

Deno.test("a loop that awaits is really over when it is interrupted", async () => {
  await using client = await startOurs();
  await client.execute("1"); // Deno has started
  const loop = "let rounds = 0;\nasync function work() {\n  while (true) {\n" +
    "    await new Promise((done) => setTimeout(done, 5));\n    rounds++;\n  }\n}\nawait work();";
  assertEquals((await interruptedWithin(client, loop)).texts, [INTERRUPTED]);
  const [before] = await client.execute("rounds");
  await pause(100);
  assert(Number(before) > 0);
  assertEquals(await client.execute("rounds"), [before]);
});

Deno.test("an interrupt during an import is heard at the next await", async () => {
  await using client = await startOurs();
  await client.execute("let kept = 1;");
  const slow = "data:text/javascript,await new Promise((done) => setTimeout(done, 1000))";
  const cell = `import ${JSON.stringify(slow)};\nkept = 2;\nawait null;\nkept = 3;`;
  assertEquals((await interrupted(client, cell, 300)).texts, [INTERRUPTED]);
  assertEquals(await client.execute("await kept"), ["2"]);
});

Deno.test("an interrupt ends a loop that never awaits, in Deno's own way; variables stay", async () => {
  await using client = await startOurs();
  await client.execute("const kept = 1;");
  assertEquals((await interruptedWithin(client, "while (true) {}")).texts, [INTERRUPTED]);
  assertEquals(await client.execute("kept"), ["1"]);
});

Deno.test("a loop that begins only after the interrupt was heard is ended, too", async () => {
  await using client = await startOurs();
  await client.execute("1");
  const long = `const sums = [${"1+2,".repeat(100_000)}];`; // Deno reads for a second before it begins
  const { texts } = await interrupted(client, `${long} while (true) {}`, 200);
  assertEquals(texts.at(-1), INTERRUPTED);
});

Deno.test("cells that wait behind an interrupted one are not run", async () => {
  await using client = await startOurs();
  await client.execute("1");
  const cell = client.run("await new Promise(() => {})");
  const behind = client.request("execute_request", { code: "globalThis.ran = 1", silent: false });
  await pause(300);
  await client.interrupt();
  assertEquals((await cell).texts, [INTERRUPTED]);
  assertEquals((await behind.reply).content.status, "aborted");
  assertEquals(await client.execute("typeof ran"), ['"undefined"']);
});

Deno.test("an interrupt while nothing runs, or before Deno is ready, harms nothing", async () => {
  await using client = await startOurs();
  const { texts } = await interrupted(client, "1", 0);
  assert([INTERRUPTED, "1"].includes(texts.join()), texts.join());
  assertEquals(await client.execute("const a = 1; a"), ["1"]);
  await client.interrupt();
  assertEquals(await client.execute("await Promise.resolve(a + 1)"), ["2"]);
});

for (const after of [0, 5, 10, 20, 40, 80]) {
  Deno.test(`a cell that is interrupted after ${after} ms holds up no other, wherever it is by then`, async () => {
    await using client = await startOurs();
    await client.execute("const pending = new Promise<void>(() => {});");
    // of the first cell that awaits, the parser must be loaded before Deno can have it
    assertEquals((await interrupted(client, "await pending", after)).texts, [INTERRUPTED]);
    assertEquals(await client.execute("await 1"), ["1"]);
  });
}

Deno.test("where the first interrupt is ignored, the cell says so, and a second one starts Deno anew", async () => {
  await using client = await startOurs();
  const [pid] = await client.execute("const lost = 1; Deno.pid");
  const sign = await Deno.makeTempFile(), begun = `Deno.removeSync(${JSON.stringify(sign)});`;
  // nothing hears the reader here, and no core is kept busy for the seconds that the test waits
  const deaf =
    "const bell = new Int32Array(new SharedArrayBuffer(4)); while (true) Atomics.wait(bell, 0, 0, 20);";
  const cell = client.run(`await null; ${begun} ${deaf}`);
  while (existsSync(sign)) await pause(10);
  await client.interrupt();
  await client.interrupt(); // the first is still at work
  await pause(3500);
  await client.interrupt();
  const { texts, reply } = await cell;
  assertEquals(texts.length, 2);
  assert(/Interrupt it again to start Deno anew/.test(texts[0]), texts[0]);
  assert(/^KernelRestarted: .*all variables are gone/.test(texts[1]), texts[1]);
  assertEquals(reply.content.ename, "KernelRestarted");
  assertEquals(await client.execute("typeof lost"), ['"undefined"']);
  assert((await client.execute("Deno.pid"))[0] !== pid);
});

Deno.test("a search that is interrupted ends by its signal, keeps its records, and goes on from them", async () => {
  await using client = await startOurs();
  const runs = await Deno.makeTempDir();
  const at = (path: string) => JSON.stringify(new URL(path, ROOT).href);
  await client.execute(
    `import { grid } from ${at("lib/experiments/search/space.ts")};\n` +
      `import { search } from ${at("lib/experiments/search/search.ts")};\n` +
      `import { openRuns } from ${at("lib/experiments/runs/runs.ts")};\n` +
      `import { toyRunner } from ${at("tests/experiments/toy_runner.ts")};\n` +
      `const runs = await openRuns(${JSON.stringify(runs)}), runner = toyRunner(2);\n` +
      'const asked = { part: "03", name: "toy", runs };\n' +
      "const told = ({ done }: { done: number }) => done && console.log(`done ${done}`);",
  );
  const cell = client.run(
    "await search(grid({ width: [16], spin: [0, 1] }), runner, { ...asked, onProgress: told })",
  );
  while ((await Array.fromAsync(Deno.readDir(runs))).length === 0) await pause(50);
  await client.interrupt();
  const { texts } = await cell;
  assertEquals([texts[0], texts.at(-1)], ["done 1", INTERRUPTED]);
  assertEquals(await client.execute("(await runs.all()).map((run) => run.settings.spin)"), [
    "[ 0 ]",
  ]);
  const again = "(await search(grid({ width: [16] }), runner, asked)).map((run) => run.status)";
  assertEquals(await client.execute(again), ['[ "done" ]']);
});
