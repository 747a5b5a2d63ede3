/** Runs a compiled kernel, with memory that is shared with it. */

/** A running kernel. Arrays made here lie in its memory: a kernel takes their `byteOffset` and works on
 * them in place. */
export interface Kernel<Functions> {
  /** The functions that the kernel exports. */
  readonly call: Functions;
  /** Zeros in the kernel's memory: 4 bytes a number. */
  float32(length: number): Float32Array;
  /** Zeros in the kernel's memory: 8 bytes a number. */
  float64(length: number): Float64Array;
  /** Zeros in the kernel's memory: 4 bytes a number. */
  int32(length: number): Int32Array;
}

/** Starts a compiled kernel with at least `bytes` of memory, which is given back with the kernel.
 * @throws {RangeError} when the machine has not that much memory, or beyond 4 GB */
export function instantiate<Functions>(
  module: WebAssembly.Module,
  bytes: number,
): Kernel<Functions> {
  // The first kilobyte stays free (a kernel's constants); every array starts at a multiple of 16.
  const memory = new WebAssembly.Memory({ initial: Math.ceil((bytes + 4096) / 65536) });
  let free = 1024;
  const take = (size: number) => {
    const at = free;
    free += Math.ceil(size / 16) * 16;
    return at;
  };
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort } });
  return {
    call: exports as Functions,
    float32: (length) => new Float32Array(memory.buffer, take(4 * length), length),
    float64: (length) => new Float64Array(memory.buffer, take(8 * length), length),
    int32: (length) => new Int32Array(memory.buffer, take(4 * length), length),
  };
}

function abort(): never {
  throw new Error("a kernel gave up");
}
