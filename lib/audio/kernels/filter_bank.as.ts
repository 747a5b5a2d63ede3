// @ts-nocheck: AssemblyScript; core/kernels/build.ts compiles it to filter_bank.wasm
// Banks of filters over the rows of a table: each a weighted sum over neighbouring columns.

/** `output`, rows × filters: Σ weights[k] · row[start + k].
 *
 * `starts`, `lengths`: i32 each, a filter's first column and how many weights it has, a multiple of 4 (filled up with
 * zeros, so that up to three values after a row are read). `weights`: of all filters, one after the other. */
export function filterBank(
  rows: i32,
  columns: i32,
  filters: i32,
  starts: usize,
  lengths: usize,
  weights: usize,
  table: usize,
  output: usize,
): void {
  for (let r = 0; r < rows; r++) {
    const row = table + (<usize> (r * columns) << 2);
    let w = weights;
    for (let f = 0; f < filters; f++) {
      let x = row + (<usize> load<i32>(starts + (<usize> f << 2)) << 2);
      let left = load<i32>(lengths + (<usize> f << 2));
      // four sums that do not wait for each other
      let a = f32x4.splat(0), b = a, c = a, d = a;
      for (; left >= 16; left -= 16) {
        a = f32x4.relaxed_madd(v128.load(w), v128.load(x), a);
        b = f32x4.relaxed_madd(v128.load(w, 16), v128.load(x, 16), b);
        c = f32x4.relaxed_madd(v128.load(w, 32), v128.load(x, 32), c);
        d = f32x4.relaxed_madd(v128.load(w, 48), v128.load(x, 48), d);
        w += 64;
        x += 64;
      }
      for (; left > 0; left -= 4) {
        a = f32x4.relaxed_madd(v128.load(w), v128.load(x), a);
        w += 16;
        x += 16;
      }
      a = f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
      store<f32>(
        output + (<usize> (r * filters + f) << 2),
        (f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1)) +
          (f32x4.extract_lane(a, 2) + f32x4.extract_lane(a, 3)),
      );
    }
  }
}
