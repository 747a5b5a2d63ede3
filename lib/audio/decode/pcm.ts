/** Samples as they stand in wav and au files, uncompressed. */
import { InputError } from "../../core/errors.ts";
import { Mono, type Part } from "./mono.ts";

/** How samples are written. */
export type Encoding = "unsigned" | "signed" | "float" | "a-law" | "mu-law";

/** Where samples lie in a file, and how they are written. */
export interface Pcm {
  readonly rate: number;
  readonly channels: number;
  readonly encoding: Encoding;
  /** Bytes of one channel's sample. */
  readonly width: number;
  readonly littleEndian: boolean;
  /** The first sample's byte. */
  readonly start: number;
  /** The byte after the last sample's. */
  readonly end: number;
}

/** Frames (one sample of each channel) that are read at once. */
const BLOCK = 16384;

/** Reads samples; of a file that was cut short, those that are whole.
 * @throws {InputError} when they are written in a way that is not known */
export function readPcm(bytes: Uint8Array, pcm: Pcm, part: Part): Mono {
  const { channels, width, start, end, encoding } = pcm;
  if (!(Number.isInteger(channels) && channels >= 1 && channels <= 64)) {
    throw new InputError("a number of channels", { found: channels, expected: "1 to 64" });
  }
  const at = reader(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), pcm);
  if (!at) {
    throw new InputError("samples written in a way that is not read", {
      found: `${8 * width} bits, ${encoding}`,
      expected: "8, 16, 24 or 32 bits, 32 or 64 bits of floating point, A-law or mu-law",
    });
  }
  const mono = new Mono(pcm.rate, part), frame = channels * width;
  const frames = Math.floor((Math.min(end, bytes.length) - start) / frame);
  const blocks = Array.from({ length: channels }, () => new Float32Array(BLOCK));
  for (let first = 0; first < frames && !mono.full; first += BLOCK) {
    const count = Math.min(BLOCK, frames - first);
    for (let c = 0; c < channels; c++) {
      let place = start + first * frame + c * width;
      for (let i = 0; i < count; i++, place += frame) blocks[c][i] = at(place);
    }
    mono.add(blocks, count);
  }
  return mono;
}

/** What reads the sample at a byte. */
function reader(view: DataView, pcm: Pcm): ((at: number) => number) | undefined {
  const { encoding, width, littleEndian: le } = pcm;
  switch (`${encoding} ${width}`) {
    case "unsigned 1":
      return (at) => (view.getUint8(at) - 128) / 128;
    case "signed 1":
      return (at) => view.getInt8(at) / 128;
    case "signed 2":
      return (at) => view.getInt16(at, le) / 32768;
    case "signed 3":
      return le
        ? (at) => (view.getUint16(at, true) + view.getInt8(at + 2) * 65536) / 8388608
        : (at) => (view.getInt16(at) * 256 + view.getUint8(at + 2)) / 8388608;
    case "signed 4":
      return (at) => view.getInt32(at, le) / 2147483648;
    case "float 4":
      return (at) => view.getFloat32(at, le);
    case "float 8":
      return (at) => view.getFloat64(at, le);
    case "mu-law 1":
      return (at) => muLaw(view.getUint8(at));
    case "a-law 1":
      return (at) => aLaw(view.getUint8(at));
  }
}

/** ITU-T G.711, mu-law. */
function muLaw(code: number): number {
  const bits = ~code & 255, exponent = (bits >> 4) & 7;
  const size = ((((bits & 15) << 3) + 132) << exponent) - 132;
  return (bits & 128 ? -size : size) / 32768;
}

/** ITU-T G.711, A-law. */
function aLaw(code: number): number {
  const bits = code ^ 85, exponent = (bits >> 4) & 7, mantissa = ((bits & 15) << 4) + 8;
  const size = exponent === 0 ? mantissa : (mantissa + 256) << (exponent - 1);
  return (bits & 128 ? size : -size) / 32768;
}
