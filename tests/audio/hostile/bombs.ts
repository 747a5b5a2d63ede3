/** Files of sound that take, or claim to take, far more than they look: each by name, made when it is asked for. */
import { encodeWav } from "../../../lib/audio/decode/wav.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { joined } from "../../data/file_mutations.ts";
import { encoded } from "../sounds.ts";
import { mendChecksums, placesOf } from "./sound_damage.ts";

const text = (s: string) => new TextEncoder().encode(s);
const intact = (name: string) => Uint8Array.fromBase64(encoded[name].base64);
const again = (bytes: Uint8Array, times: number): Uint8Array => {
  const out = new Uint8Array(bytes.length * times);
  for (let i = 0; i < times; i++) out.set(bytes, i * bytes.length);
  return out;
};
const noise = (length: number) => {
  const rng = new Rng("noise"), some = Uint8Array.from({ length: 65536 }, () => rng.int(256));
  return again(some, Math.ceil(length / some.length));
};

/** A page of Ogg.
 * @param segments each of less than 255 bytes ends a packet
 * @param kind 2 of a stream's first page */
export function page(segments: readonly ArrayLike<number>[], kind = 0, serial = 0): Uint8Array {
  const head = new Uint8Array(27);
  head.set(text("OggS"));
  head.fill(255, 6, 14); // no position
  new DataView(head.buffer).setUint32(14, serial, true);
  [head[5], head[26]] = [kind, segments.length];
  const whole = joined(head, segments.map(({ length }) => length), ...segments);
  mendChecksums(whole);
  return whole;
}

const OPUS = joined(
  page([[...text("OpusHead"), 1, 1, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 0]], 2),
  page([[...text("OpusTags"), ...Array(8).fill(0)]]),
);

/** Opus of 120 ms of silence in every two bytes: 48 frames of 2.5 ms without a byte. */
export const opusOfHours = (pages = 200): Uint8Array =>
  joined(OPUS, again(page(Array(255).fill([0xe3, 48])), pages));

/** Opus of one packet of 65 kB a page. */
export const opusOfOnePacket = (pages: number): Uint8Array =>
  joined(OPUS, again(page(Array(255).fill(Array(255).fill(7))), pages), page([[7]]));

/** FLAC of frames that say one number for 65,535 samples of eight channels in 40 bytes. */
export function flacOfHours(frames = 5000): Uint8Array {
  const info = new Uint8Array(42), view = new DataView(info.buffer);
  info.set(text("fLaC"));
  info.set([0x80, 0, 0, 34], 4);
  view.setUint16(8, 65535), view.setUint16(10, 65535);
  view.setUint32(18, 44100 << 12 | 7 << 9); // rate, channels − 1 …
  view.setUint16(20, (44100 & 15) << 12 | 7 << 9 | 15 << 4); // … and bits − 1
  const parts = [info];
  for (let n = 0; n < frames; n++) {
    const number = n < 128 ? [n] : n < 2048 ? [0xc0 | n >> 6, 0x80 | n & 63] : [
      ...[0xe0 | n >> 12, 0x80 | n >> 6 & 63],
      0x80 | n & 63,
    ];
    // blocks of a size that follows in 16 bits, 44,100 Hz, 8 channels of 16 bits
    const head = [0xff, 0xf8, 0x79, 0x78, ...number, 0xff, 0xfe];
    const body = [...head, crc(head, 8, 7), ...Array(8).fill([0, 0, 0]).flat()];
    const sum = crc(body, 16, 0x8005);
    parts.push(Uint8Array.from([...body, sum >> 8, sum & 255]));
  }
  return joined(...parts);
}

function crc(bytes: readonly number[], bits: 8 | 16, polynomial: number): number {
  let sum = 0;
  for (const byte of bytes) {
    sum ^= byte << (bits - 8);
    for (let k = 0; k < 8; k++) {
      sum = (sum << 1 ^ (sum >> (bits - 1) & 1 ? polynomial : 0)) & (2 ** bits - 1);
    }
  }
  return sum;
}

/** Vorbis of a long block of silence in every byte. */
export function vorbisOfHours(pages = 500): Uint8Array {
  const bytes = intact("Ogg Vorbis"), view = new DataView(bytes.buffer, bytes.byteOffset);
  const serial = view.getUint32(14, true);
  return joined(
    bytes.subarray(0, placesOf("OggS", bytes)[2]),
    again(page(Array(255).fill([0x0e]), 0, serial), pages),
  );
}

/** MP3 of 72 ms of silence in 72 bytes. */
const mp3OfHours = () => {
  const frame = new Uint8Array(72);
  frame.set([0xff, 0xe3, 0x18, 0xc0]);
  return again(frame, 100_000);
};

function wav(change: (view: DataView) => void, samples = 100): Uint8Array {
  const bytes = encodeWav({ samples: new Float32Array(samples).fill(.1), rate: 8000 });
  change(new DataView(bytes.buffer));
  return bytes;
}

/** By what they are. */
export const BOMBS: Readonly<Record<string, () => Uint8Array>> = {
  "Opus of hours": () => opusOfHours(),
  "FLAC of hours": () => flacOfHours(),
  "Vorbis of hours": () => vorbisOfHours(),
  "MP3 of two hours": mp3OfHours,
  "a WAV file of hours: 8 bits, 1,000 a second": () =>
    wav((view) => {
      view.setUint32(24, 1000, true), view.setUint16(34, 8, true);
      view.setUint32(40, 0xffffffff, true);
    }, 5_000_000),
  "a WAV file that claims 4 GB": () => wav((view) => view.setUint32(40, 0xffffffff, true)),
  "a WAV file of 65,535 channels": () => wav((view) => view.setUint16(22, 65535, true)),
  "a WAV file of 64 channels of 64 bits": () =>
    wav((view) => {
      view.setUint16(20, 3, true), view.setUint16(22, 64, true), view.setUint16(34, 64, true);
    }, 10_000_000),
  "a WAV file of ten million empty chunks": () =>
    joined(wav(() => {}).subarray(0, 36), new Uint8Array(8e7)),
  "Opus of one packet of 50 MB": () => opusOfOnePacket(770),
  "Opus of 255 channels": () => {
    const head = [...text("OpusHead"), 1, 255, 0, 0, 0x80, 0xbb, 0, 0, 0, 0, 255, 255, 0];
    const all = [...head, ...Array(255).keys()];
    const first = page([all.slice(0, 255), all.slice(255)], 2);
    return joined(first, opusOfHours(1).subarray(page([Array(19).fill(0)]).length));
  },
  "Vorbis, and noise of 50 MB": () => joined(intact("Ogg Vorbis"), noise(5e7)),
  "FLAC, and noise of 50 MB": () => joined(intact("flac"), noise(5e7)),
  "FLAC of noise alone": () => joined(intact("flac").subarray(0, 42), noise(5e7)),
  "MP3, and noise of 50 MB": () => joined(intact("mp3"), noise(5e7)),
  "a tag of 200 MB and nothing": () =>
    joined(text("ID3"), [4, 0, 0, 127, 127, 127, 127], new Uint8Array(2e8)),
};
