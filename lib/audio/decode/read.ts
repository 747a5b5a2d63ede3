/** Files of sound, told apart by what they begin with and not by their names. */
import { InputError } from "../../core/errors.ts";
import { checkSetting, withDefaults } from "../../core/settings.ts";
import { resample } from "../resample.ts";
import { type Sound, sound } from "../sound.ts";
import { auLayout } from "./au.ts";
import { readCompressed } from "./compressed.ts";
import type { Mono, Part } from "./mono.ts";
import { oggPackets } from "./ogg.ts";
import { readOpus } from "./opus.ts";
import { readPcm } from "./pcm.ts";
import { wavLayout } from "./wav.ts";

/** What is read of a file, and at which rate. */
export interface ReadSoundSettings extends Part {
  /** Samples a second of the result; `null` keeps the file's own. */
  readonly rate: number | null;
}

/** What is used where nothing else is said. */
export const READ_SOUND: ReadSoundSettings = {
  rate: 22050,
  offset: 0,
  duration: null,
  longest: 1800,
};

/** What can be read. */
const READABLE = "wav, au, mp3, flac, Ogg Vorbis or Opus";
/** Files larger than this are not loaded. */
const MOST_BYTES = 2 ** 30;

/** Reads a file of sound: all channels as one (their mean), at 22,050 samples a second.
 *
 * @throws {InputError} with the file's name when it cannot be read, is not audio, holds no sound or is too long
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { encodeWav } from "./wav.ts";
 * const path = await Deno.makeTempFile();
 * await Deno.writeFile(path, encodeWav({ samples: new Float32Array(44100), rate: 44100 }));
 * assertEquals((await readSound(path)).samples.length, 22050);
 * await Deno.remove(path);
 * ```
 */
export async function readSound(
  path: string,
  settings: Partial<ReadSoundSettings> = {},
): Promise<Sound> {
  let bytes: Uint8Array;
  try {
    const { size, isDirectory } = await Deno.stat(path);
    if (isDirectory) {
      throw new InputError("is a folder", { file: path, expected: "a file of sound" });
    }
    if (size > MOST_BYTES) {
      throw new InputError("too large a file", {
        file: path,
        found: `${size} bytes`,
        expected: `at most ${MOST_BYTES}`,
      });
    }
    bytes = await Deno.readFile(path);
  } catch (error) {
    if (error instanceof InputError) throw error;
    const why = error instanceof Deno.errors.NotFound ? "no such file" : "cannot be read";
    throw new InputError(why, { file: path }, { cause: error });
  }
  return decodeSound(bytes, { ...settings, file: path });
}

/** Decodes the bytes of a file of sound.
 *
 * @param settings.file names it in errors
 * @throws {InputError} when they are not audio, hold no sound or are too long
 * @example
 * ```ts
 * import { assertFails } from "../../../tests/assert.ts";
 * const text = new TextEncoder().encode("Dear diary");
 * await assertFails(() => decodeSound(text, { file: "song.mp3" }), "song.mp3: not audio that can be read");
 * ```
 */
export async function decodeSound(
  bytes: Uint8Array,
  { file, ...settings }: Partial<ReadSoundSettings> & { readonly file?: string } = {},
): Promise<Sound> {
  const { rate, ...part } = withDefaults(READ_SOUND, settings);
  checkSetting("the setting rate", rate, { least: 1000, most: 768000, whole: true, or: [null] });
  checkSetting("the setting offset", part.offset, { least: 0 });
  checkSetting("the setting duration", part.duration, { above: 0, or: [null] });
  checkSetting("the setting longest", part.longest, { above: 0 });
  try {
    const mono = await decode(bytes, part);
    if (mono.samples.length === 0) {
      const after = part.offset > 0 ? ` after ${part.offset} seconds` : "";
      throw new InputError(`holds no sound${after}`, { expected: "at least one sample" });
    }
    const whole = sound(mono.samples, mono.rate);
    return rate === null ? { ...whole, samples: whole.samples.slice() } : resample(whole, rate);
  } catch (error) {
    if (!(error instanceof InputError) || file === undefined) throw error;
    throw new InputError(error.message, { file }, { cause: error });
  }
}

/** By what stands at its beginning. */
function decode(bytes: Uint8Array, part: Part): Mono | Promise<Mono> {
  if (bytes.length === 0) throw new InputError("is empty", { expected: READABLE });
  const text = (at: number, length: number) =>
    String.fromCharCode(...bytes.subarray(at, at + length));
  const start = text(0, 4);
  if (/^RIF[FX]|^RF64/.test(start) && text(8, 4) === "WAVE") {
    return readPcm(bytes, wavLayout(bytes), part);
  }
  if (start === ".snd") return readPcm(bytes, auLayout(bytes), part);
  if (start === "OggS") {
    const first = oggPackets(bytes).next().value?.packets[0] ?? new Uint8Array();
    const codec = String.fromCharCode(...first.subarray(0, 8));
    if (codec.startsWith("\x01vorbis")) return readCompressed(bytes, "vorbis", part);
    if (codec === "OpusHead") return readOpus(bytes, part);
    throw new InputError("Ogg with a codec that is not read", {
      found: codec,
      expected: "Vorbis or Opus",
    });
  }
  const after = afterTag(bytes), body = bytes.subarray(after);
  if (String.fromCharCode(...body.subarray(0, 4)) === "fLaC") {
    return readCompressed(body, "flac", part);
  }
  if (isMpegFrame(body) || after > 0) return readCompressed(body, "mp3", part);
  throw new InputError("not audio that can be read", {
    found: KNOWN.find(([test]) => test(bytes))?.[1] ?? text(0, 16),
    expected: READABLE,
  });
}

/** Formats that are known by name alone. */
const KNOWN: readonly (readonly [(bytes: Uint8Array) => boolean, string])[] = [
  [(bytes) => String.fromCharCode(...bytes.subarray(4, 8)) === "ftyp", "an MP4 file (AAC, ALAC)"],
  [(bytes) => String.fromCharCode(...bytes.subarray(0, 4)) === "FORM", "an AIFF file"],
  [
    (bytes) => String.fromCharCode(...bytes.subarray(0, 4)) === "MThd",
    "a MIDI file: notes, not sound",
  ],
  [(bytes) => bytes[0] === 0x30 && bytes[1] === 0x26 && bytes[2] === 0xb2, "a WMA file"],
];

/** The byte after an ID3v2 tag, 0 where there is none. */
function afterTag(bytes: Uint8Array): number {
  if (String.fromCharCode(...bytes.subarray(0, 3)) !== "ID3" || bytes.length < 10) return 0;
  const size = bytes.subarray(6, 10).reduce((sum, byte) => (sum << 7) | (byte & 127), 0);
  return Math.min(bytes.length, 10 + size + (bytes[5] & 16 ? 10 : 0));
}

/** Whether an MPEG audio frame's header stands at the beginning: eleven ones, then no reserved value. */
function isMpegFrame(bytes: Uint8Array): boolean {
  const [a, b, c] = bytes;
  return a === 0xff && (b & 0xe0) === 0xe0 && (b & 0x18) !== 0x08 && (b & 0x06) !== 0 &&
    (c & 0xf0) !== 0xf0 && (c & 0x0c) !== 0x0c;
}
