import { basename, join } from "node:path";
import { Envelope } from "../../../lib/publish/kernel/envelope.ts";
import { readNotebook } from "../../../lib/publish/notebook/document.ts";
import { encodePng } from "../../../lib/show/drawing/png.ts";
import { assert, assertEquals } from "../../assert.ts";
import { NOTEBOOKS, pause, type Shown, startOurs } from "../notebook/plain_client.ts";

const PLOTLY = "application/vnd.plotly.v1+json";

/** What each cell shows in our kernel, with no import of the library; and last, what came after its cell's end. */
async function shown(...cells: string[]): Promise<string[][]> {
  await using client = await startOurs();
  const results: string[][] = [];
  for (const cell of cells) results.push(await client.execute(cell));
  return [...results, client.late];
}

const errorOf = ({ messages }: Shown): { ename: string; evalue: string; traceback: string[] } =>
  messages.find(({ type }) => type === "error")!.content as ReturnType<typeof errorOf>;

Deno.test("our kernel loses nothing of 60 short cells, the first included", async () => {
  const numbers = Array.from({ length: 60 }, (_, index) => index + 1);
  const results = await shown(...numbers.map((n) => `console.log("text ${n}"); ${n}`));
  assertEquals(results, [...numbers.map((n) => [`text ${n}`, `${n}`]), []]);
});

Deno.test("our kernel waits for a thousand lines and for a large display, and keeps their order", async () => {
  const [lines, large, mixed] = await shown(
    "for (let i = 0; i < 1000; i++) console.log(i)",
    'await Deno.jupyter.display({ "text/plain": "x".repeat(3_000_000) }, { raw: true })',
    'console.log("a"); await Deno.jupyter.display({ "text/plain": "b" }, { raw: true });\n' +
      'console.error("c"); "d"',
  );
  assertEquals(lines, Array.from({ length: 1000 }, (_, index) => String(index)));
  assertEquals(large[0].length, 3_000_000);
  assertEquals(mixed, ["a", "b", "c", '"d"']);
});

Deno.test("our kernel shows uncaught errors at their cell or the next, and goes on", async () => {
  const [rejection, timer, waiting, after, late] = await shown(
    'Promise.reject(new TypeError("nobody waits")); 1',
    'setTimeout(() => { throw new RangeError("later") }, 5); 2',
    "await new Promise((done) => setTimeout(done, 50)); 3",
    'console.log("alive")',
  );
  assertEquals(rejection.sort(), ["1", "Uncaught (in promise) TypeError: nobody waits"]);
  // on a busy machine the timer's error may come as late as the last cell
  const all = [...timer, ...waiting, ...after, ...late].sort();
  assertEquals(all, ["2", "3", "Uncaught RangeError: later", "alive"]);
});

Deno.test("cells are counted as the reader sees them, and those behind a failed one are not run", async () => {
  await using client = await startOurs();
  await client.execute("1");
  await client.run("2", { silent: true });
  const third = await client.run("const three = 3; three");
  const result = third.messages.find(({ type }) => type === "execute_result")!;
  assertEquals([result.content.execution_count, third.reply.content.execution_count], [2, 2]);
  const input = third.messages.find(({ type }) => type === "execute_input")!;
  assertEquals(input.content, { code: "const three = 3; three", execution_count: 2 });
  const quiet = await client.run("throw new Error('quiet')", { silent: true });
  assertEquals([quiet.reply.content.status, quiet.reply.content.evalue], ["error", "quiet"]);
  const failing = client.run("await null; throw new Error('stop')");
  const behind = client.request("execute_request", {
    code: "globalThis.ran = true",
    silent: false,
  });
  await failing;
  assertEquals((await behind.reply).content.status, "aborted");
  assertEquals(await client.execute("typeof ran"), ['"undefined"']);
});

Deno.test("a cell that cannot be parsed says where: file, line, column, the line and a caret", async () => {
  await using client = await startOurs();
  const cell = await client.run("const a = 1;\nconst b = f(a, 2;\n");
  const { ename, evalue, traceback } = errorOf(cell);
  assertEquals(ename, "SyntaxError");
  assert(evalue.endsWith("(Cell [1], line 2, column 17)"), evalue);
  assertEquals(traceback.slice(1), [
    "",
    "    2 | const b = f(a, 2;",
    "      |                 ^",
  ]);
  const { status, ename: replied, traceback: same } = cell.reply.content;
  assertEquals([status, replied, same], ["error", "SyntaxError", traceback]);
  const open = errorOf(await client.run("function f() {\n  return 1;"));
  assert(/line 2, column 12/.test(open.evalue), open.evalue);
});

Deno.test("an error names the line of its own cell, of cells before, and files of the project", async () => {
  await using client = await startOurs();
  const play = "function play(song: Song): never {\n  throw new RangeError(song.name);\n}";
  assertEquals(await client.execute(`interface Song { name: string }\n${play}`), []);
  const { traceback } = errorOf(await client.run('const song = { name: "x" };\n\nplay(song);'));
  assertEquals(traceback, [
    "RangeError: x",
    "",
    "    3 | play(song);",
    "",
    "    at play, Cell [1], line 3",
    "    at Cell [2], line 3",
  ]);
  const inside = errorOf(
    await client.run('import { Pool } from "../../lib/core/pool.ts";\nnew Pool("x", { size: 0 });'),
  );
  assert(inside.traceback.some((line) => /^ {4}at .*lib[\\/]core[\\/]pool\.ts:\d+$/.test(line)));
  assert(!inside.traceback.join().includes("file://"), inside.traceback.join("\n"));
  assertEquals(inside.traceback.at(-1), "    at Cell [3], line 2");
});

Deno.test("an import that cannot be found says its name and what is likely meant", async () => {
  await using client = await startOurs();
  const told: string[] = [];
  for (
    const specifier of [
      "danfo",
      "../../lib/modd.ts",
      "../lib/mod.ts",
      "../../lib/cor/rng.ts",
      "fs2",
      "lodash",
    ]
  ) {
    const { ename, evalue } = errorOf(await client.run(`\nimport * as m from "${specifier}"; m`));
    assertEquals(ename, "ImportError");
    assert(
      evalue.startsWith(`"${specifier}" `) &&
        evalue.endsWith("(Cell [" + (told.length + 1) + "], line 2)"),
      evalue,
    );
    told.push(evalue.match(/Is "(.+)" meant|imported as "(.+)"/)?.slice(1).find(Boolean) ?? evalue);
  }
  assertEquals(told, [
    "danfojs",
    "../../lib/mod.ts",
    "../../lib/mod.ts",
    "../../lib/core/rng.ts",
    "node:fs",
    "npm:lodash",
  ]);
});

Deno.test("whatever the library's mend does is not done twice behind our kernel", async () => {
  const [first, ...rest] = await shown(
    'import { Rng } from "../../lib/mod.ts"; console.log("once"); typeof Rng',
    'Promise.reject(new Error("once")); 1',
    'Deno.stdout.writeSync(new TextEncoder().encode("once")); undefined',
  );
  assertEquals(first, ["once", '"function"']);
  assertEquals(rest.map((texts) => texts.sort()), [
    ["1", "Uncaught (in promise) Error: once"],
    ["once"],
    [],
  ]);
});

Deno.test("our kernel shows what is written to the process's streams, Deno's and Node's", async () => {
  const [written, pieces] = await shown(
    'import process from "node:process";\n' +
      'await new Promise((done) => process.stdout.write("in words", done));\n' +
      'process.stderr.write(new TextEncoder().encode("in bytes")); undefined',
    'const emoji = new TextEncoder().encode("😀"); await Deno.stdout.write(emoji.subarray(0, 2));\n' +
      "Deno.stdout.writeSync(emoji.subarray(2)); undefined",
  );
  assertEquals([written, pieces], [["in words", "in bytes"], ["😀"]]);
});

Deno.test("when Deno ends by itself, the cell says that the variables are gone, and the next one runs", async () => {
  const [, exit, gone, alone, told] = await shown(
    "var kept = 1",
    "Deno.exit(3)",
    "typeof kept",
    "setTimeout(() => Deno.exit(4), 0); undefined",
    "await new Promise((done) => setTimeout(done, 500)); 5",
  );
  const lost = /KernelRestarted: .*exit code 3.*all variables are gone/;
  assert(lost.test(exit[0]) && exit.length === 1, exit.join());
  assertEquals(gone, ['"undefined"']);
  assert(
    /exit code 4.*all variables are gone/.test([...alone, ...told].join()),
    [...alone, ...told].join(),
  );
});

Deno.test("a cell asks its reader, and an interrupt ends the question", async () => {
  await using client = await startOurs();
  client.answer = (prompt) => `you asked ${prompt}`;
  assertEquals(await client.execute('prompt("name?")'), ['"you asked name?"']);
  client.answer = () => void client.interrupt();
  const asked = await client.run('prompt("again?"); await new Promise(() => {})');
  assertEquals(errorOf(asked).ename, "Interrupted");
});

Deno.test("a figure's picture, which has more pixels than it, is shown in the figure's size", async () => {
  await using client = await startOurs();
  const png = encodePng({ width: 90, height: 60, pixels: new Uint8Array(90 * 60 * 4) }).toBase64();
  const bundle = { [PLOTLY]: { data: [], layout: { height: 40 } }, "image/png": png };
  const { messages } = await client.run(
    `({ [Symbol.for("Jupyter.display")]: () => (${JSON.stringify(bundle)}) })`,
  );
  const { content } = messages.find(({ type }) => type === "execute_result")!;
  assertEquals(content.metadata, { "image/png": { width: 60, height: 40 } });
});

Deno.test("the heart beats while a cell keeps its thread, and questions beside it are answered", async () => {
  await using client = await startOurs();
  await client.execute("1");
  const cell = client.run("await new Promise((done) => setTimeout(done, 1500)); 2");
  await pause(100);
  assert(await client.beats());
  const asked = client.request("is_complete_request", { code: "f(" });
  assertEquals((await asked.reply).content.status, "incomplete");
  const info = await client.request("kernel_info_request", {}, "control").reply;
  const { metadata } = await readNotebook(join(NOTEBOOKS, "01_stats.ipynb"));
  assertEquals(metadata.language_info, info.content.language_info); // else JupyterLab has it changed as soon as open
  assertEquals((await cell).texts, ["2"]);
  const history = await client.request("history_request", { hist_access_type: "tail", n: 1 }).reply;
  assertEquals(history.content.history[0][1], 2);
});

Deno.test("our kernel starts where libraries are looked for elsewhere, as in an environment of conda's", async () => {
  await using client = await startOurs({ LD_LIBRARY_PATH: "/nowhere" });
  assertEquals(await client.execute('Deno.env.get("LD_LIBRARY_PATH")'), ['"/nowhere"']);
});

Deno.test("a message that is not signed with the connection's key is not obeyed", async () => {
  await using client = await startOurs();
  const forged = Envelope.of("execute_request", { code: "globalThis.forged = 1" }, {
    session: "s",
  });
  await client.sendRaw("shell", forged.seal("another key"));
  await client.sendRaw("control", Envelope.of("shutdown_request", {}, { session: "s" }).seal("x"));
  await client.sendRaw("shell", [new Uint8Array([1, 2, 3])]);
  assertEquals(await client.execute("typeof forged"), ['"undefined"']);
});

Deno.test("on shutdown our kernel answers, ends with Deno, and leaves no file", async () => {
  const client = await startOurs();
  const pid = Number((await client.execute("Deno.pid"))[0]);
  const [file] = await client.execute(
    "(await Deno.readTextFile('/proc/self/cmdline')).split('\\0').at(-2)",
  );
  const mode = (await Deno.stat(JSON.parse(file))).mode! & 0o777;
  assertEquals(mode, 0o600);
  const { reply } = client.request("shutdown_request", { restart: false }, "control");
  assertEquals((await reply).content, { status: "ok", restart: false });
  await client.process.end();
  assertEquals(await Deno.stat(`/proc/${pid}`).catch(() => undefined), undefined);
  const left = await Array.fromAsync(Deno.readDir("/tmp"), ({ name }) => name);
  assert(!left.includes(basename(JSON.parse(file))));
  await client.close();
});
