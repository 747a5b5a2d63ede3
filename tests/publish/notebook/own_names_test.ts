import { Kernel } from "../../../lib/publish/kernel/client.ts";
import { assert, assertEquals } from "../../assert.ts";
import { notebookOf, run } from "./make.ts";

/** Every name of the platform that a notebook may declare again, `Deno` and `console` not among them. */
function namesOfThePlatform(): string[] {
  return Object.entries(Object.getOwnPropertyDescriptors(globalThis))
    .filter(([name, { configurable }]) => configurable && /^[A-Za-z_]\w*$/.test(name))
    .map(([name]) => name).filter((name) => !["Deno", "console", "eval", "_"].includes(name));
}

Deno.test("a notebook with a setTimeout of its own runs to its end, the library's timers too", async () => {
  const hashed = new URL("../../../lib/features/text/hashed.ts", import.meta.url).href;
  const { failed, outputs } = await run(notebookOf(
    'import { setTimeout } from "node:timers/promises";\nawait setTimeout(50);\nconsole.log("slept");',
    'console.log("after");',
    `const { hashedEncoder } = await import("${hashed}");\n` +
      'await hashedEncoder().encode(["a text"]); "embedded"',
  ));
  assertEquals(failed, undefined);
  assertEquals(outputs, [
    ["stdout: slept\n"],
    ["stdout: after\n"],
    ['execute_result: "embedded"'],
  ]);
});

Deno.test("whatever names a notebook declares, nothing of its output is lost", async () => {
  const names = namesOfThePlatform();
  assert(names.includes("Promise") && names.includes("globalThis") && names.length > 100);
  const { failed, outputs } = await run(notebookOf(
    `const ${names.map((name) => `${name} = "mine"`).join(", ")};\nPromise`,
    'console.log("printed"); [1, { a: 2 }]',
    "class Deno {}\n1",
    'console.log("still printed"); 2',
    'throw "away"',
  ));
  assertEquals(outputs.slice(0, 2), [
    ['execute_result: "mine"'],
    ["stdout: printed\n", "execute_result: [ 1, { a: 2 } ]"],
  ]);
  // the kernel hands on a value by this name: it says so once
  assert(/^stderr: \[from here on .* name of its own, Deno/.test(outputs[2].join()));
  assertEquals([outputs[2].length, outputs[3]], [1, ["stdout: still printed\n"]]);
  assert(/own, Error, String or JSON/.test(failed!.evalue), failed!.evalue);
  assertEquals(outputs[4], [`error: Error: ${failed!.evalue}`]);
});

Deno.test("half a character in a value or an error is told", async () => {
  for (const cell of ['"an emoji in two: 😀".slice(0, -1)', 'throw new Error("\\ud83d")']) {
    const { failed, outputs } = await run(notebookOf(cell));
    assert(/holds half a character/.test(failed!.evalue), failed!.evalue);
    assertEquals(outputs, [[`error: Error: ${failed!.evalue}`]]);
  }
});

Deno.test("a kernel that is silent after a cell's end is not waited for without limit", async () => {
  const endless = "setTimeout(() => { while (true); }, 0); 1", told: string[] = [];
  const silent = /the cell has ended, but the end of its output does not come/;
  // on a busy machine the loop may begin before the cell's answer is sent: then it has not ended, and another try is made
  for (let attempt = 0; attempt < 5 && !silent.test(told.at(-1) ?? ""); attempt++) {
    await using kernel = await Kernel.start({ cwd: Deno.cwd() });
    const limits = { silenceSeconds: .5, timeoutSeconds: 5 };
    await kernel.execute(endless, undefined, limits).catch((error) => told.push(error.message));
    kernel.kill();
  }
  assert(silent.test(told.at(-1) ?? "no error"), told.join("; "));
});
