/** WAV files (RIFF), read and written. */
import { InputError } from "../../core/errors.ts";
import type { Sound } from "../sound.ts";
import type { Encoding, Pcm } from "./pcm.ts";

/** Names of chunks, as the number that their four letters are. */
const FORMAT = 0x666d7420, DATA = 0x64617461;

const ENCODINGS: Record<number, Encoding> = { 1: "signed", 3: "float", 6: "a-law", 7: "mu-law" };

/** Where the samples of a WAV file lie. A size that reaches beyond the file's end, as of a recording that was cut
 * short, means its end.
 * @throws {InputError} when there is no format or there are no samples */
export function wavLayout(bytes: Uint8Array): Pcm {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const littleEndian = view.getUint8(3) !== 88; // RIFX
  let format: Omit<Pcm, "start" | "end"> | undefined;
  for (let at = 12; at + 8 <= bytes.length;) {
    const name = view.getUint32(at);
    const size = view.getUint32(at + 4, littleEndian), start = at + 8;
    if (name === FORMAT && start + 16 <= bytes.length) {
      let tag = view.getUint16(start, littleEndian);
      const width = Math.ceil(view.getUint16(start + 14, littleEndian) / 8);
      if (tag === 0xfffe && size >= 26 && start + 26 <= bytes.length) { // "extensible": the real tag comes later
        tag = view.getUint16(start + 24, littleEndian);
      }
      const encoding = tag === 1 && width === 1 ? "unsigned" : ENCODINGS[tag];
      if (!encoding) {
        throw new InputError("a WAV file whose samples are compressed", {
          found: `format ${tag}`,
          expected: "PCM, floating point, A-law or mu-law",
        });
      }
      format = {
        channels: view.getUint16(start + 2, littleEndian),
        rate: view.getUint32(start + 4, littleEndian),
        ...{ encoding, width, littleEndian },
      };
    }
    if (name === DATA && format) {
      return { ...format, start, end: Math.min(start + size, bytes.length) };
    }
    at = start + size + size % 2;
  }
  throw new InputError(`a WAV file without ${format ? "samples" : "a format"}`);
}

/** A sound as a WAV file of 16 bits a sample; what exceeds −1 to 1 is cut off.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(encodeWav({ samples: new Float32Array(100), rate: 22050 }).length, 44 + 200);
 * ```
 */
export function encodeWav({ samples, rate }: Sound): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(44 + 2 * samples.length), view = new DataView(bytes.buffer);
  const text = (at: number, name: string) => bytes.set(new TextEncoder().encode(name), at);
  text(0, "RIFF");
  view.setUint32(4, bytes.length - 8, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, 2 * rate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, 2 * samples.length, true);
  for (let i = 0; i < samples.length; i++) {
    view.setInt16(
      44 + 2 * i,
      Math.max(-32768, Math.min(32767, Math.round(32768 * samples[i]))),
      true,
    );
  }
  return bytes;
}
