/** Folders of sounds as collections. */
import { dirname, join } from "node:path";
import { encodeWav } from "../../../lib/audio/decode/wav.ts";
import { features174 } from "../../../lib/audio/features174.ts";
import { openSounds } from "../../../lib/audio/collection/open.ts";
import { takeTurn } from "../../../lib/core/turn.ts";
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../../assert.ts";
import { tone } from "../sounds.ts";

const write = async (path: string, content: string | Uint8Array) => {
  await Deno.mkdir(dirname(path), { recursive: true });
  await (typeof content === "string"
    ? Deno.writeTextFile(path, content)
    : Deno.writeFile(path, content));
};
const wav = (hz: number, seconds = .5, rate = 22050) => encodeWav(tone(hz, seconds, rate));

async function folder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const dir = await Deno.makeTempDir();
  for (const [name, content] of Object.entries(files)) await write(join(dir, name), content);
  return dir;
}
const remove = (dir: string) => Deno.remove(dir, { recursive: true });

Deno.test("folders tell labels, artists and albums; the folder test holds what is to be answered", async () => {
  const dir = await folder({
    "genres/jazz/Ada/First/a.wav": wav(440),
    "genres/jazz/Ada/b.wav": wav(660),
    "genres/рок/c.wav": wav(880),
    "genres/рок/copy of c.wav": wav(880),
    "test/d.wav": wav(220),
  });
  const { train, test, warnings } = await openSounds(dir);
  assertEquals(train.texts("label"), ["jazz", "jazz", "рок", "рок"]);
  assertEquals([...train.groups("artist")], [0, 0, 1, 2]); // who is not known is alone
  assertEquals([...train.groups("audio")], [0, 1, 2, 2]);
  assertEquals(train.texts("album")[0], "First");
  assertEquals(train.key("artist", 0), "ada");
  assertEquals(train.key("audio", 2), train.key("audio", 3));
  assertEquals(train.target("label", Int32Array.of(2)), {
    classes: ["jazz", "рок"],
    codes: Int32Array.of(1),
  });
  assertEquals([test!.rows, test!.has("label"), warnings], [1, false, []]);
  await remove(dir);
});

Deno.test("a manifest tells labels, groups and titles, and keeps what else it says", async () => {
  const dir = await folder({
    "x/a.wav": wav(440),
    "x/b.wav": wav(660),
    "x/c.wav": wav(880),
    "manifest.csv":
      "file,label,group,title,licence\nx/a.wav,jazz,Ada,One,CC0\nx/b.wav,rock,,Two,\n",
  });
  const { train, warnings } = await openSounds(dir);
  assertEquals(train.texts("title"), ["One", "Two"]);
  assertEquals(train.texts("group"), ["Ada", "x/b.wav"]);
  assertEquals(train.texts("licence"), ["CC0", ""]);
  assertEquals(warnings, ["Left out, for manifest.csv does not name them: x/c.wav."]);
  const faulty = async (text: string, ...parts: string[]) => {
    await Deno.writeTextFile(join(dir, "manifest.csv"), text);
    await assertFails(() => openSounds(dir), ...parts);
  };
  await faulty("name,label\nx/a.wav,jazz\n", "manifest.csv, row 1: a column is missing", "file");
  await faulty("file,label\nx/a.wav,jazz\nx/a.wav,rock\n", "row 3, column file", "in row 2");
  await faulty("file,label\nx/a.wav,\n", "row 2, column label: a file without a label");
  await remove(dir);
});

Deno.test("files without folders have no label", async () => {
  const dir = await folder({ "a.wav": wav(440), "b.wav": wav(660) });
  const { train } = await openSounds(dir);
  assertEquals([train.rows, train.has("label")], [2, false]);
  await assertFails(() => train.target("label", Int32Array.of(0)), "there is no label");
  await remove(dir);
});

Deno.test("arrays hold the first seconds of every sound, silence after shorter ones", async () => {
  const dir = await folder({ "x/a.wav": wav(440, 2), "y/b.wav": wav(880, .5, 44100) });
  const { train, hear } = await openSounds(dir, { arrays: { seconds: 1, nMels: 20 } });
  const rows = Int32Array.of(1, 0), wave = await train.tensor("wave", rows);
  assertEquals([wave.rows, wave.shape], [2, [22050, 1]]);
  assertEquals(wave.data.subarray(12000, 22050).every((x) => x === 0), true);
  assertEquals(wave.data.subarray(22050), (await hear(0)).samples.subarray(0, 22050));
  const mel = await train.tensor("mel", rows), frames = await train.tensor("frames", rows);
  assertEquals([mel.shape, frames.shape], [[44, 20, 1], [11, 43]]);
  for (const { data } of [mel, frames]) assert(data.every(Number.isFinite));
  const features = await train.tensor("features174", Int32Array.of(0));
  const expected = features174(await hear(0));
  expected.forEach((value, j) =>
    assertAlmostEquals(features.data[j], value, 1e-5 * Math.abs(value) + 1e-9)
  );
  await assertFails(() => hear(2), "there is no such row");
  await remove(dir);
});

Deno.test("arrays are kept by what the files hold; what is damaged is computed again", async () => {
  const dir = await folder({ "x/a.wav": wav(440), "y/b.wav": wav(660) }), cache = join(dir, ".c");
  const all = Int32Array.of(0, 1);
  const first = await (await openSounds(dir, { cache })).train.tensor("mel", all);
  const kept = () =>
    [...Deno.readDirSync(cache)].map(({ name }) => name).filter((name) => !/^\./.test(name)).sort();
  const names = kept();
  assertEquals(names.length, 4); // two looks, two arrays
  await Deno.writeFile(
    join(cache, names.find((name) => !name.endsWith(".json"))!),
    Uint8Array.of(1),
  );
  await Deno.rename(join(dir, "y"), join(dir, "z"));
  const again = await openSounds(dir, { cache });
  assertEquals(await again.train.tensor("mel", all), first);
  assertEquals(kept().length, 5); // a look at the moved file, its array known
  await remove(dir);
});

Deno.test("an array that another notebook computes just now is waited for, and read", async () => {
  const dir = await folder({ "x/a.wav": wav(440), "y/b.wav": wav(660) }), cache = join(dir, ".c");
  const all = Int32Array.of(0, 1), sounds = await openSounds(dir, { cache });
  const { data } = await sounds.train.tensor("features174", all);
  const places = [...Deno.readDirSync(cache)].map(({ name }) => join(cache, name))
    .filter((path) => Deno.statSync(path).size === 4 * 174);
  assertEquals(places.length, 2);
  for (const place of places) await Deno.remove(place);
  const other = await takeTurn(join(cache, ".features174.lock"));
  const waiting = sounds.train.tensor("features174", all);
  const theirs = data.map((x) => 2 * x).subarray(0, 174);
  for (const place of places) await Deno.writeFile(place, new Uint8Array(theirs.slice().buffer));
  other[Symbol.dispose]();
  assertEquals((await waiting).data.subarray(174), theirs);
  await remove(dir);
});
