/** AU files (Sun, NeXT): the form in which GTZAN is handed on. */
import { InputError } from "../../core/errors.ts";
import type { Encoding, Pcm } from "./pcm.ts";

const ENCODINGS: Record<number, readonly [Encoding, number]> = {
  1: ["mu-law", 1],
  2: ["signed", 1],
  3: ["signed", 2],
  4: ["signed", 3],
  5: ["signed", 4],
  6: ["float", 4],
  7: ["float", 8],
  27: ["a-law", 1],
};

/** Where the samples of an AU file lie. An unknown size means to the file's end.
 * @throws {InputError} when the header is cut short, or the encoding is not known */
export function auLayout(bytes: Uint8Array): Pcm {
  if (bytes.length < 24) throw new InputError("an AU file whose header is cut short");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [start, size, code, rate, channels] = [4, 8, 12, 16, 20].map((at) => view.getUint32(at));
  const known = ENCODINGS[code];
  if (!known) {
    throw new InputError("an AU file in an encoding that is not read", {
      found: code,
      expected: `one of ${Object.keys(ENCODINGS).join(", ")}`,
    });
  }
  const [encoding, width] = known, end = Math.min(bytes.length, start + size);
  if (start < 24) throw new InputError("an AU file whose samples begin in its header");
  return { rate, channels, encoding, width, littleEndian: false, start, end };
}
