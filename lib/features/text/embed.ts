/** Texts → vectors, each distinct text once, with the vectors kept for the next time. */
import { basename, dirname, join, resolve } from "node:path";
import { untilInterrupted } from "../../core/interrupt.ts";
import { type Matrix, matrix } from "../../core/matrix.ts";
import { PROJECT_ROOT } from "../../core/places.ts";
import { takeTurn } from "../../core/turn.ts";
import { dimensionNames, type EncodeProgress, type Encoder } from "./encoder.ts";
import { VectorStore } from "./vector_store.ts";

/** How `embed` works. */
export interface EmbedOptions {
  /** What turns texts into vectors; see `openEncoder`. */
  readonly encoder: Encoder;
  /** The database file that vectors are kept in, or false to keep none. */
  readonly store?: string | false;
  /** Called as texts are encoded, with texts per second: what a progress bar shows. */
  readonly onProgress?: (progress: EncodeProgress) => void;
  /** Told once at the end. */
  readonly onReport?: (report: EmbedReport) => void;
  /** Told what went wrong without ending the work: a full disk, a database set aside. */
  readonly warn?: (message: string) => void;
  /** Ends the work between two batches; what is ready is kept. */
  readonly signal?: AbortSignal;
}

/** What `embed` did. */
export interface EmbedReport {
  /** How many texts were given. */
  readonly texts: number;
  /** How many different ones, without the blank. */
  readonly distinct: number;
  /** Texts without a character that can be seen; their vectors are zeros. */
  readonly blank: number;
  /** Distinct texts whose vectors were there already. */
  readonly kept: number;
  /** Distinct texts that the encoder was run on. */
  readonly encoded: number;
  /** Seconds of wall clock. */
  readonly seconds: number;
}

/** Vectors that this process has seen, so that five folds read the disk once. */
const remembered = new WeakMap<Encoder, Map<string, Float32Array>>();

/** Batches whose vectors are written together: a write waits for the disk. */
const TEXTS_PER_WRITE = 256;

/** Where vectors are kept unless told otherwise: `vectors.sqlite` in the study's out folder.
 *
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * assert(vectorsFile().endsWith("vectors.sqlite"));
 * ```
 */
export function vectorsFile(): string {
  return join(resolve(PROJECT_ROOT, Deno.env.get("STUDY_OUT") || "out"), "vectors.sqlite");
}

/** What counts as one text: blanks at the edges do not, nor do halves of a character. */
const asOne = (text: string): string => text.toWellFormed().trim();

/** One row per text, `dimensions` columns, each row of length 1; a text of blanks alone has zeros.
 *
 * Vectors are kept in a database from batch to batch: what an interrupted run has encoded is not encoded
 * again. Where it cannot be written (a full disk), that is said once and the vectors come back all the same.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { hashedEncoder } from "./hashed.ts";
 * const x = await embed(["Blue Moon", "", "Blue Moon "], { encoder: hashedEncoder() });
 * assertEquals(x.data.slice(0, 384), x.data.slice(768));
 * assertEquals(x.data.slice(384, 768), new Float32Array(384));
 * ```
 */
export async function embed(texts: readonly string[], options: EmbedOptions): Promise<Matrix> {
  const { encoder, onProgress, onReport, signal, warn = console.warn } = options;
  const start = performance.now(), d = encoder.dimensions;
  const keys = texts.map(asOne), distinct = new Set(keys.filter(Boolean));
  const known = remembered.get(encoder) ?? new Map<string, Float32Array>();
  remembered.set(encoder, known);

  const path = options.store ?? vectorsFile();
  const unseen = () => [...distinct].filter((text) => !known.has(text));
  let missing = unseen();
  using keeper = encoder.costly && path !== false && missing.length > 0
    ? new Keeper(path, encoder, warn)
    : undefined;
  const stop = untilInterrupted(signal);
  const recall = () => {
    for (const [text, vector] of keeper?.read(missing) ?? []) known.set(text, vector);
    missing = unseen();
  };
  recall();
  if (missing.length > 0 && keeper) {
    await keeper.takeTurn(stop);
    recall(); // another notebook may have encoded them meanwhile
  }
  if (missing.length > 0) {
    await encoder.encode(missing, {
      onProgress,
      signal: stop,
      onBatch(positions, vectors) {
        positions.forEach((i, k) => known.set(missing[i], vectors.slice(k * d, (k + 1) * d)));
        keeper?.write(positions.map((i) => missing[i]), vectors);
      },
    });
  }

  const out = matrix(texts.length, dimensionNames(d));
  keys.forEach((text, i) => {
    if (text) out.data.set(known.get(text)!, i * d);
  });
  onReport?.({
    texts: texts.length,
    distinct: distinct.size,
    blank: keys.filter((text) => !text).length,
    kept: distinct.size - missing.length,
    encoded: missing.length,
    seconds: (performance.now() - start) / 1000,
  });
  return out;
}

/** The file by which notebooks take turns at a store. */
const lockOf = (path: string): string => join(dirname(path), `.${basename(path)}.lock`);

/** A store that gives up with one warning instead of ending the work. */
class Keeper implements Disposable {
  #store: VectorStore | undefined;
  #turn: Disposable | undefined;
  #texts: string[] = [];
  #vectors: Float32Array[] = [];

  constructor(
    readonly path: string,
    readonly encoder: Encoder,
    readonly warn: (message: string) => void,
  ) {
    this.#try(() => this.#store = VectorStore.open(path, warn));
  }

  /** Waits for other processes that encode for the same file, and lets them wait until this store is disposed of. */
  async takeTurn(signal: AbortSignal): Promise<void> {
    if (!this.#store || this.path === ":memory:") return;
    try {
      this.#turn = await takeTurn(lockOf(this.path), signal);
    } catch (error) {
      signal.throwIfAborted();
      this.#giveUp(error as Error);
    }
  }

  read(texts: readonly string[]): Map<string, Float32Array> {
    return this.#try(() => this.#store?.get(this.encoder, texts)) ?? new Map();
  }

  write(texts: readonly string[], vectors: Float32Array): void {
    this.#texts.push(...texts);
    this.#vectors.push(vectors);
    if (this.#texts.length >= TEXTS_PER_WRITE) this.#flush();
  }

  /** Also where the work was interrupted: what is ready is kept. */
  [Symbol.dispose](): void {
    this.#flush();
    this.#try(() => this.#store?.close());
    this.#turn?.[Symbol.dispose]();
  }

  #flush(): void {
    if (this.#texts.length === 0) return;
    const all = new Float32Array(this.#texts.length * this.encoder.dimensions);
    let at = 0;
    for (const vectors of this.#vectors) {
      all.set(vectors, at);
      at += vectors.length;
    }
    const texts = this.#texts;
    this.#texts = [];
    this.#vectors = [];
    this.#try(() => this.#store?.put(this.encoder, texts, all));
  }

  #try<Result>(act: () => Result): Result | undefined {
    try {
      return act();
    } catch (error) {
      this.#giveUp(error as Error);
    }
  }

  #giveUp(error: Error & { errcode?: number }): void {
    const full = error.errcode === 13; // SQLITE_FULL
    this.warn(
      `${this.path}: ${full ? "the disk is full" : error.message}. Text vectors are ` +
        "computed all the same, but no more are kept for the next run.",
    );
    const store = this.#store;
    this.#store = undefined;
    try {
      store?.close();
    } catch { /* it failed already, and that was said */ }
  }
}
