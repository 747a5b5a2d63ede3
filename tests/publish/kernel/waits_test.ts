import { Waits } from "../../../lib/publish/kernel/waits.ts";
import { assert, assertEquals } from "../../assert.ts";

const reason = new Error("stopped by the reader");

/** Lets so many promises that are there already go by. */
async function ticks(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await null;
}

/** Whether an interrupt ends this wait, or else the next one. */
async function isHeard(waits: Waits, waiting: Promise<unknown>): Promise<boolean> {
  const ended = await waiting.then(() => false, (error) => error === reason);
  if (ended) return true;
  try {
    await waits.wait(1);
    return false;
  } catch (error) {
    return error === reason;
  }
}

for (let count = 0; count < 10; count++) {
  Deno.test(`an interrupt ${count} ticks after a value has come ends this wait or the next`, async () => {
    const waits = new Waits(() => {}), { promise, resolve } = Promise.withResolvers<number>();
    const waiting = Promise.resolve(waits.wait(promise));
    resolve(1);
    await ticks(count);
    waits.leave(reason);
    assert(await isHeard(waits, waiting));
  });
}

Deno.test("a wait for what never comes, once ended, takes no later interrupt upon itself", async () => {
  const waits = new Waits(() => {});
  const first = Promise.resolve(waits.wait(new Promise(() => {})));
  waits.leave(reason);
  assert(await isHeard(waits, first));
  waits.renew();
  waits.leave(reason);
  assert(await isHeard(waits, Promise.resolve(1)));
});

Deno.test("a loop that awaits what is there already gives the event loop its turns", async () => {
  const waits = new Waits(() => {});
  let isOver = false;
  setTimeout(() => isOver = true, 10);
  while (!isOver) await waits.wait(null);
});

Deno.test("while a cell is ending, what comes is answered by the reason; a new cell begins anew", async () => {
  let cells = 0;
  const waits = new Waits(() => cells++);
  waits.stop(reason);
  assert(await isHeard(waits, Promise.resolve(waits.wait(Promise.resolve(1)))));
  waits.renew();
  assertEquals([await waits.wait(Promise.resolve(2)), await waits.wait(3), cells], [2, 3, 2]);
});
