/** Training rows in an arena, and batches cut from them: shuffled, mixed, noisy where the settings say so. */
import type { Rng } from "../core/rng.ts";
import type { Target } from "../core/target.ts";
import type { Arena } from "./arena.ts";
import { padded, strideOf } from "./arena.ts";
import { type BatchTargets, type TakeTargets, targetsOf } from "./batch_targets.ts";
import { type SoftTargets, takeSoft } from "./distillation.ts";
import { type Inputs, rowSize } from "./inputs.ts";
import type { TrainSettings } from "./settings.ts";

/** A batch that stands ready in the arena; `x` is an address. */
export interface Batch extends BatchTargets {
  readonly size: number;
  /** size × `strideOf(columns)`. */
  readonly x: number;
  /** What a teacher says of the rows, where there is one. */
  readonly soft?: SoftTargets;
}

/** Rows of the largest batch: `size`, and those that are left over where they are fewer than `least`. */
export function largestBatch(rows: number, size: number, least: number): number {
  const over = rows % size;
  return over < least ? size + over : size;
}

/** From so many numbers on, rows stay where they are, in memory that workers may share, and batches alone are copied. */
const LARGE = 1 << 24;

/** Cuts epochs into batches. */
export class Batches {
  readonly perEpoch: number;
  /** Rows per step; the last step of an epoch has what is left. */
  readonly size: number;
  /** Address of the batch's inputs, where the network reads them. */
  readonly x: number;
  readonly #arena: Arena;
  readonly #settings: TrainSettings;
  readonly #rows: number;
  readonly #width: number;
  readonly #rng: Rng;
  readonly #data: Float32Array;
  /** Address of a copy of all rows; 0 where they are too many. */
  readonly #table: number;
  readonly #order: number;
  readonly #takeTargets: TakeTargets;
  readonly #mixed: number;
  readonly #partners: number;
  readonly #soft: SoftTargets | undefined;

  /** @param capacity rows for which there shall be room at `x`, at least those of the largest batch
   * @param least rows of which a batch may consist; fewer, left over, go into the batch before
   * @param soft a teacher's answers for all rows */
  constructor(
    x: Inputs,
    y: Target,
    settings: TrainSettings,
    rng: Rng,
    arena: Arena,
    capacity: number,
    least = 1,
    soft?: SoftTargets,
  ) {
    this.#arena = arena;
    this.#soft = soft;
    this.#settings = settings;
    this.#rows = x.rows;
    this.#width = rowSize(x);
    this.#rng = rng;
    this.size = Math.min(settings.batchSize, x.rows);
    const most = largestBatch(x.rows, this.size, least), stride = strideOf(this.#width);
    this.perEpoch = most > this.size
      ? Math.floor(x.rows / this.size)
      : Math.ceil(x.rows / this.size);
    this.x = arena.allocate(padded(capacity) * stride);
    this.#data = x.data;
    this.#table = x.rows * stride < LARGE ? arena.allocate(x.rows * stride) : 0;
    this.#order = arena.allocate(x.rows);
    this.#takeTargets = targetsOf(y, settings, arena, most);
    this.#mixed = settings.mixup > 0 ? arena.allocate(most * stride) : 0;
    this.#partners = settings.mixup > 0 ? arena.allocate(most) : 0;
    if (this.#table) arena.writeRows(this.#table, x.data, this.#width);
    arena.integers(this.#order, x.rows).set(Int32Array.from({ length: x.rows }, (_, i) => i));
  }

  /** A new order of the rows, if the settings want one. */
  shuffle(): void {
    if (this.#settings.shuffle) this.#rng.shuffle(this.#arena.integers(this.#order, this.#rows));
  }

  /** Prepares batch number `index` of the epoch. */
  take(index: number): Batch {
    const { kernels } = this.#arena, { mixup, inputNoise } = this.#settings;
    const begin = index * this.size;
    const size = index === this.perEpoch - 1 ? this.#rows - begin : this.size;
    const stride = strideOf(this.#width), rows = this.#order + begin * 4;
    this.#gather(size, rows, this.x);
    let mix: { others: number; share: number } | undefined;
    if (mixup > 0) { // x ← share x + (1 − share) x of other rows of the batch
      const share = beta(mixup, this.#rng), others = this.#partners;
      this.#arena.integers(others, size).set(this.#arena.integers(rows, size));
      this.#rng.shuffle(this.#arena.integers(others, size));
      this.#gather(size, others, this.#mixed);
      kernels.scale(size * stride, share, this.x);
      kernels.addScaled(size * stride, this.#mixed, 1 - share, this.x);
      mix = { others, share };
    }
    if (inputNoise > 0) {
      kernels.addNoise(size, this.#width, stride, this.x, inputNoise, this.#rng.uint32());
    }
    const soft = this.#soft && takeSoft(this.#soft, this.#arena.integers(rows, size));
    return { size, x: this.x, soft, ...this.#takeTargets(rows, size, mix) };
  }

  /** Copies the inputs of `size` rows, whose numbers stand at an address, to another. */
  #gather(size: number, rows: number, to: number): void {
    const width = this.#width, stride = strideOf(width);
    if (this.#table) return this.#arena.kernels.gather(size, stride, this.#table, rows, to);
    const numbers = this.#arena.integers(rows, size);
    numbers.forEach((row, i) => {
      const own = this.#data.subarray(row * width, (row + 1) * width);
      this.#arena.writeRows(to + 4 * i * stride, own, width);
    });
  }
}

/** A number from Beta(α, α), from two gamma variates (Marsaglia & Tsang 2000). */
function beta(alpha: number, rng: Rng): number {
  const a = gamma(alpha, rng), b = gamma(alpha, rng);
  return a + b > 0 ? a / (a + b) : Number(rng.uniform() < 0.5);
}

function gamma(shape: number, rng: Rng): number {
  if (shape < 1) return gamma(shape + 1, rng) * (1 - rng.uniform()) ** (1 / shape);
  const d = shape - 1 / 3, c = 1 / Math.sqrt(9 * d);
  while (true) {
    const x = rng.normal(), v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - rng.uniform()) < x * x / 2 + d - d * v + d * Math.log(v)) {
      return d * v;
    }
  }
}
