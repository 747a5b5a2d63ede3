/** Running medians over the frames or over the bins of a spectrogram, in WebAssembly. */
import { InputError } from "../core/errors.ts";
import { startKernel } from "../core/kernels/load.ts";

interface Functions {
  readonly runningMedian: (...numbers: number[]) => void;
  readonly transpose: (...numbers: number[]) => void;
}

/** Which neighbours a median is taken of. */
export interface MedianWindows {
  /** So many rows around each, an odd number. */
  readonly rows: number;
  /** So many columns around each, an odd number. */
  readonly columns: number;
}

/** Medians down the columns and along the rows of a table (row-major, rows × columns). Beyond its ends the
 * table goes on as in a mirror that stands on the edge: … b a | a b c … (scipy.ndimage's `reflect`).
 *
 * @throws {InputError} when a window is not odd */
export function runningMedians(
  table: Float32Array,
  columns: number,
  windows: MedianWindows,
): { readonly down: Float32Array; readonly along: Float32Array } {
  for (const size of [windows.rows, windows.columns]) {
    if (!(size >= 1 && size % 2 === 1)) {
      throw new InputError("a running median's window", {
        found: size,
        expected: "an odd number from 1",
      });
    }
  }
  const rows = table.length / columns;
  if (rows === 0) return { down: new Float32Array(0), along: new Float32Array(0) };
  // The kernel works on 16 columns at once. An odd number of cache lines a row spreads rows over the whole cache.
  const height = filled(rows), width = filled(columns), size = height * width;
  const widest = Math.max(windows.rows, windows.columns);
  const places = Math.max(rows, columns) + 3 * widest;
  const scratch = 64 + 64 * 5 * widest + 8 * widest * (Math.log2(widest) + 2) ** 2;
  const kernel = startKernel<Functions>(
    new URL("./kernels/running_median.wasm", import.meta.url),
    4 * (3 * size + places) + scratch + 1024,
  );
  const input = kernel.float32(size), turned = kernel.float32(size), output = kernel.float32(size);
  const addresses = kernel.int32(places), free = kernel.float32(Math.ceil(scratch / 4));
  for (let r = 0; r < rows; r++) {
    input.set(table.subarray(r * columns, (r + 1) * columns), r * width);
  }
  const filter = (
    from: Float32Array,
    to: Float32Array,
    n: number,
    across: number,
    window: number,
  ) => {
    const block = Math.min(16, 2 ** Math.floor(Math.log2((window + 1) / 2)));
    for (let i = 0; i < n + block + window; i++) {
      addresses[i] = from.byteOffset + 4 * across * mirrored(i - (window - 1) / 2, n);
    }
    kernel.call.runningMedian(
      ...[n, across, window, block, addresses.byteOffset, to.byteOffset, free.byteOffset],
    );
  };
  filter(input, output, rows, width, windows.rows);
  const down = cut(output, rows, columns, width);
  kernel.call.transpose(height, width, input.byteOffset, turned.byteOffset);
  filter(turned, input, columns, height, windows.columns);
  kernel.call.transpose(width, height, input.byteOffset, output.byteOffset);
  return { down, along: cut(output, rows, columns, width) };
}

/** The least odd multiple of 16 that is not smaller. */
const filled = (n: number): number => 16 * (Math.ceil(n / 16) | 1);

/** The first columns of the first rows, as a table of their own. */
function cut(table: Float32Array, rows: number, columns: number, width: number): Float32Array {
  const result = new Float32Array(rows * columns);
  for (let r = 0; r < rows; r++) {
    result.set(table.subarray(r * width, r * width + columns), r * columns);
  }
  return result;
}

/** The row that stands at `i` when n rows are mirrored at both edges, again and again. */
function mirrored(i: number, n: number): number {
  const place = ((i % (2 * n)) + 2 * n) % (2 * n);
  return place < n ? place : 2 * n - 1 - place;
}
