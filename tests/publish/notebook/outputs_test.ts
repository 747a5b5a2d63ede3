import { MOST_CHARACTERS } from "../../../lib/publish/notebook/cut.ts";
import type { Output } from "../../../lib/publish/notebook/document.ts";
import type { Message } from "../../../lib/publish/kernel/messages.ts";
import { CellOutputs, stored } from "../../../lib/publish/notebook/outputs.ts";
import { StreamText } from "../../../lib/publish/kernel/stream_text.ts";
import { assert, assertEquals } from "../../assert.ts";

const message = (type: string, content: Message["content"]): Message => ({
  type,
  id: "1",
  content,
  metadata: {},
});
const print = (text: string, name = "stdout") => message("stream", { name, text });

/** What a cell leaves that sends these messages. */
const left = (...messages: Message[]) => leftOf(messages);
function leftOf(messages: Message[]): Output[] {
  const gathered = new CellOutputs();
  for (const each of messages) gathered.add(each);
  return gathered.outputs;
}

const textOf = (output: Output) =>
  output.output_type === "stream" ? [output.text].flat().join("") : "";

Deno.test("what a carriage return overwrites is gone, in whatever pieces a text comes", () => {
  const after = (...pieces: string[]) => {
    const text = new StreamText();
    for (const piece of pieces) text.add(piece);
    return String(text);
  };
  const cases: [printed: string, seen: string][] = [
    ["10 %\r20 %\r30 %\ndone", "30 %\ndone"],
    ["a\r\nb\r\r\nc", "a\r\nb\r\nc"], // the end of a line overwrites nothing
    ["50 %\r", "50 %"], // nor does a return after which nothing comes
    ["\r\n\rx", "\r\nx"],
    ["a\n\nb\r\rc", "a\n\nc"],
  ];
  for (const [printed, seen] of cases) {
    assertEquals(after(printed), seen);
    assertEquals(after(...printed), seen);
    for (let at = 0; at <= printed.length; at++) {
      assertEquals(after(printed.slice(0, at), printed.slice(at)), seen);
    }
  }
});

Deno.test("a line costs as much as it is long, in one piece or in 300,000", () => {
  // five million tries at every place of such a line would not end
  const [whole] = left(print("x".repeat(MOST_CHARACTERS - 1)), print("\n")).map(stored);
  assertEquals(textOf(whole).length, MOST_CHARACTERS);
  const [pieces] = leftOf(Array.from({ length: 300_000 }, () => print("x"))).map(stored);
  assertEquals(textOf(pieces).length, 300_000);
});

Deno.test("what a cell prints beyond the limit is cut, and a note says how much", () => {
  const half = "x".repeat(MOST_CHARACTERS / 2);
  const outputs = left(print(half), print(half, "stderr"), print("y"), print(half + "\nz"));
  assertEquals(outputs.slice(0, 2).map((output) => textOf(output).length), [5e5, 5e5]);
  assertEquals(
    outputs.slice(2).map(textOf).join(""),
    `[cut here: 500,003 more characters; of what a ` +
      "cell prints the first 1,000,000 are kept]\n",
  );
  // what a cell erases does not count
  const bar = Array.from({ length: 40 }, () => print("\r" + "=".repeat(MOST_CHARACTERS / 2)));
  assertEquals(left(...bar).map(textOf), ["=".repeat(MOST_CHARACTERS / 2)]);
  const clear = message("clear_output", { wait: false });
  assertEquals(left(print(half + half + half), clear, print("new")).map(textOf), ["new"]);
});

Deno.test("a character is never cut in half", () => {
  const [kept] = left(print("x".repeat(MOST_CHARACTERS - 1) + "😀😀"));
  assert(textOf(kept).isWellFormed());
});

Deno.test("a long value or error is cut; a figure or table that is too large is left out, and told", () => {
  const long = "x".repeat(MOST_CHARACTERS + 7);
  const shown = (data: unknown) => {
    const [output] = left(message("execute_result", { data }));
    return "data" in output ? output.data : {};
  };
  const cut = "x".repeat(MOST_CHARACTERS) + "\n[cut here: 7 more characters]";
  assertEquals(shown({ "text/plain": long }), { "text/plain": cut });
  assertEquals(shown({ "text/html": long, "text/plain": "a" }), {
    "text/html": long,
    "text/plain": "a",
  });
  assertEquals(
    shown({ "text/html": "x".repeat(20 * MOST_CHARACTERS + 1), "text/plain": "a table" }),
    {
      "text/plain": "a table\n[left out: text/html of 20,000,001 characters]",
    },
  );
  assertEquals(shown(5), { "text/plain": "5" });
  const [error] = left(message("error", { ename: "Error", evalue: long, traceback: [long, "at"] }));
  assertEquals(error, {
    output_type: "error",
    ename: "Error",
    evalue: cut,
    traceback: [...`${"x".repeat(MOST_CHARACTERS)}\n[cut here: 10 more characters]`.split("\n")],
  });
});
