/** MP3, FLAC and Ogg Vorbis, by decoders in WebAssembly; piece by piece, so that a file that unfolds to more than it
 * may is stopped on the way. */
import { InputError } from "../../core/errors.ts";
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
const PIECE = { mp3: 65536, flac: 4096, vorbis: 16384 };

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
  try {
    await decoder.ready;
    const size = PIECE[codec];
    for (let at = 0; at < bytes.length && !mono?.full; at += size) {
      add(await decoder.decode(bytes.subarray(at, at + size)));
    }
    if (!mono?.full && decoder.flush) add(await decoder.flush());
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (!mono) throw new InputError(`${codec} that cannot be decoded`, {}, { cause: error });
  } finally {
    decoder.free();
  }
  if (!mono) throw new InputError(`${codec} without a sound that can be decoded`);
  return mono;
}
