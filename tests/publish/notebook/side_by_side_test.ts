import type { Kernel } from "../../../lib/publish/kernel/client.ts";
import { runSideBySide, type Steps } from "../../../lib/publish/notebook/side_by_side.ts";
import { assert, assertEquals, assertFails } from "../../assert.ts";

/** Notebooks that end when they are told to, and what has happened to them. */
function play(after: Record<string, string[]> = {}, alone: readonly string[] = []) {
  const said: string[] = [], ends = new Map<string, (error?: Error) => void>();
  const steps = new Map<string, Steps>();
  const kernel = (path: string) => ({ close: () => said.push(`${path} closed`) }) as unknown;
  const run = (lanes: number, ...paths: string[]) =>
    runSideBySide(
      paths.map((path) => ({ path, after: after[path] ?? [], alone: alone.includes(path) })),
      {
        lanes,
        start: (path) => {
          said.push(`${path} starts`);
          return Promise.resolve(kernel(path) as Kernel);
        },
        run: (path, _kernel, its) => {
          said.push(`${path} runs`);
          steps.set(path, its);
          return new Promise((done, fail) =>
            ends.set(path, (error) => error ? fail(error) : done())
          );
        },
      },
    );
  /** Ends one, and lets what follows from that happen. */
  const end = async (path: string, error?: Error) => {
    ends.get(path)!(error);
    await settle();
  };
  const running = () => said.filter((line) => line.endsWith("runs")).map((line) => line[0]);
  return { said, run, end, running, steps };
}

const settle = () => new Promise((done) => setTimeout(done, 0));

Deno.test("two notebooks run at a time, the next as soon as one of them ends", async () => {
  const { run, end, running } = play(), whole = run(2, "1", "2", "3", "4");
  await settle();
  assertEquals(running(), ["1", "2"]);
  await end("2");
  assertEquals(running(), ["1", "2", "3"]);
  await end("1");
  await end("3");
  await end("4");
  await whole;
});

Deno.test("a notebook that reads what another left begins when that has ended", async () => {
  const { run, end, running } = play({ 3: ["1"] }), whole = run(2, "1", "2", "3");
  await settle();
  await end("2");
  assertEquals(running(), ["1", "2"]);
  await end("1");
  assertEquals(running(), ["1", "2", "3"]);
  await end("3");
  await whole;
});

Deno.test("one that runs alone waits for those before it, and those behind it wait for it", async () => {
  const { run, end, running, said, steps } = play({}, ["3", "4"]);
  const whole = run(2, "1", "2", "3", "4", "5");
  await settle();
  steps.get("1")!.onCellEnd(); // no kernel for the third yet: it would be one too many
  await end("2");
  assertEquals(running(), ["1", "2"]);
  await end("1");
  assertEquals(running(), ["1", "2", "3"]);
  steps.get("3")!.onCellEnd();
  steps.get("3")!.onCellsDone();
  await settle();
  assertEquals(running(), ["1", "2", "3"]);
  assertEquals(said.filter((line) => line.endsWith("starts")).length, 3);
  await end("3");
  assertEquals(running(), ["1", "2", "3", "4"]);
  await end("4");
  assertEquals(running(), ["1", "2", "3", "4", "5"]);
  await end("5");
  await whole;
});

Deno.test("where one that runs alone fails, those that waited for it are not begun", async () => {
  const { run, end, running } = play({}, ["1"]);
  const whole = assertFails(() => run(2, "1", "2"), "no such");
  await settle();
  assertEquals(running(), ["1"]);
  await end("1", new Error("no such thing"));
  await whole;
  assertEquals(running(), ["1"]);
});

Deno.test("the next kernel starts after a cell, and a notebook whose cells are done holds up no other", async () => {
  const { run, end, running, said, steps } = play(), whole = run(1, "1", "2");
  await settle();
  assertEquals(said, ["1 starts", "1 runs"]);
  steps.get("1")!.onCellEnd();
  steps.get("1")!.onCellEnd();
  assertEquals(said, ["1 starts", "1 runs", "2 starts"]);
  steps.get("1")!.onCellsDone();
  await settle();
  assertEquals(running(), ["1", "2"]);
  await end("1");
  await end("2");
  await whole;
  assertEquals(said.filter((line) => line.endsWith("starts")), ["1 starts", "2 starts"]);
});

Deno.test("after one that fails none is begun, those that run come to their end, and every kernel is closed", async () => {
  const { run, end, running, said, steps } = play();
  let isOver = false;
  const whole = assertFails(() => run(2, "1", "2", "3").finally(() => isOver = true), "no such");
  await settle();
  steps.get("1")!.onCellEnd();
  await end("1", new Error("no such thing"));
  assert(!isOver, "the other one still runs");
  steps.get("2")!.onCellEnd();
  await end("2");
  await whole;
  assertEquals(running(), ["1", "2"]);
  assertEquals(said.filter((line) => line.endsWith("closed")).length, 3);
});
