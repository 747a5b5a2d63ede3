import { Kernel } from "../../../lib/publish/kernel/client.ts";
import type { CellEvent } from "../../../lib/publish/notebook/run.ts";
import { assert, assertEquals } from "../../assert.ts";
import { secondsOf } from "../../../lib/publish/notebook/timing.ts";
import { notebookOf, run } from "./make.ts";

Deno.test("outputs of every kind are kept where they belong", async () => {
  const show = (text: string, options: string) =>
    `await Deno.jupyter.display({ "text/plain": "${text}" }, { raw: true, ${options} });`;
  const { failed, outputs, counts, written, cells } = await run(notebookOf(
    { md: "# Kinds of output" },
    'console.log("one"); console.log("two"); console.error("three"); 4',
    `${show("0 %", 'display_id: "bar"')}\n"shown"`,
    "",
    `${show("100 %", 'display_id: "bar", update: true')}`,
    'console.log("old"); Deno.jupyter.broadcast("clear_output", { wait: true }); console.log("new");',
    'console.log("10 %\\r20 %\\r30 %\\ndone")',
    '"x".repeat(200_000).length',
    'console.log("x".repeat(5_000_000)); "done"', // takes no longer than another cell
  ));
  assertEquals(failed, undefined);
  const [long, cut, value] = outputs.pop()!;
  assertEquals(long, `stdout: ${"x".repeat(1_000_000)}`);
  assert(cut.startsWith("stderr: [cut here: 4,000,001 more characters"));
  assertEquals(value, 'execute_result: "done"');
  assertEquals(outputs, [
    ["stdout: one\ntwo\n", "stderr: three\n", "execute_result: 4"],
    ["display_data: 100 %", 'execute_result: "shown"'],
    [], // empty cells are not executed
    [],
    ["stdout: new\n"],
    ["stdout: 30 %\ndone\n"],
    ["execute_result: 200000"],
  ]);
  assertEquals(counts, [1, 2, null, 3, 4, 5, 6, 7]);
  assertEquals(cells.map(({ title }) => title), Array(7).fill("Kinds of output"));
  assertEquals(written.metadata.kernel.implementation_version, Deno.version.deno);
  assertEquals(written.metadata.language_info.name, "typescript");
  assertEquals(written.cells[1].outputs?.[0], {
    output_type: "stream",
    name: "stdout",
    text: ["one\n", "two\n"],
  });
});

Deno.test("nothing of 80 short cells is lost or misplaced", async () => {
  const numbers = Array.from({ length: 80 }, (_, index) => index + 1);
  const { outputs } = await run(notebookOf(...numbers.map((n) => `console.log("t${n}"); ${n}`)));
  assertEquals(outputs, numbers.map((n) => [`stdout: t${n}\n`, `execute_result: ${n}`]));
});

Deno.test("nothing printed before an error is lost, mended kernel or not", async () => {
  await using kernel = await Kernel.start({ cwd: Deno.cwd() });
  for (let n = 1; n <= 50; n++) {
    const shown: string[] = [];
    const reply = await kernel.execute(`console.log("t${n}"); throw new Error("e")`, (message) => {
      if (message.type === "stream") shown.push(message.content.text);
    });
    assertEquals([...shown, reply.content.status], [`t${n}\n`, "error"]);
  }
});

Deno.test("the first error stops the run; cell, line, title and what came before are kept", async () => {
  const events: CellEvent[] = [];
  const notebook = notebookOf(
    { md: "# A study\n\nText.\n\n## Reading the *data*" },
    "const fine = 1;",
    { md: "**How large should a batch be?** It depends." },
    'interface Row {\n  a: number;\n}\nconsole.log("partial");\n' +
      'function use(row: Row): never {\n\n  throw new TypeError("boom " + row.a);\n}\nuse({ a: 1 });',
    "2",
  );
  notebook.cells[4].outputs = [{ output_type: "stream", name: "stdout", text: "old" }];
  const { failed, outputs, counts } = await run(notebook, {
    onCell: (event) => events.push({ ...event, seconds: 0 }),
  });
  assertEquals({ ...failed, source: "" }, {
    cell: 2,
    title: "How large should a batch be?",
    line: 7,
    ename: "TypeError",
    evalue: "boom 1",
    source: "",
    where: "cell 2 (“How large should a batch be?”), line 7",
  });
  assertEquals(outputs, [[], ["stdout: partial\n", "error: TypeError: boom 1"], []]);
  assertEquals(counts, [1, 2, null]);
  const [first, second] = ["Reading the data", "How large should a batch be?"];
  assertEquals(events.map(({ index, title, state }) => [index, title, state]), [
    [0, first, "running"],
    [0, first, "done"],
    [1, second, "running"],
    [1, second, "failed"],
  ]);
});

Deno.test("lines are the cell's own although the kernel drops types, comments and blank lines", async () => {
  const lineOf = async (...cells: string[]) => (await run(notebookOf(...cells))).failed?.line;
  const imports =
    'import type { A } from "./none.ts";\nimport {\n  join,\n  type ParsedPath,\n} from ' +
    '"node:path";\nimport * as os from "node:os";\n';
  assertEquals(await lineOf(`${imports}\n// why\nthrow new Error();`), 9);
  assertEquals(
    await lineOf("await Promise.all([1].map(async () => {\n  await 0;\n  x.y;\n}));"),
    3,
  );
  assertEquals(await lineOf("function f() {\n  g();\n}", "1;\nf();"), 2);
  assertEquals(await lineOf('const a = 1;\n\nimport { b } from "./none.ts";'), 3);
});

Deno.test("what the kernel gives no reason for is explained", async () => {
  const failure = async (code: string) => {
    const { failed, outputs } = await run(notebookOf("1", code));
    assert(outputs[1].at(-1)?.startsWith(`error: ${failed?.ename}: `));
    return [failed?.where, failed?.ename, failed?.evalue];
  };
  assertEquals(await failure("let a = 1;\nlet b = ;"), [
    "cell 2, line 2",
    "SyntaxError",
    "Expression expected",
  ]);
  assertEquals(await failure('const a = 1;\nimport x from "npm:no-such-package-of-ours@1";'), [
    "cell 2, line 2",
    "ImportError",
    "npm:no-such-package-of-ours@1: npm package 'no-such-package-of-ours' does not exist.",
  ]);
});

Deno.test("errors that nobody catches fail the cell", async () => {
  const rejection = await run(notebookOf('Promise.reject(new Error("alone")); 1', "2"));
  assertEquals(rejection.failed?.where, "cell 1, line 1");
  assertEquals(rejection.failed?.ename, "Uncaught (in promise) Error");
  const timer = await run(notebookOf(
    'setTimeout(() => { throw new Error("late") }, 5); 1',
    "await new Promise((done) => setTimeout(done, 100));",
    "3",
  ));
  assertEquals(timer.failed?.ename, "Uncaught Error");
  assertEquals(timer.failed?.evalue, "late");
  assert(timer.seconds < 15, `it took ${timer.seconds} s`);
});

Deno.test("a kernel that ends is reported", async () => {
  const { failed, outputs } = await run(notebookOf('console.log("a")', "Deno.exit(3)", "1"));
  assertEquals(failed?.where, "cell 2");
  assertEquals(failed?.ename, "KernelDied");
  assertEquals(failed?.evalue, "the kernel ended with exit code 3");
  assertEquals(outputs, [["stdout: a\n"], [`error: KernelDied: ${failed?.evalue}`], []]);
});

Deno.test("a cell that does not end is ended", async () => {
  for (const endless of ["while (true);", "await new Promise(() => {})"]) {
    const { failed, outputs } = await run(
      notebookOf(`console.log("a");\nawait 0;\n${endless}`),
      { timeoutSeconds: 1 },
    );
    assertEquals(failed?.ename, "TimeoutError");
    assertEquals(failed?.evalue, "the cell was still running after 1 s");
    assertEquals(outputs[0][0], "stdout: a\n");
  }
});

/** A loop that never awaits, and keeps no core busy. */
const DEAF =
  "const bell = new Int32Array(new SharedArrayBuffer(4)); while (true) Atomics.wait(bell, 0, 0, 20);";

Deno.test("a run can be stopped", async () => {
  const stop = new AbortController();
  const { failed, outputs } = await run(
    notebookOf(`console.log("a"); ${DEAF}`, "1"),
    { signal: stop.signal, onCell: () => setTimeout(() => stop.abort(), 2000) },
  );
  assertEquals(failed?.ename, "Interrupted");
  assertEquals(outputs[0][0], "stdout: a\n");
  const before = await run(notebookOf("1"), { signal: AbortSignal.abort("not wanted") });
  assertEquals(before.failed?.evalue, "not wanted");
});

Deno.test("the environment and the notebook's folder are the kernel's", async () => {
  const notebook = notebookOf(
    '[Deno.env.get("GREETING"), Deno.readTextFileSync("study.ipynb").length > 9]',
  );
  const { outputs } = await run(notebook, { env: { GREETING: "hello" } });
  assertEquals(outputs, [['execute_result: [ "hello", true ]']]);
});

Deno.test("a cell's start and end are kept where Jupyter keeps them", async () => {
  const notebook = notebookOf("await new Promise((done) => setTimeout(done, 1500));", "", "2");
  notebook.cells[1].metadata.execution = { "shell.execute_reply": "2020-01-01T00:00:00.000Z" };
  const before = new Date().toISOString();
  const { written } = await run(notebook);
  const [slow, empty, fast] = written.cells;
  assertEquals(empty.metadata.execution, undefined);
  for (const { metadata } of [slow, fast]) {
    const execution = metadata.execution as Record<string, string>;
    assertEquals(Object.keys(execution).sort(), [
      ...["iopub.execute_input", "iopub.status.busy", "iopub.status.idle"],
      ...["shell.execute_reply", "shell.execute_reply.started"],
    ]);
    const began = execution["iopub.status.busy"], ended = execution["shell.execute_reply"];
    assert(before <= began && began <= ended && ended <= new Date().toISOString());
  }
  assert(secondsOf(slow)! >= 1.49 && secondsOf(fast)! < secondsOf(slow)!);
});
