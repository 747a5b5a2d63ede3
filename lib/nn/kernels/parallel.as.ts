// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** Two threads on one kernel: a large job is cut into parts, which the caller and a helper take one by one.
 *
 * Every part writes rows or columns of its own and nothing is summed across parts, so the bits of the result do not
 * depend on who did which part, nor on whether there is a helper at all. */

// The control block, each word on a cache line of its own; below it are the compiler's own constants.
const NEXT: usize = 32768; // ticket << 16 | parts << 8 | next part to take
const DONE: usize = 32832; // parts finished
const SLEEPING: usize = 32896; // 1 while the helper waits for a notification
const HELPER: usize = 32960; // 0 nobody; −id: helper `id` may come in; id: it is in; LEAVE: it is asked to leave
const JOB: usize = 33024; // index of the function, count, unit, then the function's numbers

const CALLER_PANEL: usize = 65536, HELPER_PANEL: usize = 589824;
const LEAVE: i32 = i32.MAX_VALUE;
const SPINS = 20000; // about 50 µs of looking out for work before falling asleep

/** Where this thread keeps rows of A for gemm: 512 KB of its own. */
export let panel: usize = CALLER_PANEL;
let ticket: i32 = 0;

/** Number `i` of the job, as the caller stored it with `give` or `giveReal`. */
@inline
export function word(i: usize): i32 {
  return load<i32>(JOB + 12 + (i << 2));
}
@inline
export function real(i: usize): f32 {
  return load<f32>(JOB + 12 + (i << 2));
}
@inline
export function give(i: usize, value: i32): void {
  store<i32>(JOB + 12 + (i << 2), value);
}
@inline
export function giveReal(i: usize, value: f32): void {
  store<f32>(JOB + 12 + (i << 2), value);
}

/** Is there a helper, and is the work (in multiply-adds, about) worth the 1 µs of meeting it? */
@inline
export function shared(work: i32): bool {
  return work > 50000 && atomic.load<i32>(HELPER) > 0;
}

/** Runs `part(first, last)` over 0 … count, cut at multiples of `unit`, on both threads; returns when all is done. */
export function spread(part: (first: i32, last: i32) => void, count: i32, unit: i32): void {
  const parts = min<i32>(8, (count + unit - 1) / unit);
  store<i32>(JOB, part.index);
  store<i32>(JOB, count, 4);
  store<i32>(JOB, unit, 8);
  atomic.store<i32>(DONE, 0);
  ticket = (ticket + 1) & 0xffff;
  atomic.store<i32>(NEXT, ticket << 16 | parts << 8);
  if (atomic.load<i32>(SLEEPING)) atomic.notify(NEXT, 1);
  while (takeOne()) {}
  while (atomic.load<i32>(DONE) < parts) {}
}

/** Takes the next part, if one is left, and does it. The ticket in NEXT keeps a late helper out of a newer job. */
function takeOne(): bool {
  const next = atomic.load<i32>(NEXT), parts = (next >> 8) & 255, index = next & 255;
  if (index >= parts) return false;
  if (atomic.cmpxchg<i32>(NEXT, next, next + 1) != next) return true;
  const count = load<i32>(JOB, 4), unit = load<i32>(JOB, 8), units = (count + unit - 1) / unit;
  const first = units * index / parts * unit;
  const last = min<i32>(units * (index + 1) / parts * unit, count);
  call_indirect<void>(load<i32>(JOB), first, last);
  atomic.add<i32>(DONE, 1);
  return true;
}

/** Lets the helper with this id (from 1) come in as soon as its thread has started. */
export function invite(id: i32): void {
  atomic.store<i32>(HELPER, -id);
}

/** The helper's life: takes parts until it is asked to leave; nothing at all if it comes too late. */
export function help(id: i32): void {
  panel = HELPER_PANEL;
  if (atomic.cmpxchg<i32>(HELPER, -id, id) != -id) return;
  let spins = 0;
  while (atomic.load<i32>(HELPER) == id) {
    if (takeOne()) spins = 0;
    else if (++spins > SPINS) {
      spins = 0;
      atomic.store<i32>(SLEEPING, 1);
      const seen = atomic.load<i32>(NEXT), nothing = (seen & 255) >= ((seen >> 8) & 255);
      if (nothing && atomic.load<i32>(HELPER) == id) atomic.wait<i32>(NEXT, seen, 100_000_000);
      atomic.store<i32>(SLEEPING, 0);
    }
  }
  atomic.store<i32>(HELPER, 0);
}

/** Sends the helper away and waits until it has left. */
export function dismiss(): void {
  const now = atomic.load<i32>(HELPER);
  if (now == 0) return;
  if (now < 0 && atomic.cmpxchg<i32>(HELPER, now, 0) == now) return;
  atomic.store<i32>(HELPER, LEAVE);
  atomic.notify(NEXT, 1);
  while (atomic.load<i32>(HELPER) != 0) {}
}
