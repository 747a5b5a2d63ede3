/** Opus in Ogg. */
import { InputError } from "../../core/errors.ts";
import { decodeWith } from "./decoder.ts";
import { Mono, type Part } from "./mono.ts";
import { oggPackets } from "./ogg.ts";

const RATE = 48000; // Opus decodes to this, whatever went in
/** Packets decoded at once: 8 of at most 120 ms. */
const BATCH = 8;
/** Bytes of a channel's packet that the decoder has room for: 120 ms at 256 kbit/s. */
const ROOM = 3840;

/** Decodes an Ogg Opus file; of one that was cut short, what is whole.
 * @throws {InputError} when nothing can be decoded, or too much
 * @see RFC 7845: Ogg encapsulation for the Opus audio codec. */
export async function readOpus(bytes: Uint8Array, part: Part): Promise<Mono> {
  const pages = oggPackets(bytes);
  const head = pages.next().value?.packets[0];
  if (!head || head.length < 19) throw new InputError("Opus whose header is cut short");
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const channels = head[9], preSkip = view.getUint16(10, true), family = head[18];
  if (channels === 0 || (family > 0 && head.length < 21 + channels)) {
    throw new InputError("Opus whose header does not hold together");
  }
  const [streamCount, coupledStreamCount, channelMappingTable] = family === 0
    ? [1, channels - 1, channels === 2 ? [0, 1] : [0]]
    : [head[19], head[20], [...head.subarray(21, 21 + channels)]];
  const { OpusDecoder } = await import("opus-decoder");
  const decoder = new OpusDecoder({
    ...{ channels, streamCount, coupledStreamCount, channelMappingTable, preSkip },
    sampleRate: RATE,
  });
  const mono = new Mono(RATE, part);
  const broken = await decodeWith(decoder, () => {
    let decoded = 0, tags = true;
    for (const { packets, granule } of pages) {
      const sounding = (tags ? packets.slice(1) : packets) // the second packet holds tags
        .filter(({ length }) => length <= ROOM * channels);
      if (packets.length > 0) tags = false;
      // the last page's position may end within its last packet
      const end = granule >= 0 ? Math.max(0, granule - preSkip) : Infinity;
      for (let i = 0; i < sounding.length && !mono.full; i += BATCH) {
        const { channelData, samplesDecoded } = decoder.decodeFrames(
          sounding.slice(i, i + BATCH),
        );
        const wanted = Math.min(samplesDecoded, end - decoded);
        if (wanted > 0) mono.add(channelData, wanted);
        decoded += samplesDecoded;
      }
      if (mono.full) break;
    }
  });
  if (broken && mono.samples.length === 0) {
    throw new InputError("Opus that cannot be decoded", {}, { cause: broken });
  }
  return mono;
}
