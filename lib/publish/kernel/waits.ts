/** Waits that the reader can end: what stands in a cell instead of `await` (interruptible.ts, planted.ts). */

// A notebook's names hide the platform's, in modules too: these are held from the start.
const { Promise, Set, Symbol, performance, setTimeout } = globalThis;

/** For how long a cell may keep the event loop from turning, where it awaits at all, in milliseconds. */
const BREATH = 100;

/** All waits of the notebook. An interrupt reaches those that wait; where none does, the next. */
export class Waits {
  /** Ends a wait, as long as nothing has come. */
  #ends = new Set<(reason: unknown) => void>();
  /** What waits are answered instead of what comes: the cell is ending. */
  #stopped: Error | undefined;
  /** Nothing that could be left was awaited, as in an import. */
  #missed: Error | undefined;
  #hasWaited = false;
  /** When the event loop has turned last. */
  #turned = performance.now();

  /** @param onFirst told of the first wait of every cell, before anything else */
  constructor(private readonly onFirst: () => void) {}

  /** Waits for a value as `await` does, until it comes or the reader interrupts. */
  wait = (value: unknown): unknown => {
    if (!this.#hasWaited) {
      this.#hasWaited = true;
      this.onFirst();
    }
    if (this.#missed) {
      const reason = this.#missed;
      this.#missed = undefined;
      throw reason;
    }
    const isBreathless = performance.now() - this.#turned > BREATH;
    if (!isThenable(value) && !isBreathless) return value;
    return new Promise((resolve, reject) => {
      this.#ends.add(reject);
      // at once: an interrupt that comes after this one's answer is the next one's
      const end = (answer: () => void) => {
        this.#ends.delete(reject);
        answer();
      };
      const came = isBreathless ? this.turn().then(() => value) : Promise.resolve(value);
      came.then(
        (value) => end(() => this.#stopped ? reject(this.#stopped) : resolve(value)),
        (error) => end(() => reject(error)),
      );
    });
  };

  /** Iterates as `for await` does, until the reader interrupts. */
  each = (
    iterable: AsyncIterable<unknown> & Iterable<unknown>,
  ): AsyncIterable<unknown> => {
    const isAsync = iterable[Symbol.asyncIterator] !== undefined;
    const iterator = isAsync ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator]();
    const step = async (result: IteratorResult<unknown> | Promise<IteratorResult<unknown>>) => {
      const { done, value } = await (this.wait(result) as typeof result);
      return { done, value: isAsync ? value : await this.wait(value) };
    };
    return {
      [Symbol.asyncIterator]: () => ({
        next: () => step(iterator.next()),
        return: async (value) =>
          iterator.return ? await iterator.return(value) : { done: true, value },
      } as AsyncIterator<unknown>),
    };
  };

  /** From now on waits end with this reason when what they wait for has come. */
  stop(reason: Error): void {
    this.#stopped = reason;
  }

  /** Ends all waits now; later ones may come, as in a `finally`. */
  leave(reason: Error): void {
    this.#stopped = undefined;
    if (this.#ends.size === 0) this.#missed = reason;
    for (const end of this.#ends) end(reason);
    this.#ends.clear(); // what they waited for may never come
  }

  /** Gives the event loop a turn. Promises that are there already leave it none, and it is what hears the reader. */
  async turn(): Promise<void> {
    await new Promise<void>((done) => setTimeout(done, 0));
    this.#turned = performance.now();
  }

  /** Another cell begins. */
  renew(): void {
    this.#hasWaited = false;
    this.#stopped = this.#missed = undefined;
  }
}

const isThenable = (value: unknown): boolean =>
  (typeof value === "object" && value !== null || typeof value === "function") &&
  typeof (value as { then?: unknown }).then === "function";
