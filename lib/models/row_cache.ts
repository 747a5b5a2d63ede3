/** A bounded store of computed rows: what does not fit is computed again when asked for. */

/** Keeps `capacity` rows of `rows`, replacing by the clock algorithm: a hand goes round the places, spares
 * each row asked for since its last visit once, and gives up the first one that was not.
 *
 * @see Corbató, F. J. (1968). A paging experiment with the Multics system.
 */
export class RowCache {
  /** How often a row had to be computed. */
  misses = 0;
  readonly #compute: (row: number, place: number) => void;
  readonly #placeOf: Int32Array;
  readonly #rowAt: Int32Array;
  readonly #recent: Uint8Array;
  #hand = 0;

  /** @param compute writes row `row` into place `place` (0 … capacity − 1); capacity is 2 or more */
  constructor(rows: number, capacity: number, compute: (row: number, place: number) => void) {
    this.#compute = compute;
    this.#placeOf = new Int32Array(rows).fill(-1);
    this.#rowAt = new Int32Array(capacity).fill(-1);
    this.#recent = new Uint8Array(capacity);
  }

  /** The place where `row` stands now.
   * @param keep a place that must not be given up for it */
  place(row: number, keep = -1): number {
    let place = this.#placeOf[row];
    if (place < 0) {
      place = this.#free(keep);
      this.#placeOf[row] = place;
      this.#rowAt[place] = row;
      this.#compute(row, place);
      this.misses++;
    }
    this.#recent[place] = 1;
    return place;
  }

  #free(keep: number): number {
    for (;;) {
      const place = this.#hand;
      this.#hand = (place + 1) % this.#rowAt.length;
      if (place === keep) continue;
      if (this.#rowAt[place] < 0) return place;
      if (!this.#recent[place]) {
        this.#placeOf[this.#rowAt[place]] = -1;
        return place;
      }
      this.#recent[place] = 0;
    }
  }
}
