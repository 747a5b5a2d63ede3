/** Numbers as bits, the highest first. */

/** Bytes that are written bit by bit. */
export class BitWriter {
  #bytes = new Uint8Array(4096);
  #length = 0; // whole bytes
  #rest = 0; // bits that fill no byte yet
  #count = 0; // how many

  /** Writes the lowest `width` bits of a whole number, at most 32; a negative one in two's complement. */
  write(value: number, width: number): void {
    for (let left = width; left > 0;) {
      const take = Math.min(8 - this.#count, left);
      left -= take;
      const part = value >>> left & (1 << take) - 1;
      this.#rest = this.#rest << take | part;
      this.#count += take;
      if (this.#count === 8) this.#flush();
    }
  }

  /** Writes so many zeros and a one. */
  unary(zeros: number): void {
    for (let left = zeros; left > 0; left -= 32) this.write(0, Math.min(32, left));
    this.write(1, 1);
  }

  /** Fills the last byte with zeros. */
  align(): void {
    if (this.#count > 0) this.write(0, 8 - this.#count);
  }

  /** The whole bytes from `start` on. */
  bytes(start = 0): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(start, this.#length);
  }

  /** How many whole bytes there are. */
  get length(): number {
    return this.#length;
  }

  #flush(): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(2 * this.#length);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length++] = this.#rest;
    this.#rest = this.#count = 0;
  }
}
