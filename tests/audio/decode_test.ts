/** Files of sound of every form, whole, damaged, and none. */
import { join } from "node:path";
import { encodeWav } from "../../lib/audio/decode/wav.ts";
import { oggPackets } from "../../lib/audio/decode/ogg.ts";
import { decodeSound, readSound } from "../../lib/audio/decode/read.ts";
import { features174 } from "../../lib/audio/features174.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../assert.ts";
import { mutants, told } from "../trust/mutants.ts";
import { BOMBS, opusOfHours, opusOfOnePacket, page } from "./hostile/bombs.ts";
import { encoded, tone } from "./sounds.ts";

const bytesOf = (name: string) => Uint8Array.fromBase64(encoded[name].base64);

/** What was encoded (fixtures/make_encoded.py), its channels' mean. */
function original(name: string, time: number): number {
  const { channels } = encoded[name];
  const wave = (hz: number) => Math.sin(2 * Math.PI * hz * time);
  return channels === 2 ? .25 * wave(440) + .125 * wave(880) : (channels + 1) / 20 * wave(440);
}

for (const name of Object.keys(encoded)) {
  Deno.test(`${name}: decoded to as many samples as went in, and near enough`, async () => {
    const { rate, seconds } = encoded[name];
    const sound = await decodeSound(bytesOf(name), { rate: null });
    assertEquals([sound.rate, sound.samples.length], [rate, Math.floor(seconds * rate)]);
    const lossy = /mp3|Ogg|law|8 bits/.test(name) ? .03 : 1e-4;
    for (let i = Math.floor(.2 * sound.samples.length); i < .8 * sound.samples.length; i++) {
      assertAlmostEquals(sound.samples[i], original(name, i / rate), lossy);
    }
  });
}

/** An AU file of 8,000 samples a second, one byte each. */
function auOf(encoding: number, samples: readonly number[], claimed = samples.length): Uint8Array {
  const bytes = new Uint8Array(24 + samples.length), view = new DataView(bytes.buffer);
  [0x2e736e64, 24, claimed, encoding, 8000, 1].forEach((word, i) => view.setUint32(4 * i, word));
  bytes.set(samples, 24);
  return bytes;
}

Deno.test("codes of A-law and mu-law mean what G.711 says, and what stands behind an AU file's samples is none of them", async () => {
  const read = async (bytes: Uint8Array) => {
    const { samples } = await decodeSound(bytes, { rate: null });
    return Array.from(samples, (x) => x * 32768);
  };
  assertEquals(await read(auOf(27, [0xd5, 0x55, 0xaa, 0x2a, 0xc5])), [8, -8, 32256, -32256, 264]);
  assertEquals(await read(auOf(1, [0xff, 0xfe, 0x80, 0x00])), [0, 8, 32124, -32124]);
  assertEquals(await read(auOf(27, [0xd5, 0x55, 0xaa, 0x2a], 2)), [8, -8]);
});

Deno.test("a header that cannot be is told with what was found: of AU, of WAV, of Opus", async () => {
  const changed = (bytes: Uint8Array, at: number, ...values: number[]) => {
    bytes.set(values, at);
    return bytes;
  };
  const au = () => auOf(1, [1, 2, 3, 4]), wav = () => encodeWav(tone(440, .1));
  const opus = (head: string) =>
    page([new Uint8Array([...head].map((letter) => letter.charCodeAt(0)))]);
  const wrong: [bytes: Uint8Array, ...told: string[]][] = [
    [au().slice(0, 20), "AU file whose header is cut short"],
    [changed(au(), 15, 99), "found 99", "one of 1, 2, 3"],
    [changed(au(), 7, 8), "samples begin in its header"],
    [changed(wav(), 20, 85, 0), "format 85", "PCM"],
    [changed(wav(), 22, 0, 0), "a number of channels", "found 0"],
    [changed(wav(), 34, 40, 0), "40 bits, signed"],
    [opus("OpusHead"), "Opus whose header is cut short"],
    [opus("Speex   1.2"), "found"],
  ];
  for (const [bytes, ...told] of wrong) {
    await assertFails(() => decodeSound(bytes, { file: "x" }), "x: ", ...told);
  }
  const { samples } = await decodeSound(auOf(2, [0x80, 0, 0x40]), { rate: null });
  assertEquals([...samples], [-1, 0, .5]);
});

Deno.test("a packet of Ogg ends with its first segment of less than 255 bytes", () => {
  const sizes = [3, 254, 255, 255, 0, 255, 1], segments = sizes.map((size) => new Uint8Array(size));
  const found = [...oggPackets(page(segments))].flatMap(({ packets }) => packets);
  assertEquals(found.map(({ length }) => length), [3, 254, 510, 256]);
});

Deno.test("a part is read by offset and duration, at the rate that is asked for", async () => {
  const whole = tone(440, 3, 44100), file = encodeWav(whole);
  const part = await decodeSound(file, { rate: null, offset: 1, duration: .5 });
  assertEquals(part.samples.length, 22050);
  part.samples.forEach((x, i) => assertAlmostEquals(x, whole.samples[44100 + i], 1e-4));
  assertEquals((await decodeSound(file, { rate: 16000, offset: 2.5 })).samples.length, 8000);
  await assertFails(() => decodeSound(file, { offset: 4 }), "holds no sound after 4 seconds");
});

Deno.test("a damaged file is decoded, or refused in words that name it; the same each time, and soon (120 of them)", async () => {
  const judge = new URL("./hostile/sound_judge.ts", import.meta.url), faults: string[] = [];
  const answers = { accepted: 0, refused: 0 };
  for await (
    const verdict of mutants({ judge, first: 1, count: 120, limit: 60, memory: 300 })
  ) {
    answers[verdict.answer]++;
    if (verdict.fault) faults.push(told(verdict));
  }
  assertEquals(faults, []);
  assert(Math.min(answers.accepted, answers.refused) >= 30, JSON.stringify(answers));
});

Deno.test("a small file that unfolds to hours is stopped at the longest allowed", async () => {
  const bytes = opusOfHours();
  assert(bytes.length < 200_000);
  await assertFails(
    () => decodeSound(bytes, { longest: 120, file: "bomb.opus" }),
    "bomb.opus: lasts longer than 120 seconds; expected a shorter one, or a part of it",
  );
  const minute = await decodeSound(bytes, { duration: 60, rate: null });
  assertEquals(minute.samples.length, 60 * 48000);
});

Deno.test("a decoder that breaks, a packet too large for it, and samples beyond all sound are refused, and nothing is told to the console", async () => {
  const said: unknown[] = [], { error } = console;
  console.error = (...what) => void said.push(what);
  try {
    for (const bytes of [opusOfOnePacket(1), BOMBS["Opus of 255 channels"]()]) {
      await assertFails(() => decodeSound(bytes, { file: "a.opus" }), "a.opus: holds no sound");
    }
    const loud = bytesOf("wav, floating point");
    new DataView(loud.buffer).setFloat32(loud.length - 8, 1e30, true);
    await assertFails(
      () => decodeSound(loud, { file: "loud.wav" }),
      "loud.wav: sample 800 is out of range",
    );
    console.error("mine");
  } finally {
    console.error = error;
  }
  assertEquals(said, [["mine"]]);
});

Deno.test("files are told apart by what they hold: a wrong extension, names of any script, folders, other formats", async () => {
  const folder = await Deno.makeTempDir();
  const at = (name: string) => join(folder, name);
  try {
    for (const name of ["song.txt", "mp3.wav", "歌.flac", "песня №1.ogg", "أغنية.mp3", "🎵.au"]) {
      await Deno.writeFile(at(name), bytesOf("mp3"));
      assertEquals((await readSound(at(name), { rate: null })).rate, 44100);
    }
    const refusals: Record<string, readonly [Uint8Array, ...string[]]> = {
      "empty.wav": [new Uint8Array(), "empty.wav: is empty", "flac"],
      "diary.mp3": [new TextEncoder().encode("Dear diary"), "diary.mp3: not audio", "Dear diary"],
      "song.m4a": [Uint8Array.of(0, 0, 0, 32, 102, 116, 121, 112), "song.m4a: not audio", "MP4"],
      "song.wma": [Uint8Array.of(0x30, 0x26, 0xb2, 0x75), "a WMA file"],
      "none.wav": [
        encodeWav({ samples: new Float32Array(), rate: 8000 }),
        "none.wav: holds no sound",
      ],
      "slow.wav": [
        encodeWav({ samples: new Float32Array(9), rate: 3 }),
        "a sample rate out of range",
      ],
    };
    for (const [name, [bytes, ...parts]] of Object.entries(refusals)) {
      await Deno.writeFile(at(name), bytes);
      await assertFails(() => readSound(at(name)), name, ...parts);
    }
    await assertFails(() => readSound(folder), "is a folder");
    await assertFails(() => readSound(at("missing.wav")), "missing.wav: no such file");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});

Deno.test("a sample that is not a number is named", async () => {
  const bytes = bytesOf("wav, floating point"), view = new DataView(bytes.buffer);
  view.setFloat32(bytes.length - 8, NaN, true);
  await assertFails(
    () => decodeSound(bytes, { file: "nan.wav" }),
    "nan.wav: sample 800 is not a number; found NaN",
  );
});

Deno.test("silence, one sample, a rate too low, and an hour have features of numbers alone, or a clear error", async () => {
  for (const length of [1, 100, 22050]) {
    const features = features174({ samples: new Float32Array(length), rate: 22050 });
    assert(features.every(Number.isFinite));
    assertEquals(features[0], 0);
  }
  await assertFails(() => features174(tone(440, 1, 8000)), "half the sample rate", "8000");
  const hour = { samples: new Float32Array(3600 * 22050), rate: 22050 };
  await assertFails(
    () => features174(hour),
    'found "3600 seconds"; expected at most 600',
    "offset",
  );
});
