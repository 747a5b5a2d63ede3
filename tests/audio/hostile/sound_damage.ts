/** Files of sound damaged on purpose, from a seed: their headers, chunks, pages and lengths. */
import type { Rng } from "../../../lib/core/rng.ts";
import { BYTES, joined } from "../../data/file_mutations.ts";
import { drawn } from "../../data/mutator.ts";

/** Numbers that stand in no honest header. */
const ODD = [0, 1, 2, 3, 7, 255, 256, 32767, 32768, 65535, 0x7fffffff, 0x80000000, 0xffffffff];
/** What lengths and counts stand beside. */
const NAMES = ["fmt ", "data", "LIST", ".snd", "fLaC", "OggS", "OpusHead", "vorbis", "ID3", "Xing"];

function put(bytes: Uint8Array, at: number, value: number, width: number, little: boolean): void {
  for (let i = 0; i < width && at + i < bytes.length; i++) {
    bytes[at + i] = value / 256 ** (little ? i : width - 1 - i) & 255;
  }
}

/** Where a name stands in a file, if it does. */
export function placesOf(name: string, bytes: Uint8Array): number[] {
  const text = String.fromCharCode(...bytes), places: number[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) places.push(at);
  return places;
}

const named = (bytes: Uint8Array, rng: Rng): number | undefined => {
  const places = NAMES.flatMap((name) => placesOf(name, bytes).map((at) => at + name.length));
  return places.length > 0 ? rng.choice(places) : undefined;
};

/** Pages of an Ogg file; a file of another form is one page. */
function pagesOf(bytes: Uint8Array): Uint8Array[] {
  const starts = placesOf("OggS", bytes);
  return starts.length > 1
    ? starts.map((at, i) => bytes.subarray(at, starts[i + 1]))
    : [bytes.subarray(0, bytes.length >> 1), bytes.subarray(bytes.length >> 1)];
}

/** By name; each gets a copy to change, and the bytes of a file of another form. */
const SOUND: Readonly<
  Record<string, (bytes: Uint8Array, rng: Rng, other: Uint8Array) => Uint8Array>
> = {
  ...Object.fromEntries(
    ["bits flipped", "bytes put in", "bytes deleted", "cut", "empty file", "a zip archive"]
      .map((name) => [name, BYTES[name]]),
  ),
  "bits flipped in the header": (bytes, rng) => {
    for (let n = 1 + rng.int(8); n > 0; n--) {
      if (bytes.length > 0) bytes[rng.int(Math.min(bytes.length, 80))] ^= 1 << rng.int(8);
    }
    return bytes;
  },
  "an odd number in the header": (bytes, rng) => {
    put(bytes, rng.int(80), rng.choice(ODD), rng.choice([1, 2, 4, 8]), rng.int(2) === 0);
    return bytes;
  },
  "an odd number after a name": (bytes, rng) => {
    const at = named(bytes, rng);
    if (at === undefined) return bytes;
    put(bytes, at + rng.int(24), rng.choice(ODD), rng.choice([1, 2, 4]), rng.int(2) === 0);
    return bytes;
  },
  "every length a lie": (bytes, rng) => {
    const value = rng.choice(ODD);
    for (const name of ["fmt ", "data", "RIFF"]) {
      for (const at of placesOf(name, bytes)) put(bytes, at + 4, value, 4, true);
    }
    return bytes;
  },
  "a chunk put in": (bytes, rng) => {
    const at = rng.choice([12, 24, 36, 44, 4, rng.int(bytes.length + 1)]);
    const chunk = new Uint8Array(8 + rng.int(40));
    chunk.set(new TextEncoder().encode(rng.choice(["LIST", "fmt ", "data", "fact", "\0\0\0\0"])));
    put(chunk, 4, rng.choice([...ODD, chunk.length - 8]), 4, true);
    return joined(bytes.subarray(0, at), chunk, bytes.subarray(at));
  },
  "a tag before it": (bytes, rng) => {
    const tag = new Uint8Array(10 + rng.int(200));
    tag.set([0x49, 0x44, 0x33, rng.int(6), 0, rng.int(256), 0, 0, rng.int(4), rng.int(256)]);
    return joined(tag, bytes);
  },
  "a page twice, gone or elsewhere": (bytes, rng) => {
    const pages = pagesOf(bytes), at = rng.int(pages.length), kind = rng.int(3);
    if (kind === 0) pages.splice(at, 0, pages[at]);
    else if (kind === 1) pages.splice(at, 1);
    else pages.push(...pages.splice(at, 1));
    return joined(...pages);
  },
  "another file after it": (bytes, _rng, other) => joined(bytes, other),
  "another file's beginning": (bytes, rng, other) => {
    const length = rng.int(Math.min(100, other.length));
    return joined(other.subarray(0, length), bytes.subarray(length));
  },
  "another file's middle": (bytes, rng, other) => {
    const at = rng.int(bytes.length + 1), from = rng.int(other.length);
    return joined(bytes.subarray(0, at), other.subarray(from, from + 500), bytes.subarray(at));
  },
  "the file again": (bytes) => joined(bytes, bytes),
  "a stretch of one byte": (bytes, rng) => {
    const at = rng.int(bytes.length + 1);
    return bytes.fill(rng.choice([0, 1, 127, 255]), at, at + 1 + rng.int(2000));
  },
  "a stretch of noise": (bytes, rng) => {
    const at = rng.int(bytes.length + 1), end = Math.min(bytes.length, at + 1 + rng.int(2000));
    for (let i = at; i < end; i++) bytes[i] = rng.int(256);
    return bytes;
  },
  "samples of all ones": (bytes, rng) => bytes.fill(rng.choice([0x7f, 0xff, 0x80]), 60),
};

/** A file with one to three kinds of damage; the pages of Ogg get their checksums back in every other one, for decoders
 * pass over those that fail.
 *
 * @returns the bytes, and what was done to them, in order */
export function damagedSound(
  bytes: Uint8Array,
  other: Uint8Array,
  rng: Rng,
): { bytes: Uint8Array<ArrayBuffer>; mutations: string[] } {
  const mutations = drawn(Object.keys(SOUND), rng);
  let damaged: Uint8Array = bytes.slice();
  for (const [i, name] of mutations.entries()) {
    damaged = SOUND[name](damaged.slice(), rng.fork(`${i} ${name}`), other);
  }
  const out = Uint8Array.from(damaged);
  if (rng.int(2) === 0) mendChecksums(out);
  return { bytes: out, mutations };
}

/** Writes the checksum of every page of Ogg anew.
 * @see RFC 3533, section 6 */
export function mendChecksums(bytes: Uint8Array): void {
  for (const page of placesOf("OggS", bytes)) {
    const segments = bytes[page + 26], sizes = bytes.subarray(page + 27, page + 27 + segments);
    const end = page + 27 + segments + sizes.reduce((sum, size) => sum + size, 0);
    if (page + 27 > bytes.length || end > bytes.length) continue;
    put(bytes, page + 22, 0, 4, true);
    let sum = 0;
    for (let i = page; i < end; i++) {
      sum ^= bytes[i] << 24;
      for (let k = 0; k < 8; k++) sum = sum << 1 ^ (sum < 0 ? 0x04c11db7 : 0);
    }
    put(bytes, page + 22, sum >>> 0, 4, true);
  }
}
