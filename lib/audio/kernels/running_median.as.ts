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
// @ts-ignore: decorator
@inline
function exchange(low: usize, high: usize, offset: usize): void {
  const a = v128.load(low + offset), b = v128.load(high + offset);
  v128.store(low + offset, f32x4.pmin(a, b));
  v128.store(high + offset, f32x4.pmax(a, b));
}

/** Compares and swaps, so that `n` values from `at` on stand in order, lane by lane: the merge
 * exchange sort, whose steps depend on n alone (Knuth, The Art of Computer Programming 3, 5.2.2, algorithm M). */
function sort(at: usize, n: i32): void {
  if (n < 2) return;
  let top = 1;
  while (top * 2 < n) top *= 2;
  for (let p = top; p > 0; p >>= 1) {
    let q = top, r = 0, d = p;
    for (;;) {
      for (let i = 0; i < n - d; i++) {
        if ((i & p) != r) continue;
        const low = at + (<usize> i << 6), high = low + (<usize> d << 6);
        exchange(low, high, 0);
        exchange(low, high, 16);
        exchange(low, high, 32);
        exchange(low, high, 48);
      }
      if (q == p) break;
      d = q - p;
      q >>= 1;
      r = p;
    }
  }
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

/** Medians of the `count` = 2e outputs from `first` on, whose windows' common values that may be medians stand
 * sorted at `list`. `space`: free memory for what deeper halves need. */
function halves(
  first: i32,
  count: i32,
  window: i32,
  list: usize,
  space: usize,
  places: usize,
  column: usize,
  rows: i32,
  output: usize,
  width: usize,
): void {
  if (count == 1) {
    if (first < rows) copy(list, output + <usize> first * width + column);
    return;
  }
  const e = count >> 1, added = space, kept = space + (<usize> e << 6);
  for (let half = 0; half < 2; half++) {
    // the left half's windows start earlier, the right half's end later
    const start = half ? first + window : first + e - 1;
    for (let i = 0; i < e; i++) {
      const row = load<u32>(places + (<usize> (start + i) << 2));
      copy(row + column, added + (<usize> i << 6));
    }
    sort(added, e);
    middle(list, added, e, kept);
    halves(
      first + half * e,
      e,
      window,
      kept,
      kept + (<usize> e << 6),
      places,
      column,
      rows,
      output,
      width,
    );
  }
}

/** Medians of `window` rows around each row (an odd number), for every column.
 *
 * `places`: addresses of the rows, from window / 2 rows before the first to `block` + window / 2 after the last, so
 * that what stands beyond the ends is the caller's choice. `block`: a power of two, at most (window + 1) / 2.
 * A row is `width` bytes long; at least 64. `scratch`: 64 × (window + 4 × block) bytes. */
export function runningMedian(
  rows: i32,
  columns: i32,
  window: i32,
  block: i32,
  places: usize,
  output: usize,
  scratch: usize,
): void {
  const width = <usize> columns << 2, common = window - block + 1;
  const list = scratch, space = scratch + (<usize> common << 6);
  // the common values' ranks that may be a median: the last `block` up to the window's middle
  const kept = list + (<usize> ((window + 1) / 2 - block) << 6);
  for (let first = 0; first < rows; first += block) {
    for (let c = 0; c < columns; c += 16) {
      // the last 16 columns may have been done in part: the same results again
      const column = <usize> min(c, columns - 16) << 2;
      for (let i = 0; i < common; i++) {
        const row = load<u32>(places + (<usize> (first + block - 1 + i) << 2));
        copy(row + column, list + (<usize> i << 6));
      }
      sort(list, common);
      halves(first, block, window, kept, space, places, column, rows, output, width);
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
