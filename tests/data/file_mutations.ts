/** Damage to a file's text and bytes. */
import type { Rng } from "../../lib/core/rng.ts";

/** Bytes after each other. */
export const joined = (...parts: ArrayLike<number>[]): Uint8Array<ArrayBuffer> => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) whole.set(part, at), at += part.length;
  return whole;
};
const insert = (text: string, at: number, what: string) =>
  text.slice(0, at) + what + text.slice(at);
const lineStart = (text: string, rng: Rng) => text.indexOf("\n", rng.int(text.length || 1)) + 1;

/** Damage to the text. */
export const TEXT: Record<string, (text: string, rng: Rng) => string> = {
  "quote put in": (text, rng) =>
    insert(text, rng.int(text.length + 1), rng.choice(['"', '""', '"x"', "'"])),
  "quote at a cell's start": (text, rng) => {
    const at = text.indexOf("\t", rng.int(text.length || 1)) + 1;
    return insert(text, at, '"');
  },
  "one line ends otherwise": (text, rng) => {
    const at = lineStart(text, rng);
    return at
      ? text.slice(0, at - 1) + rng.choice(["\r\n", "\r", "\n\n", "", "\u2028"]) + text.slice(at)
      : text;
  },
  "last line ends otherwise": (text, rng) =>
    text.replace(/\n$/, "") +
    rng.choice(["", "\r", "\r\n", "\n", "\n\r", " ", "\n ", "\u001a", '\n""', "\n\t"]),
  "line break put in": (text, rng) =>
    insert(text, rng.int(text.length + 1), rng.choice(["\r", "\n", "\r\n"])),
  "all line breaks taken out": (text) => text.replace(/[\r\n]/g, ""),
  "byte-order mark": (text, rng) => "\ufeff".repeat(1 + rng.int(2)) + text,
  "byte-order mark inside": (text, rng) => insert(text, lineStart(text, rng), "\ufeff"),
  "something before the header": (text, rng) =>
    rng.choice(["sep=\t\n", "\n", "# a comment\n", " ", "\r\n\r\n"]) + text,
  "lines of another file": (text) =>
    `${text}<!DOCTYPE html><html><body>504 Gateway Time-out</body></html>\n`,
  "twice the file": (text) => text + text,
};

/** Damage to the bytes. */
export const BYTES: Record<string, (bytes: Uint8Array, rng: Rng) => Uint8Array> = {
  "bits flipped": (bytes, rng) => {
    const out = bytes.slice();
    for (let n = 1 + rng.int(4); n > 0 && out.length; n--) {
      out[rng.int(out.length)] ^= 1 << rng.int(8);
    }
    return out;
  },
  "bytes put in": (bytes, rng) => {
    const at = rng.int(bytes.length + 1),
      more = Array.from({ length: 1 + rng.int(4) }, () => rng.int(256));
    return joined(bytes.subarray(0, at), more, bytes.subarray(at));
  },
  "bytes deleted": (bytes, rng) => {
    const at = rng.int(bytes.length + 1), n = 1 + rng.int(200);
    return joined(bytes.subarray(0, at), bytes.subarray(at + n));
  },
  "cut": (bytes, rng) => bytes.slice(0, rng.int(bytes.length + 1)),
  "empty file": () => new Uint8Array(),
  "NUL byte": (bytes, rng) =>
    bytes.map((byte, i, all) => i === all.length >> (1 + rng.int(1)) ? 0 : byte),
  "invalid UTF-8": (bytes, rng) => {
    const at = rng.int(bytes.length + 1);
    const bad = rng.choice([[0xff], [0xc0, 0x80], [0xed, 0xa0, 0x80], [0xe9], [
      0xf4,
      0x90,
      0x80,
      0x80,
    ], [0x80]]);
    return joined(bytes.subarray(0, at), bad, bytes.subarray(at));
  },
  "Latin-1": (bytes) =>
    Uint8Array.from(new TextDecoder().decode(bytes) + "é", (c) => Math.min(c.charCodeAt(0), 255)),
  "UTF-16": (bytes, rng) => {
    const text = (rng.int(3) ? "\ufeff" : "") + new TextDecoder().decode(bytes),
      big = rng.int(2) === 1;
    return Uint8Array.from({ length: 2 * text.length }, (_, i) => {
      const unit = text.charCodeAt(i >> 1);
      return (i % 2 === 1) === big ? unit & 255 : unit >> 8;
    });
  },
  "a zip archive": (bytes) =>
    Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0, ...bytes.subarray(0, 100)),
};
