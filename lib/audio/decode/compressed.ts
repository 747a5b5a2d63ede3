/** MP3, FLAC and Ogg Vorbis, by decoders in WebAssembly; piece by piece, so that a file that unfolds to more than it
 * may is stopped on the way. */
import { InputError } from "../../core/errors.ts";
import { decodeWith } from "./decoder.ts";
import { Mono, type Part } from "./mono.ts";

/** What a decoder makes of a piece. */
interface Decoded {
  readonly channelData: Float32Array[];
  readonly samplesDecoded: number;
  readonly sampleRate: number;
}

/** As much of a decoder as is used. */
interface Decoder {
  readonly ready: Promise<void>;
  decode(bytes: Uint8Array): Decoded | Promise<Decoded>;
  flush?(): Promise<Decoded>;
  free(): void;
}

/** Bytes given to a decoder at once: small where few bytes may hold much silence. */
const PIECE = { mp3: 65536, flac: 1024, vorbis: 16384 };

/** After so many bytes in which nothing was found, nothing more is looked for. A picture among a file's tags may have
 * 2²⁴ of them. */
const LOST = 18e6;

/** The codecs that are read here. */
export type Codec = keyof typeof PIECE;

async function decoderOf(codec: Codec): Promise<Decoder> {
  switch (codec) {
    case "mp3":
      return new (await import("mpg123-decoder")).MPEGDecoder();
    case "flac":
      return new (await import("@wasm-audio-decoders/flac")).FLACDecoder();
    case "vorbis":
      return new (await import("@wasm-audio-decoders/ogg-vorbis")).OggVorbisDecoder();
  }
}

/** Decodes a file; of one that was cut short, what is whole.
 * @throws {InputError} when nothing can be decoded, or too much */
export async function readCompressed(bytes: Uint8Array, codec: Codec, part: Part): Promise<Mono> {
  const decoder = await decoderOf(codec);
  let mono: Mono | undefined;
  const add = ({ channelData, samplesDecoded, sampleRate }: Decoded) => {
    if (samplesDecoded === 0) return;
    mono ??= new Mono(sampleRate, part);
    if (sampleRate !== mono.rate) {
      throw new InputError("a file whose sample rate changes", {
        found: sampleRate,
        expected: `${mono.rate} throughout`,
      });
    }
    mono.add(channelData, samplesDecoded);
  };
  const broken = await decodeWith(decoder, async () => {
    const size = PIECE[codec];
    for (let at = 0, found = 0; at < Math.min(bytes.length, found + LOST) && !mono?.full;) {
      const piece = await decoder.decode(bytes.subarray(at, at += size));
      if (piece.samplesDecoded > 0) found = at;
      add(piece);
    }
    if (!mono?.full && decoder.flush) add(await decoder.flush());
  });
  if (!mono) {
    const what = broken ? "that cannot be decoded" : "without a sound that can be decoded";
    throw new InputError(`${codec} ${what}`, {}, { cause: broken });
  }
  return mono;
}
