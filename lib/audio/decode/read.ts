/** Files of sound, told apart by what they begin with and not by their names. */
import { InputError } from "../../core/errors.ts";
import { checkSettings, withDefaults } from "../../core/settings.ts";
import { resample } from "../resample.ts";
import { type Sound, sound } from "../sound.ts";
import { auLayout } from "./au.ts";
import { readCompressed } from "./compressed.ts";
import { formOf } from "./form.ts";
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
/** Samples that are no share of the loudest, but whole numbers of 32 bits, are let through; what is beyond is no sound. */
const LARGEST = 2 ** 31;
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
  const all = withDefaults(READ_SOUND, settings), { rate, ...part } = all;
  checkSettings(all, {
    rate: { least: 1000, most: 768000, whole: true, or: [null] },
    offset: { least: 0 },
    duration: { above: 0, or: [null] },
    longest: { above: 0 },
  });
  try {
    const mono = await decode(bytes, part);
    if (mono.samples.length === 0) {
      const after = part.offset > 0 ? ` after ${part.offset} seconds` : "";
      throw new InputError(`holds no sound${after}`, { expected: "at least one sample" });
    }
    const whole = sound(mono.samples, mono.rate);
    const loud = whole.samples.findIndex((x) => Math.abs(x) > LARGEST);
    if (loud >= 0) {
      throw new InputError(`sample ${loud + 1} is out of range`, {
        found: whole.samples[loud],
        expected: "-1 to 1, or little beyond",
      });
    }
    return rate === null ? { ...whole, samples: whole.samples.slice() } : resample(whole, rate);
  } catch (error) {
    if (!(error instanceof InputError) || file === undefined) throw error;
    throw new InputError(error.message, { file }, { cause: error });
  }
}

/** By what stands at its beginning. */
function decode(bytes: Uint8Array, part: Part): Mono | Promise<Mono> {
  if (bytes.length === 0) throw new InputError("is empty", { expected: READABLE });
  const found = formOf(bytes);
  switch (found.form) {
    case undefined:
      throw new InputError("not audio that can be read", {
        found: found.seems,
        expected: READABLE,
      });
    case "wav":
      return readPcm(bytes, wavLayout(bytes), part);
    case "au":
      return readPcm(bytes, auLayout(bytes), part);
    case "ogg": {
      const first = oggPackets(bytes).next().value?.packets[0] ?? new Uint8Array();
      const codec = String.fromCharCode(...first.subarray(0, 8));
      if (codec.startsWith("\x01vorbis")) return readCompressed(bytes, "vorbis", part);
      if (codec === "OpusHead") return readOpus(bytes, part);
      throw new InputError("Ogg with a codec that is not read", {
        found: codec,
        expected: "Vorbis or Opus",
      });
    }
    default:
      return readCompressed(bytes.subarray(found.start), found.form, part);
  }
}
