/** One block of WebAssembly memory that holds everything a training touches, and the kernels that work on it. */
import { instantiate, type Kernels } from "./kernels/load.ts";

const PAGE = 65536;

/** Columns are padded to whole vectors of 4 floats; the padding is always exactly 0. */
export const padded = (width: number): number => Math.ceil(width / 4) * 4;

/** Memory that is handed out from the front and given back all at once.
 *
 * Views (`floats`, `integers`) hold until the next `allocate`, which may move the memory. */
export class Arena {
  readonly kernels: Kernels;
  readonly #memory: WebAssembly.Memory;
  #top = PAGE;

  private constructor() {
    this.#memory = new WebAssembly.Memory({ initial: 16, maximum: 65536 });
    this.kernels = instantiate(this.#memory);
  }

  static readonly #free: Arena[] = [];

  /** An empty arena: one that was given back before, or a new one. */
  static acquire(): Arena {
    return Arena.#free.pop() ?? new Arena();
  }

  /** Gives the memory back for the next training; this arena must not be used any more. */
  release(): void {
    this.#top = PAGE;
    Arena.#free.push(this);
  }

  /** @returns the address, in bytes, of `count` zeros (4 bytes each), on a cache line of its own */
  allocate(count: number): number {
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
    const stride = padded(width), rows = data.length / width;
    const out = this.floats(at, rows * stride);
    if (stride === width) return out.set(data);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < width; j++) out[i * stride + j] = data[i * width + j];
    }
  }

  /** The inverse of `writeRows`. */
  readRows(at: number, rows: number, width: number): Float32Array {
    const stride = padded(width), from = this.floats(at, rows * stride);
    if (stride === width) return from.slice();
    const out = new Float32Array(rows * width);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < width; j++) out[i * width + j] = from[i * stride + j];
    }
    return out;
  }
}
