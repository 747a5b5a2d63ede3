/** Ogg: pages that carry the packets of a codec. */

/** Packets of the first stream in a file, page by page. A page that is cut short ends it.
 * @see RFC 3533: the Ogg encapsulation format. */
export function* oggPackets(
  bytes: Uint8Array,
): Generator<{ readonly packets: readonly Uint8Array[]; readonly granule: number }> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let serial: number | undefined, begun: Uint8Array[] = [];
  for (let at = 0; at + 27 <= bytes.length;) {
    if (view.getUint32(at) !== 0x4f676753) { // "OggS": damage is passed over to the next page
      at++;
      continue;
    }
    const segments = view.getUint8(at + 26), sizes = bytes.subarray(at + 27, at + 27 + segments);
    const start = at + 27 + segments, size = sizes.reduce((sum, n) => sum + n, 0);
    if (sizes.length < segments || start + size > bytes.length) return;
    const stream = view.getUint32(at + 14, true);
    at = start + size;
    serial ??= stream;
    if (stream !== serial) continue;
    // a packet is all segments up to one shorter than 255, over pages where need be
    const packets: Uint8Array[] = [];
    let place = start;
    for (const length of sizes) {
      begun.push(bytes.subarray(place, place += length));
      if (length === 255) continue;
      packets.push(begun.length === 1 ? begun[0] : joined(begun));
      begun = [];
    }
    const header = start - 27 - segments;
    yield { packets, granule: Number(view.getBigInt64(header + 6, true)) };
  }
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
