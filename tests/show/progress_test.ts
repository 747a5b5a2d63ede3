import type { Buffer } from "node:buffer";
import { Writable } from "node:stream";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { Interrupted, interruptions } from "../../lib/core/interrupt.ts";
import { isJupyter } from "../../lib/core/jupyter.ts";
import { type Moment, progress, progressBars } from "../../lib/show/progress.ts";
import { duration, jupyterSink, plainSink, terminalSink } from "../../lib/show/sinks.ts";

/** A clock that is moved by hand. */
function clock() {
  let time = 0;
  return { now: () => time, pass: (milliseconds: number) => time += milliseconds };
}

Deno.test("a thousand steps are drawn five times a second, the first and the last always", async () => {
  const drawn: Moment[] = [], { now, pass } = clock();
  const sink = { interval: 200, draw: (moment: Moment) => void drawn.push(moment) };
  const bar = progress("rows", 1000, { sink, now });
  for (let i = 1; i <= 1000; i++) {
    pass(2);
    bar.update(i, `row ${i}`);
  }
  await bar.end();
  assertEquals(drawn.length, 1 + 10 + 1);
  assertEquals(drawn[0].done, 0);
  const { done, note, ended, seconds } = drawn.at(-1)!;
  assertEquals({ done, note, ended, seconds }, {
    done: 1000,
    note: "row 1000",
    ended: true,
    seconds: 2,
  });
});

Deno.test("in Jupyter one output is opened and then redrawn under its id", async () => {
  // deno-lint-ignore no-explicit-any -- the content of Jupyter messages
  const sent: { type: string; content: any }[] = [], { now, pass } = clock();
  const sink = jupyterSink((type, content) => {
    sent.push({ type, content });
    return Promise.resolve();
  });
  const bar = progress("a <b>", 4, { sink, now });
  pass(1000);
  bar.update(1, "x & y");
  pass(3000);
  await bar.end("done");
  assertEquals(sent.map(({ type }) => type), [
    "display_data",
    "update_display_data",
    "update_display_data",
  ]);
  assertEquals(new Set(sent.map(({ content }) => content.transient.display_id)).size, 1);
  assertEquals(
    sent[1].content.data["text/plain"],
    "a <b>: 1/4 · 1.0 s, 1.0 per s, about 3.0 s left · x & y",
  );
  assert(sent[1].content.data["text/html"].includes("a &lt;b&gt;"));
  assert(sent[1].content.data["text/html"].includes("x &amp; y"));
  assertEquals(sent[2].content.data["text/plain"], "a <b>: 1/4 · in 4.0 s · done");
});

Deno.test("time left goes by the pace of late, not by what came from the records at once", async () => {
  const drawn: Moment[] = [], { now, pass } = clock();
  const sink = { interval: 0, draw: (moment: Moment) => void drawn.push(moment) };
  const bar = progress("search", 100, { sink, now });
  pass(100);
  bar.update(80);
  for (let done = 81; done <= 90; done++) {
    pass(10_000);
    bar.update(done);
  }
  bar.update(91, "", 95); // known better
  await bar.end();
  const left = drawn.map(({ secondsLeft }) => secondsLeft);
  assertEquals(left[0], undefined);
  assert(left[11]! > 80 && left[11]! < 120, `${left}`);
  assertEquals(left[12], 95);
});

Deno.test("a bar whose cell is interrupted ends, says so, and is not drawn again", async () => {
  const drawn: Moment[] = [];
  const sink = { interval: 0, draw: (moment: Moment) => void drawn.push(moment) };
  const bar = progress("search", 4, { sink });
  bar.update(1, "best .5");
  interruptions.interrupt(new Interrupted());
  try {
    bar.update(2);
    await bar.end();
    assertEquals([bar.ended, drawn.length], [true, 3]);
    const { done, note, ended } = drawn.at(-1)!;
    assertEquals({ done, note, ended }, { done: 1, note: "best .5, interrupted", ended: true });
  } finally {
    interruptions.renew();
  }
});

Deno.test("in a log ten thousand steps are a few lines", async () => {
  const lines: string[] = [], { now, pass } = clock();
  const bar = progress("epochs", 10_000, { sink: plainSink((line) => lines.push(line)), now });
  for (let i = 1; i <= 10_000; i++) {
    pass(3);
    bar.update(i);
  }
  await bar.end();
  assertEquals(lines, [
    "epochs: 0/10000 · 0.0 s",
    "epochs: 3334/10000 · 10 s, 333 per s, about 20 s left",
    "epochs: 6668/10000 · 20 s, 333 per s, about 10.0 s left",
    "epochs: 10000/10000 · in 30 s",
  ]);
});

/** A terminal of 60 columns, and all that was written to it. */
function terminal() {
  const written = { text: "" };
  const stream = Object.assign(
    new Writable({
      write(chunk: Buffer, _encoding, next) {
        written.text += chunk.toString();
        next();
      },
    }),
    { isTTY: true, columns: 60 },
  );
  // deno-lint-ignore no-control-regex -- what moves the cursor
  const drawn = () => written.text.split(/\x1b\[[0-9;]*[A-Za-z]|[\r\n]/);
  return { stream, written, drawn };
}

Deno.test("in a terminal the bar is redrawn on its line, cut to its width, and the cursor is left alone", async () => {
  const { stream, written, drawn } = terminal();
  const bar = progress("search", 3, { sink: terminalSink(stream) });
  bar.update(2, "batch size 64, a note that is longer than the terminal is wide");
  await bar.end("finished");
  const { text } = written;
  assert(text.includes("search") && text.includes(" 66 % 2/3 · in"), JSON.stringify(text));
  assert(
    !text.includes("\x1b[?25l") && !text.includes("\x1b[?7l"),
    "nothing to undo after a crash",
  );
  assert(Math.max(...drawn().map((line) => line.length)) <= 60);
  assertEquals(text.split("\n").length, 2);
});

Deno.test("in a terminal bars that run at the same time stand below each other", async () => {
  const { stream, drawn } = terminal(), sink = () => terminalSink(stream);
  const [one, two] = [progress("one", 3, { sink: sink() }), progress("two", 5, { sink: sink() })];
  one.update(1);
  await one.end();
  two.update(4);
  const three = progress("three", 2, { sink: sink() });
  await two.end();
  await three.end();
  const last = drawn().filter(Boolean).slice(-3).map((line) => line.replace(/\s.*% /, " "));
  assertEquals(last.map((line) => line.replace(/ · .*/, "")), ["one 1/3", "two 4/5", "three 0/2"]);
  assert(Math.max(...drawn().map((line) => line.length)) <= 60);
});

Deno.test("a sink that fails does not end the computation", async () => {
  const sink = { interval: 0, draw: () => Promise.reject(new Error("the front end has gone")) };
  const bar = progress("x", 2, { sink });
  bar.update(1);
  await bar.end();
});

Deno.test("a total must be a number from 0", async () => {
  await assertFails(() => progress("x", NaN), "total", "NaN");
  await assertFails(() => progress("x", -1), "-1");
});

Deno.test("durations read as people say them", () => {
  assertEquals([0, 9.94, 59.4, 75, 7260].map(duration), [
    "0.0 s",
    "9.9 s",
    "59 s",
    "1:15 min",
    "2:01 h",
  ]);
});

Deno.test("a test does not run in Jupyter", () => {
  assertEquals(isJupyter(), false);
});

Deno.test("bars of many rows come after a second, one for each thing, and none for what is soon there", async () => {
  const drawn: string[] = [], { now, pass } = clock();
  const sink = {
    interval: 0,
    draw: ({ title, done, ended }: Moment) =>
      void drawn.push(`${title} ${done}${ended ? "." : ""}`),
  };
  const onProgress = progressBars({ sink, now });
  const rows = (what: string, milliseconds: number) => {
    for (let row = 1; row <= 3; row++) onProgress(row, 3, what), pass(milliseconds);
  };
  rows("kept", 10);
  rows("described", 1000);
  rows("heard", 1000);
  await new Promise((done) => setTimeout(done)); // what is drawn waits for what was drawn before
  const drawnOf = (what: string) => drawn.filter((one) => one.startsWith(what));
  assertEquals(drawnOf("kept"), []);
  for (const what of ["described", "heard"]) {
    assertEquals([drawnOf(what)[0], drawnOf(what).at(-1)], [`${what} 0`, `${what} 3.`]);
  }
});
