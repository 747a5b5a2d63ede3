/** Fourier transforms of real numbers, by PFFFT (Pommier 2013) in WebAssembly. */
import PFFFT from "@echogarden/pffft-wasm/simd";
import { InputError } from "../core/errors.ts";

/** As much of PFFFT's module as is used here. */
interface Library {
  readonly HEAPF32: Float32Array;
  _pffft_aligned_malloc(bytes: number): number;
  _pffft_new_setup(length: number, kind: number): number;
  _pffft_transform_ordered(
    setup: number,
    input: number,
    output: number,
    work: number,
    direction: number,
  ): void;
}
/** Loaded once. A worker's module that imports this one waits here, and hears no message until then: see extract_worker.ts. */
const library = await PFFFT() as unknown as Library;

const REAL = 0, FORWARD = 0, BACKWARD = 1;

/** A transform of one length. Its arrays lie in WebAssembly's memory and are used again at every call; they
 * may move when another length is first asked for, so `values` and `spectrum` are asked for anew each time. */
export class RealFft {
  /** How many real numbers are transformed. */
  readonly length: number;
  readonly #setup: number;
  readonly #values: number;
  readonly #spectrum: number;
  readonly #work: number;

  private constructor(length: number) {
    this.length = length;
    this.#setup = library._pffft_new_setup(length, REAL);
    [this.#values, this.#spectrum, this.#work] = [0, 0, 0].map(() =>
      library._pffft_aligned_malloc(4 * length)
    );
  }

  /** The transform of that length, made once.
   * @throws {InputError} when the length is not a power of two from 32 to 2²⁰ */
  static of(length: number): RealFft {
    let found = RealFft.#made.get(length);
    if (!found) {
      if (!(length >= 32 && length <= 2 ** 20 && Number.isInteger(Math.log2(length)))) {
        throw new InputError("the length of a Fourier transform", {
          found: length,
          expected: "a power of two from 32 to 1048576",
        });
      }
      RealFft.#made.set(length, found = new RealFft(length));
    }
    return found;
  }
  static readonly #made = new Map<number, RealFft>();

  /** `length` numbers: what `forward` transforms, and what `backward` leaves. */
  get values(): Float32Array {
    return library.HEAPF32.subarray(this.#values >> 2, (this.#values >> 2) + this.length);
  }

  /** Re 0, Re n/2, Re 1, Im 1, Re 2, Im 2 …: what `forward` leaves, and what `backward` transforms. */
  get spectrum(): Float32Array {
    return library.HEAPF32.subarray(this.#spectrum >> 2, (this.#spectrum >> 2) + this.length);
  }

  /** From `values` to `spectrum`. */
  forward(): void {
    library._pffft_transform_ordered(
      ...[this.#setup, this.#values, this.#spectrum, this.#work] as const,
      FORWARD,
    );
  }

  /** From `spectrum` to `values`, times `length`. */
  backward(): void {
    library._pffft_transform_ordered(
      ...[this.#setup, this.#spectrum, this.#values, this.#work] as const,
      BACKWARD,
    );
  }
}
