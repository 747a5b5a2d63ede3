/** Bytes → text, for files that may be anything. */
import { InputError } from "../core/errors.ts";

/** The longest text that V8 can hold has 2²⁹ − 24 characters. */
const LONGEST = 2 ** 29 - 24;

/** The row (a line here, for no cell can be told yet) in which byte `at` stands; the header is row 1. */
function rowOfByte(bytes: Uint8Array, at: number): number {
  let row = 1;
  for (let i = 0; i < at; i++) {
    if (bytes[i] === 10 || (bytes[i] === 13 && bytes[i + 1] !== 10)) row++;
  }
  return row;
}

/** Where the first byte stands that is not UTF-8. Bisects over prefixes: in stream mode the decoder
 * forgives an unfinished character at the end, so the shortest prefix it refuses ends the bad one. */
function firstInvalidByte(bytes: Uint8Array): number {
  let good = 0, bad = bytes.length;
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    try {
      new TextDecoder("utf-8", { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      good = middle;
    } catch {
      bad = middle;
    }
  }
  // The refused byte may be a good one that follows the start of a character never finished.
  for (let back = 1; back <= 3 && bad - 1 - back >= 0; back++) {
    const byte = bytes[bad - 1 - back];
    if (byte < 0x80) break;
    if (byte >= 0xc2 && bytes[bad - 1] < 0xf5) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      if (back < length) return bad - 1 - back;
    }
    if (byte >= 0xc0) break;
  }
  return bad - 1;
}

/** The text of a UTF-8 file, less its byte-order mark.
 *
 * @param file the name for error messages
 * @throws {InputError} when the file is empty, binary (holds a NUL byte), UTF-16, or not UTF-8; the
 * message names the row and the byte
 */
export function decodeText(bytes: Uint8Array, file: string): { text: string; bom: boolean } {
  const text = "a text table in UTF-8";
  if (bytes.length === 0) throw new InputError("the file is empty", { file, expected: text });
  if (bytes.length > LONGEST) {
    throw new InputError("the file is too large to be read at once", {
      file,
      found: `${(bytes.length / 1e6).toFixed(0)} MB`,
      expected: `at most ${(LONGEST / 1e6).toFixed(0)} MB`,
    });
  }
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
    throw new InputError("wrong encoding", {
      file,
      found: "UTF-16",
      expected: `${text}: save it again with that encoding`,
    });
  }
  const nul = bytes.indexOf(0);
  if (nul >= 0) {
    const zip = bytes[0] === 0x50 && bytes[1] === 0x4b;
    throw new InputError("a binary file", {
      file,
      row: rowOfByte(bytes, nul),
      found: zip ? "a zip archive or a spreadsheet" : `a NUL byte at position ${nul + 1}`,
      expected: text,
    });
  }
  try {
    const decoded = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    const bom = decoded.charCodeAt(0) === 0xfeff;
    return { text: bom ? decoded.slice(1) : decoded, bom };
  } catch {
    const at = firstInvalidByte(bytes);
    throw new InputError("wrong encoding", {
      file,
      row: rowOfByte(bytes, at),
      found: `byte 0x${bytes[at].toString(16)} at position ${at + 1}`,
      expected: `${text}: save it again with that encoding`,
    });
  }
}
