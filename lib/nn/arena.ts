/** One block of WebAssembly memory that holds everything a training touches, and the kernels that work on it. */
import { FIRST, instantiate, type Kernels, PAGES } from "./kernels/load.ts";

const PAGE = 65536;

/** Columns are padded to whole vectors of 4 floats, and rows to whole tiles of 4; padded columns are always exactly
 * 0, in padded rows may stand anything. */
export const padded = (count: number): number => Math.ceil(count / 4) * 4;

/** Floats from one row of a table to the next. Rows of a multiple of 256 bytes would all compete for the same few
 * sets of the processor's cache when a column is read, so those get one vector more. */
export const strideOf = (width: number): number => {
  const columns = padded(width);
  return columns % 64 === 0 ? columns + 4 : columns;
};

/** Memory that is handed out from the front and given back all at once.
 *
 * Views (`floats`, `integers`) hold until the next `allocate`, which may move the memory. */
export class Arena {
  readonly kernels: Kernels;
  readonly #memory: WebAssembly.Memory;
  #top = FIRST;
  #helper: Worker | undefined;
  #helpers = 0;

  private constructor() {
    this.#memory = new WebAssembly.Memory({ ...PAGES, shared: true });
    this.kernels = instantiate(this.#memory);
  }

  static readonly #free: Arena[] = [];

  /** An empty arena: one that was given back before, or a new one. */
  static acquire(): Arena {
    return Arena.#free.pop() ?? new Arena();
  }

  /** Starts a second thread that does its half of the large kernels as soon as it is up, and is not missed if it
   * never is. The results are the same bits with and without it. Nothing may be allocated any more: the thread
   * would learn too late that the memory has grown. */
  startHelper(): void {
    if (this.#helper) return;
    this.#helper = new Worker(new URL("./kernels/helper.ts", import.meta.url), { type: "module" });
    this.#helper.onerror = (event) => event.preventDefault();
    this.kernels.invite(++this.#helpers);
    this.#helper.postMessage({ memory: this.#memory, id: this.#helpers });
  }

  /** Gives the memory back for the next training; this arena must not be used any more. */
  release(): void {
    this.kernels.dismiss();
    this.#helper?.terminate();
    this.#helper = undefined;
    this.#top = FIRST;
    Arena.#free.push(this);
  }

  /** @returns the address, in bytes, of `count` zeros (4 bytes each), on a cache line of its own */
  allocate(count: number): number {
    if (this.#helper) throw new Error("an arena with a helper cannot grow");
    const at = this.#top, bytes = Math.ceil(count * 4 / 64) * 64;
    this.#top += bytes;
    const missing = this.#top - this.#memory.buffer.byteLength;
    if (missing > 0) this.#memory.grow(Math.ceil(missing / PAGE));
    new Uint8Array(this.#memory.buffer, at, bytes).fill(0);
    return at;
  }

  /** `count` float32 at an address. */
  floats(at: number, count: number): Float32Array {
    return new Float32Array(this.#memory.buffer, at, count);
  }

  /** `count` float64 at an address. */
  doubles(at: number, count: number): Float64Array {
    return new Float64Array(this.#memory.buffer, at, count);
  }

  /** `count` int32 at an address. */
  integers(at: number, count: number): Int32Array {
    return new Int32Array(this.#memory.buffer, at, count);
  }

  /** Copies a row-major table of `width` columns into rows that are padded to whole vectors. */
  writeRows(at: number, data: Float32Array, width: number): void {
    const stride = strideOf(width), rows = data.length / width;
    const out = this.floats(at, rows * stride);
    if (stride === width) return out.set(data);
    copyRows(data, width, out, stride, rows, width);
  }

  /** The inverse of `writeRows`. */
  readRows(at: number, rows: number, width: number): Float32Array {
    return this.copyRows(at, rows, width, new Float32Array(rows * width));
  }

  /** The same into an array that is there already. */
  copyRows(at: number, rows: number, width: number, out: Float32Array): Float32Array {
    const stride = strideOf(width), from = this.floats(at, rows * stride);
    if (stride === width) {
      out.set(from);
      return out;
    }
    copyRows(from, stride, out, width, rows, width);
    return out;
  }
}

/** Rows of `width` numbers from one array to another; they begin `step` and `stride` numbers apart. */
function copyRows(
  from: Float32Array,
  step: number,
  to: Float32Array,
  stride: number,
  rows: number,
  width: number,
): void {
  if (width >= 48) { // from there on it is worth a call
    for (let i = 0; i < rows; i++) to.set(from.subarray(i * step, i * step + width), i * stride);
    return;
  }
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < width; j++) to[i * stride + j] = from[i * step + j];
  }
}
