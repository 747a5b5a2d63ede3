/** Training rows in an arena, and batches cut from them: shuffled, mixed, noisy where the settings say so. */
import type { Matrix } from "../core/matrix.ts";
import type { Rng } from "../core/rng.ts";
import type { Labels } from "../models/estimator.ts";
import type { Arena } from "./arena.ts";
import { padded, strideOf } from "./arena.ts";
import { type SoftTargets, takeSoft } from "./distillation.ts";
import type { TrainSettings } from "./settings.ts";

/** A batch that stands ready in the arena. All but `size` and `weight` are addresses. */
export interface Batch {
  readonly size: number;
  /** size × `strideOf(columns)`. */
  readonly x: number;
  /** size int32. */
  readonly labels: number;
  /** size × `strideOf(classes)`: soft targets, class weights multiplied in. */
  readonly targets: number;
  /** Σ of the rows' class weights: what the loss is divided by. */
  readonly weight: number;
  /** What a teacher says of the rows, where there is one. */
  readonly soft?: SoftTargets;
}

/** Weights per class: all 1, as given, or balanced. */
export function classWeights(settings: TrainSettings, y: Labels): Float32Array {
  const classes = y.classes.length, given = settings.classWeights;
  if (given === null) return new Float32Array(classes).fill(1);
  if (given !== "balanced") return Float32Array.from(given);
  const counts = new Float32Array(classes);
  for (const code of y.codes) counts[code]++;
  return counts.map((count) => count && y.codes.length / (classes * count));
}

/** Rows of the largest batch: `size`, and those that are left over where they are fewer than `least`. */
export function largestBatch(rows: number, size: number, least: number): number {
  const over = rows % size;
  return over < least ? size + over : size;
}

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
  readonly #classes: number;
  readonly #rng: Rng;
  readonly #table: number;
  readonly #codes: Int32Array;
  readonly #order: number;
  readonly #labels: number;
  readonly #others: number;
  readonly #targets: number;
  readonly #weights: number;
  readonly #mixed: number;
  readonly #partners: number;
  readonly #soft: SoftTargets | undefined;

  /** @param capacity rows for which there shall be room at `x`, at least those of the largest batch
   * @param least rows of which a batch may consist; fewer, left over, go into the batch before
   * @param soft a teacher's answers for all rows */
  constructor(
    x: Matrix,
    y: Labels,
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
    this.#width = x.names.length;
    this.#classes = y.classes.length;
    this.#rng = rng;
    this.#codes = y.codes;
    this.size = Math.min(settings.batchSize, x.rows);
    const most = largestBatch(x.rows, this.size, least), stride = strideOf(this.#width);
    this.perEpoch = most > this.size
      ? Math.floor(x.rows / this.size)
      : Math.ceil(x.rows / this.size);
    this.x = arena.allocate(padded(capacity) * stride);
    this.#table = arena.allocate(x.rows * stride);
    this.#order = arena.allocate(x.rows);
    this.#labels = arena.allocate(most);
    this.#others = arena.allocate(most);
    this.#targets = arena.allocate(most * strideOf(this.#classes));
    this.#weights = arena.allocate(this.#classes);
    this.#mixed = settings.mixup > 0 ? arena.allocate(most * stride) : 0;
    this.#partners = settings.mixup > 0 ? arena.allocate(most) : 0;
    arena.writeRows(this.#table, x.data, this.#width);
    arena.floats(this.#weights, this.#classes).set(classWeights(settings, y));
    arena.integers(this.#order, x.rows).set(Int32Array.from({ length: x.rows }, (_, i) => i));
  }

  /** A new order of the rows, if the settings want one. */
  shuffle(): void {
    if (this.#settings.shuffle) this.#rng.shuffle(this.#arena.integers(this.#order, this.#rows));
  }

  /** Prepares batch number `index` of the epoch. */
  take(index: number): Batch {
    const { kernels } = this.#arena, { labelSmoothing, mixup, inputNoise } = this.#settings;
    const begin = index * this.size;
    const size = index === this.perEpoch - 1 ? this.#rows - begin : this.size;
    const stride = strideOf(this.#width), rows = this.#order + begin * 4;
    kernels.gather(size, stride, this.#table, rows, this.x);
    this.#takeLabels(rows, size, this.#labels);
    let share = 1;
    if (mixup > 0) { // x ← share x + (1 − share) x of other rows of the batch
      share = beta(mixup, this.#rng);
      const others = this.#partners;
      this.#arena.integers(others, size).set(this.#arena.integers(rows, size));
      this.#rng.shuffle(this.#arena.integers(others, size));
      kernels.gather(size, stride, this.#table, others, this.#mixed);
      kernels.scale(size * stride, share, this.x);
      kernels.addScaled(size * stride, this.#mixed, 1 - share, this.x);
      this.#takeLabels(others, size, this.#others);
    }
    if (inputNoise > 0) {
      kernels.addNoise(size, this.#width, stride, this.x, inputNoise, this.#rng.uint32());
    }
    const total = kernels.targets(
      size,
      this.#classes,
      strideOf(this.#classes),
      this.#labels,
      this.#others,
      share,
      this.#weights,
      labelSmoothing,
      this.#targets,
    );
    const soft = this.#soft && takeSoft(this.#soft, this.#arena.integers(rows, size));
    const own = { size, x: this.x, labels: this.#labels, targets: this.#targets, soft };
    if (total > 0) return { ...own, weight: total };
    // rows that count for nothing: loss and gradient are 0, and not 0 / 0
    this.#arena.floats(this.#targets, size * strideOf(this.#classes)).fill(0);
    return { ...own, weight: 1 };
  }

  #takeLabels(rows: number, size: number, to: number): void {
    const from = this.#arena.integers(rows, size), out = this.#arena.integers(to, size);
    for (let i = 0; i < size; i++) out[i] = this.#codes[from[i]];
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
