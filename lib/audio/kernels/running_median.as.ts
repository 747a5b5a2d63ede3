// @ts-nocheck: AssemblyScript; core/kernels/build.ts compiles it to running_median.wasm
// Running medians of a window down the columns of a table, 16 columns at once: a value here is 64 bytes, four
// vectors of four lanes, so that the steps of a loop cost little beside their work.
//
// Neighbouring windows share most values, so their medians are searched together. For a block of 2e
// outputs the values that all their windows hold are sorted, and of these only the 2e that may still be
// a median are kept. Each half of the block then adds the e values that it alone holds, sorts them, and
// keeps the e middle ones of both lists; halves of halves go on until one output and one value are left:
// about 20 comparisons a median for a window of 31, whatever the values are.
// (The idea of shared sorting: Adams, A. (2021). Fast median filters using separable sorting networks.)

/** The smaller of two values at `low`, the larger at `high`, lane by lane. */
function exchange(low: usize, high: usize, offset: usize): void {
  const a = v128.load(low + offset), b = v128.load(high + offset);
  v128.store(low + offset, f32x4.pmin(a, b));
  v128.store(high + offset, f32x4.pmax(a, b));
}

/** Puts values in order, lane by lane: `steps` exchanges, each the offsets of two values (u32), as `plan` wrote them. */
function sort(at: usize, steps: usize, count: i32): void {
  const end = steps + (<usize> count << 3);
  for (let step = steps; step < end; step += 8) {
    const low = at + load<u32>(step), high = at + load<u32>(step, 4);
    exchange(low, high, 0);
    exchange(low, high, 16);
    exchange(low, high, 32);
    exchange(low, high, 48);
  }
}

/** Writes the exchanges that sort `n` values at `steps`, and returns how many: merge exchange, whose exchanges depend on
 * n alone (Knuth, The Art of Computer Programming 3, 5.2.2, algorithm M). */
function plan(n: i32, steps: usize): i32 {
  let count = 0, top = 1;
  while (top * 2 < n) top *= 2;
  for (let p = n < 2 ? 0 : top; p > 0; p >>= 1) {
    let q = top, r = 0, d = p;
    for (;;) {
      for (let i = 0; i < n - d; i++) {
        if ((i & p) != r) continue;
        store<u32>(steps + (<usize> count << 3), i << 6);
        store<u32>(steps + (<usize> count << 3), (i + d) << 6, 4);
        count++;
      }
      if (q == p) break;
      d = q - p;
      q >>= 1;
      r = p;
    }
  }
  return count;
}

/** Of the sorted lists `a` (2e values) and `b` (e values) together, the e that stand from place e + 1 to 2e, sorted.
 * The k-th smallest of two sorted lists is the least over i of the larger of a[i] and b[k − i]. */
function middle(a: usize, b: usize, e: i32, out: usize): void {
  for (let k = e + 1; k <= 2 * e; k++) {
    let p = a + (<usize> (k - 1) << 6), q = b; // all of the k from a, then one more from b at each step
    let x0 = v128.load(p), x1 = v128.load(p, 16), x2 = v128.load(p, 32), x3 = v128.load(p, 48);
    for (let j = 1; j <= e; j++) {
      p -= 64;
      x0 = f32x4.pmin(x0, f32x4.pmax(v128.load(p), v128.load(q)));
      x1 = f32x4.pmin(x1, f32x4.pmax(v128.load(p, 16), v128.load(q, 16)));
      x2 = f32x4.pmin(x2, f32x4.pmax(v128.load(p, 32), v128.load(q, 32)));
      x3 = f32x4.pmin(x3, f32x4.pmax(v128.load(p, 48), v128.load(q, 48)));
      q += 64;
    }
    v128.store(out, x0);
    v128.store(out, x1, 16);
    v128.store(out, x2, 32);
    v128.store(out, x3, 48);
    out += 64;
  }
}

/** Copies a value. */
function copy(from: usize, to: usize): void {
  v128.store(to, v128.load(from));
  v128.store(to, v128.load(from, 16), 16);
  v128.store(to, v128.load(from, 32), 32);
  v128.store(to, v128.load(from, 48), 48);
}

// What holds for a whole call: see runningMedian.
let rows: i32, window: i32, width: usize, places: usize, output: usize;
/** By the logarithm of how many are sorted: where their exchanges stand, and how many they are (u32 each). */
let plans: usize;

/** Medians of the `count` = 2e outputs from `first` on in a column, whose windows' common values that may be medians
 * stand sorted at `list`. `space`: free memory for what deeper halves need. */
function halves(first: i32, count: i32, list: usize, space: usize, column: usize): void {
  if (count == 1) {
    if (first < rows) copy(list, output + <usize> first * width + column);
    return;
  }
  const e = count >> 1, added = space, kept = space + (<usize> e << 6);
  const exchanges = plans + (<usize> ctz(e) << 3);
  for (let half = 0; half < 2; half++) {
    // the left half's windows start earlier, the right half's end later
    const start = half ? first + window : first + e - 1;
    for (let i = 0; i < e; i++) {
      const row = load<u32>(places + (<usize> (start + i) << 2));
      copy(row + column, added + (<usize> i << 6));
    }
    sort(added, load<u32>(exchanges), load<i32>(exchanges, 4));
    middle(list, added, e, kept);
    halves(first + half * e, e, kept, kept + (<usize> e << 6), column);
  }
}

/** Medians of `size` rows around each of `height` rows (an odd number), for every column.
 *
 * `addresses`: of the rows, from size / 2 before the first to `block` + size / 2 after the last, so that what stands
 * beyond the ends is the caller's choice. `block`: a power of two, at most 16 and at most (size + 1) / 2.
 * `columns`: a multiple of 16. `scratch`: 64 × (1 + size + 4 × block) + 8 × size × (log₂ size + 2)² bytes. */
export function runningMedian(
  height: i32,
  columns: i32,
  size: i32,
  block: i32,
  addresses: usize,
  to: usize,
  scratch: usize,
): void {
  rows = height;
  window = size;
  width = <usize> columns << 2;
  places = addresses;
  output = to;
  const common = window - block + 1;
  plans = scratch;
  const list = scratch + 64, space = list + (<usize> common << 6);
  let free = space + (<usize> block << 8);
  for (let log = 0; 1 << log < block; log++) {
    const count = plan(1 << log, free);
    store<u32>(plans + (<usize> log << 3), <u32> free);
    store<i32>(plans + (<usize> log << 3), count, 4);
    free += <usize> count << 3;
  }
  const whole = plan(common, free);
  // the common values' ranks that may be a median: the last `block` up to the window's middle
  const kept = list + (<usize> ((window + 1) / 2 - block) << 6);
  for (let first = 0; first < rows; first += block) {
    for (let column: usize = 0; column < width; column += 64) {
      for (let i = 0; i < common; i++) {
        const row = load<u32>(places + (<usize> (first + block - 1 + i) << 2));
        copy(row + column, list + (<usize> i << 6));
      }
      sort(list, free, whole);
      halves(first, block, kept, space, column);
    }
  }
}

/** Columns become rows. */
export function transpose(rows: i32, columns: i32, input: usize, output: usize): void {
  // by tiles, so that both sides stay in the cache
  for (let r0 = 0; r0 < rows; r0 += 16) {
    const r1 = min(r0 + 16, rows);
    for (let c = 0; c < columns; c++) {
      let from = input + (<usize> (r0 * columns + c) << 2);
      let to = output + (<usize> (c * rows + r0) << 2);
      for (let r = r0; r < r1; r++) {
        store<f32>(to, load<f32>(from));
        from += <usize> columns << 2;
        to += 4;
      }
    }
  }
}
