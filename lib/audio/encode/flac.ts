/** Sounds as FLAC files, which every browser plays. */
import { createHash } from "node:crypto";
import { checkSettings, withDefaults } from "../../core/settings.ts";
import type { Sound } from "../sound.ts";
import { BitWriter } from "./bits.ts";
import { PRECISION, predict } from "./prediction.ts";
import { planRice, writeRice } from "./rice.ts";

/** How a sound is written. */
export interface FlacSettings {
  /** How far the noise that rounding brings lies below the sound, in decibels, in each fifth of a second or so: 50
   * takes .4 of a WAV file's bytes. All 16 bits of every sample where null, which takes .7. */
  readonly noise: number | null;
}

/** What is used where nothing else is said. */
export const FLAC: FlacSettings = { noise: 50 };

const BLOCK = 4096, BITS = 16;

/** A sound as a FLAC file; what exceeds −1 to 1 is cut off. The same sound gives the same bytes.
 *
 * @throws {InputError} when the rate cannot be written
 * @see RFC 9639, Free Lossless Audio Codec
 * @example
 * ```ts
 * import { assert } from "../../../tests/assert.ts";
 * const tone = { samples: Float32Array.from({ length: 22050 }, (_, i) => Math.sin(i / 8) / 2), rate: 22050 };
 * assert(encodeFlac(tone).length < 11025); // not a quarter of a WAV file
 * ```
 */
export function encodeFlac(
  { samples, rate }: Sound,
  settings: Partial<FlacSettings> = {},
): Uint8Array<ArrayBuffer> {
  const all = withDefaults(FLAC, settings);
  checkSettings({ ...all, rate }, {
    noise: { least: 0, most: 100, or: [null] },
    rate: { least: 1, most: 65535, whole: true },
  }, "a FLAC file");
  const whole = Int16Array.from(
    samples,
    (x) => Math.max(-32768, Math.min(32767, Math.round(32768 * x))),
  );
  const writer = new BitWriter();
  writer.write(0x664c6143, 32); // "fLaC"
  writer.write(0x80, 8); // the only block of metadata: what stream it is
  writer.write(34, 24);
  writer.write(BLOCK, 16);
  writer.write(BLOCK, 16);
  writer.write(0, 24); // the frames' sizes: not told
  writer.write(0, 24);
  writer.write(rate, 20);
  writer.write(0, 3); // one channel
  writer.write(BITS - 1, 5);
  writer.write(0, 4); // of 36 bits for the number of samples
  writer.write(whole.length, 32);
  const blocks: Block[] = [];
  for (let start = 0; start < whole.length; start += BLOCK) {
    blocks.push(rounded(whole.subarray(start, start + BLOCK), all.noise));
  }
  for (const byte of fingerprint(blocks, whole.length)) writer.write(byte, 8);
  blocks.forEach((block, number) => writeFrame(writer, block, number, rate));
  return writer.bytes();
}

/** Samples without their lowest bits, which are zeros. */
interface Block {
  readonly samples: Int32Array;
  /** How many bits are left out. */
  readonly wasted: number;
}

/** As many bits are left out as the noise allows: rounding to steps of 2^w brings noise of 2^w / √12. */
function rounded(samples: Int16Array, noise: number | null): Block {
  let energy = 0;
  for (const x of samples) energy += x * x;
  const level = Math.sqrt(energy / samples.length),
    room = noise === null ? 0 : level * 10 ** (-noise / 20);
  const wasted = Math.max(0, Math.min(BITS - 4, Math.floor(Math.log2(room * Math.sqrt(12)))));
  const most = 2 ** (BITS - 1 - wasted) - 1;
  return {
    samples: Int32Array.from(samples, (x) => Math.min(most, Math.round(x / 2 ** wasted))),
    wasted,
  };
}

/** MD5 of the samples as a decoder gets them, by which it knows the file is whole. */
function fingerprint(blocks: readonly Block[], length: number): Uint8Array {
  const bytes = new DataView(new ArrayBuffer(2 * length));
  let at = 0;
  for (const { samples, wasted } of blocks) {
    for (const x of samples) bytes.setInt16(2 * at++, x * 2 ** wasted, true);
  }
  return createHash("md5").update(bytes).digest();
}

/** A block with all that a decoder must know of it, and two checksums. */
function writeFrame(writer: BitWriter, block: Block, number: number, rate: number): void {
  const start = writer.length;
  writer.write(0xfff8, 16); // blocks of one size, but for the last
  writer.write(7, 4); // how many samples and
  writer.write(13, 4); // which rate: at the header's end
  writer.write(0, 4); // one channel
  writer.write(8, 4); // 16 bits a sample
  for (const byte of codedNumber(number)) writer.write(byte, 8);
  writer.write(block.samples.length - 1, 16);
  writer.write(rate, 16);
  writer.write(checksum(writer.bytes(start), 8, 0x07), 8);
  writeSubframe(writer, block);
  writer.align();
  writer.write(checksum(writer.bytes(start), 16, 0x8005), 16);
}

/** The samples in the way that takes the fewest bits: one for all, foretold, or as they are. */
function writeSubframe(writer: BitWriter, { samples, wasted }: Block): void {
  const width = BITS - wasted;
  const begin = (kind: number) => {
    writer.write(kind, 7);
    writer.write(wasted > 0 ? 1 : 0, 1);
    if (wasted > 0) writer.unary(wasted - 1);
  };
  if (samples.every((x) => x === samples[0])) {
    begin(0);
    writer.write(samples[0], width);
    return;
  }
  const prediction = predict(samples), order = prediction?.coefficients.length ?? 0;
  const plan = prediction && planRice(prediction.residual, order);
  if (!plan || plan.bits + order * (width + PRECISION) >= width * samples.length) {
    begin(1);
    for (const x of samples) writer.write(x, width);
    return;
  }
  const { coefficients, shift, residual } = prediction;
  begin(32 + order - 1);
  for (let i = 0; i < order; i++) writer.write(samples[i], width);
  writer.write(PRECISION - 1, 4);
  writer.write(shift, 5);
  for (const coefficient of coefficients) writer.write(coefficient, PRECISION);
  writeRice(writer, residual, order, plan);
}

/** A frame's number as UTF-8 would write a character of it. */
function codedNumber(number: number): number[] {
  if (number < 0x80) return [number];
  const bytes: number[] = [];
  let rest = number, room = 0x3f; // what the first byte may hold
  do {
    bytes.unshift(0x80 | rest & 0x3f);
    rest >>= 6;
    room >>= 1;
  } while (rest > room);
  return [~(2 * room + 1) & 0xff | rest, ...bytes];
}

/** The remainder of the bytes' polynomial. */
function checksum(bytes: Uint8Array, width: 8 | 16, polynomial: number): number {
  const top = 2 ** (width - 1), all = 2 ** width - 1;
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << (width - 8);
    for (let bit = 0; bit < 8; bit++) sum = sum & top ? sum << 1 ^ polynomial : sum << 1;
    sum &= all;
  }
  return sum;
}
