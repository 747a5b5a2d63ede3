// @ts-nocheck AssemblyScript, compiled and checked by asc (build.ts)
/** Two threads on one kernel: the caller does the first half of a large job, a helper the second.
 *
 * Each half writes rows or columns of its own and nothing is summed across them, so the bits of the result do not
 * depend on who did which, nor on whether there is a helper at all. */

// The control block, each word on a cache line of its own; below it are the compiler's own constants.
const OFFER: usize = 32768; // even: the number of a job whose second half is to be had; odd: it is taken
const DONE: usize = 32832; // number of the last job whose second half the helper has finished
const SLEEPING: usize = 32896; // 1 while the helper waits for a notification
const HELPER: usize = 32960; // 0 nobody; −id: helper `id` may come in; id: it is in; LEAVE: it is asked to leave
const JOB: usize = 33024; // index of the function, middle, count, then the function's numbers
const HELPED: usize = 33152; // halves done by helpers

const CALLER_PANEL: usize = 65536, HELPER_PANEL: usize = 589824;
const LEAVE: i32 = i32.MAX_VALUE;
const SPINS = 20000; // about 50 µs of looking out for work before falling asleep

/** Where this thread keeps rows of A for gemm: 512 KB of its own. */
export let panel: usize = CALLER_PANEL;
let ticket: i32 = 0;

/** Number `i` of the job, as the caller stored it with `give` or `giveReal`. */

export function word(i: usize): i32 {
  return load<i32>(JOB + 12 + (i << 2));
}

export function real(i: usize): f32 {
  return load<f32>(JOB + 12 + (i << 2));
}

export function give(i: usize, value: i32): void {
  store<i32>(JOB + 12 + (i << 2), value);
}

export function giveReal(i: usize, value: f32): void {
  store<f32>(JOB + 12 + (i << 2), value);
}

/** Is there a helper, and is the work (in multiply-adds, about) worth the 1 µs of meeting it? */

export function shared(work: f32): bool {
  return work > 50000 && atomic.load<i32>(HELPER) > 0;
}

/** Runs `part(first, last)` over 0 … count, cut in the middle at a multiple of `unit`; returns when all is done.
 *
 * The first half is always the caller's and the second the helper's, so that rows stay in the cache of the core that
 * made them; what the helper has not begun when the caller is done, the caller does too. */
export function spread(part: (first: i32, last: i32) => void, count: i32, unit: i32): void {
  const middle = (count + unit) / (2 * unit) * unit;
  store<i32>(JOB, part.index);
  store<i32>(JOB, middle, 4);
  store<i32>(JOB, count, 8);
  ticket = (ticket + 2) & 0x7ffffffe;
  atomic.store<i32>(OFFER, ticket);
  if (atomic.load<i32>(SLEEPING)) atomic.notify(OFFER, 1);
  part(0, middle);
  if (atomic.cmpxchg<i32>(OFFER, ticket, ticket + 1) == ticket) part(middle, count);
  else waitFor(ticket);
}

/** Waits for the helper to finish: looking first, then asleep, for on a busy machine the helper may need this core. */
function waitFor(job: i32): void {
  for (let spins = 0; spins < SPINS; spins++) if (atomic.load<i32>(DONE) == job) return;
  let done = atomic.load<i32>(DONE);
  while (done != job) {
    atomic.wait<i32>(DONE, done, 100_000_000);
    done = atomic.load<i32>(DONE);
  }
}

/** Takes the half that is on offer, if there is one, and does it. */
function takeOffer(): bool {
  const offer = atomic.load<i32>(OFFER);
  if (offer & 1 || atomic.cmpxchg<i32>(OFFER, offer, offer + 1) != offer) return false;
  call_indirect<void>(load<i32>(JOB), load<i32>(JOB, 4), load<i32>(JOB, 8));
  atomic.add<i32>(HELPED, 1);
  atomic.store<i32>(DONE, offer);
  atomic.notify(DONE, 1);
  return true;
}

/** How many halves helpers have done so far. */
export function helped(): i32 {
  return atomic.load<i32>(HELPED);
}

/** Lets the helper with this id (from 1) come in as soon as its thread has started. */
export function invite(id: i32): void {
  atomic.store<i32>(OFFER, ticket + 1);
  atomic.store<i32>(HELPER, -id);
}

/** The helper's life: takes halves until it is asked to leave; nothing at all if it comes too late. */
export function help(id: i32): void {
  panel = HELPER_PANEL;
  if (atomic.cmpxchg<i32>(HELPER, -id, id) != -id) return;
  let spins = 0;
  while (atomic.load<i32>(HELPER) == id) {
    if (takeOffer()) spins = 0;
    else if (++spins > SPINS) {
      spins = 0;
      atomic.store<i32>(SLEEPING, 1);
      const offer = atomic.load<i32>(OFFER);
      if (offer & 1 && atomic.load<i32>(HELPER) == id) atomic.wait<i32>(OFFER, offer, 100_000_000);
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
  atomic.notify(OFFER, 1);
  while (atomic.load<i32>(HELPER) != 0) {}
}
