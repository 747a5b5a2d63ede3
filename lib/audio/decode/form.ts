/** What a file is, by what it begins with and not by its name. */

/** Forms that can be read. */
export type Form = "wav" | "au" | "ogg" | "flac" | "mp3";

const text = (bytes: Uint8Array, at: number, length: number) =>
  String.fromCharCode(...bytes.subarray(at, at + length));

/** A file's form, and the byte at which it begins, after a tag; or what the file seems to be, in words.
 * @param bytes the file, or its beginning */
export function formOf(
  bytes: Uint8Array,
): { readonly form: Form; readonly start: number } | {
  readonly form: undefined;
  readonly seems: string;
} {
  const magic = text(bytes, 0, 4);
  if (/^(RIF[FX]|RF64)/.test(magic) && text(bytes, 8, 4) === "WAVE") {
    return { form: "wav", start: 0 };
  }
  if (magic === ".snd") return { form: "au", start: 0 };
  if (magic === "OggS") return { form: "ogg", start: 0 };
  const start = afterTag(bytes), body = bytes.subarray(start);
  if (text(body, 0, 4) === "fLaC") return { form: "flac", start };
  if (start > 0 || isMpegFrame(bytes)) return { form: "mp3", start };
  return { form: undefined, seems: OTHERS.find(([is]) => is(bytes))?.[1] ?? text(bytes, 0, 16) };
}

/** Forms that are known by name alone. */
const OTHERS: readonly (readonly [(bytes: Uint8Array) => boolean, string])[] = [
  [(bytes) => text(bytes, 4, 4) === "ftyp", "an MP4 file (AAC, ALAC)"],
  [(bytes) => text(bytes, 0, 4) === "FORM", "an AIFF file"],
  [(bytes) => text(bytes, 0, 4) === "MThd", "a MIDI file: notes, not sound"],
  [(bytes) => bytes[0] === 0x30 && bytes[1] === 0x26 && bytes[2] === 0xb2, "a WMA file"],
];

/** The byte after an ID3v2 tag, 0 where there is none. */
function afterTag(bytes: Uint8Array): number {
  if (text(bytes, 0, 3) !== "ID3" || bytes.length < 10) return 0;
  const size = bytes.subarray(6, 10).reduce((sum, byte) => (sum << 7) | (byte & 127), 0);
  return Math.min(bytes.length, 10 + size + (bytes[5] & 16 ? 10 : 0));
}

/** Whether an MPEG audio frame's header stands at the beginning: eleven ones, then no reserved value. */
function isMpegFrame([a, b, c]: Uint8Array): boolean {
  return a === 0xff && (b & 0xe0) === 0xe0 && (b & 0x18) !== 0x08 && (b & 0x06) !== 0 &&
    (c & 0xf0) !== 0xf0 && (c & 0x0c) !== 0x0c;
}
