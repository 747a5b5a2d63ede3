/** Files that cannot be used, and strange ones that can. */
import { join } from "node:path";
import { openSounds } from "../../../lib/audio/collection/open.ts";
import { encodeWav } from "../../../lib/audio/decode/wav.ts";
import { assert, assertEquals, assertFails } from "../../assert.ts";
import { encoded, tone } from "../sounds.ts";

/** 16-bit samples, interleaved, of any number of channels. */
function wavOf(channels: number, rate: number, frames: number): Uint8Array {
  const mono = encodeWav({ samples: tone(440, frames / rate, rate).samples, rate });
  const head = mono.slice(0, 44), view = new DataView(head.buffer), body = mono.subarray(44);
  const out = new Uint8Array(44 + body.length * channels);
  view.setUint32(4, out.length - 8, true);
  view.setUint16(22, channels, true);
  view.setUint32(28, rate * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint32(40, body.length * channels, true);
  out.set(head);
  for (let i = 0; i < body.length / 2; i++) {
    for (let c = 0; c < channels; c++) {
      out.set(body.subarray(2 * i, 2 * i + 2), 44 + 2 * (i * channels + c));
    }
  }
  return out;
}

/** 32-bit floats. */
function floats(samples: Float32Array): Uint8Array {
  const out = new Uint8Array(44 + 4 * samples.length), view = new DataView(out.buffer);
  const text = (at: number, word: string) => out.set(new TextEncoder().encode(word), at);
  text(0, "RIFF"), text(8, "WAVEfmt "), text(36, "data");
  view.setUint32(4, out.length - 8, true);
  view.setUint32(16, 16, true);
  view.setUint16(20, 3, true), view.setUint16(22, 1, true);
  view.setUint32(24, 22050, true), view.setUint32(28, 88200, true);
  view.setUint16(32, 4, true), view.setUint16(34, 32, true);
  view.setUint32(40, 4 * samples.length, true);
  samples.forEach((x, i) => view.setFloat32(44 + 4 * i, x, true));
  return out;
}

Deno.test("one bad file among others is named, left out and counted; strange ones are heard", async () => {
  const dir = await Deno.makeTempDir(), mp3 = Uint8Array.fromBase64(encoded.mp3.base64);
  const flac = Uint8Array.fromBase64(encoded.flac.base64);
  const good = {
    "six channels.wav": wavOf(6, 44100, 22050),
    "8 kHz.wav": wavOf(1, 8000, 4000),
    "192 kHz.wav": wavOf(2, 192000, 96000),
    "two samples.wav": wavOf(1, 22050, 2),
    "silence.wav": encodeWav({ samples: new Float32Array(11025), rate: 22050 }),
    "an mp3 that is called.wav": mp3,
    "ノイズ 🎵 'quoted'.flac": flac,
  };
  const bad = {
    "not audio.mp3": new TextEncoder().encode("Dear diary, today"),
    "empty.ogg": new Uint8Array(),
    "no samples.wav": wavOf(1, 22050, 0),
    "NaN.wav": floats(Float32Array.of(0, NaN, .5)),
    "cut.flac": flac.subarray(0, 60),
    "a page.wav": new TextEncoder().encode("<!doctype html><title>404</title>"),
    "a form that is not read.m4a": new TextEncoder().encode("\0\0\0 ftypM4A "),
  };
  await Deno.mkdir(join(dir, "any"));
  for (const [name, bytes] of Object.entries({ ...good, ...bad })) {
    await Deno.writeFile(join(dir, "any", name), bytes);
  }
  const { train, warnings } = await openSounds(dir);
  const names = Object.keys(good).map((name) => `any/${name}`).sort();
  assertEquals([...train.texts("file")].sort(), names);
  const told = warnings.join("\n");
  assert(told.includes(`${Object.keys(bad).length} of 14 files`), told);
  assert(told.includes("and 2 more"), told);
  assert(told.includes("Nothing but silence: any/silence.wav"), told);
  const all = Int32Array.from({ length: train.rows }, (_, i) => i);
  for (const kind of ["described", "frames"]) {
    const { data } = await train.tensor(kind, all);
    assert(data.every(Number.isFinite), `${kind} of strange sounds`);
  }
  await Deno.remove(dir, { recursive: true });
});

Deno.test("a folder without sound, one that is not there, and one whose every file is bad are refused by name", async () => {
  const dir = await Deno.makeTempDir();
  await assertFails(() => openSounds(join(dir, "none")), "none: there is no such folder");
  await Deno.writeTextFile(join(dir, "letter.txt"), "Dear diary");
  await assertFails(() => openSounds(dir), "holds no sound", "wav, au, mp3");
  await Deno.writeTextFile(join(dir, "song.mp3"), "Dear diary");
  await assertFails(() => openSounds(dir), "none of the files can be heard", "song.mp3");
  await assertFails(
    () => openSounds(join(dir, "song.mp3")),
    "song.mp3",
    "cannot be read",
    "a file",
  );
  await Deno.mkdir(join(dir, "test"));
  await Deno.rename(join(dir, "song.mp3"), join(dir, "test", "song.mp3"));
  await assertFails(() => openSounds(dir), "holds no sound to learn from");
  await Deno.remove(dir, { recursive: true });
});

Deno.test("of a sound that is longer than ten minutes the first ten are heard, which is told", async () => {
  const dir = await Deno.makeTempDir(), samples = new Float32Array(601 * 22050).fill(.1);
  await Deno.writeFile(join(dir, "long.wav"), encodeWav({ samples, rate: 22050 }));
  const { hear, warnings } = await openSounds(dir);
  assertEquals((await hear(0)).samples.length, 600 * 22050);
  assertEquals(warnings, ["Of these ten minutes are heard, and no more: long.wav."]);
  await Deno.remove(dir, { recursive: true });
});
