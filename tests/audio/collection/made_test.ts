/** Clips made by code as a collection. */
import { madeSounds } from "../../../lib/audio/collection/made.ts";
import { assert, assertEquals, assertFails } from "../../assert.ts";

Deno.test("made sounds: labels, artists, tags and truth row by row; those to answer are by others and have no label", async () => {
  const { train, test, clips, hear } = madeSounds({ perStyle: 3, artists: 2, seconds: 1, test: 2 });
  assertEquals([train.rows, test!.rows, clips!.test.length], [30, 20, 20]);
  assertEquals(train.texts("label"), clips!.train.map(({ style }) => style));
  assertEquals(train.texts("title"), clips!.train.map(({ title }) => title));
  assertEquals(new Set(train.groups("artist")).size, 20);
  assertEquals(new Set(train.texts("audio")).size, 30);
  const y = train.target("tags", Int32Array.of(4));
  assert("tags" in y);
  assertEquals(y.classes.filter((_, k) => y.tags[k]), [...clips!.train[4].tags].sort());
  assertEquals([test!.has("label"), test!.texts("file")[1]], [false, "asked.00001"]);
  assertEquals((await hear(1, "test")).samples, clips!.test[1].sound().samples);
  const known = new Set(clips!.train.map(({ artist }) => artist));
  assert(clips!.test.filter(({ artist }) => known.has(artist)).length < 4);
  assert(clips!.test.some(({ style }, i) => style !== clips!.test[Math.max(0, i - 1)].style));
});

Deno.test("arrays of made sounds are those of their samples, the same for the same seed", async () => {
  const settings = { perStyle: 1, seconds: 1, test: 0, arrays: { nMels: 8 } };
  const rows = Int32Array.of(7, 2), first = madeSounds(settings), seen: number[] = [];
  const again = madeSounds({ ...settings, onProgress: (done) => seen.push(done) });
  assertEquals(first.test, undefined);
  const { data } = await first.train.tensor("wave", rows);
  assertEquals(data.subarray(0, 22050), first.clips!.train[7].sound().samples);
  assertEquals(await again.train.tensor("mel", rows), await first.train.tensor("mel", rows));
  assertEquals(seen, [1, 2]);
  assertEquals(again.train.fingerprint, first.train.fingerprint);
  assert(madeSounds({ ...settings, seed: 2 }).train.fingerprint !== first.train.fingerprint);
  await assertFails(() => madeSounds({ test: -1 }), "test");
  await assertFails(() => madeSounds({ arrays: { nMels: 0 } }), "nMels");
});

Deno.test("what is made of kept samples is what is made of the sound, and they are read", async () => {
  const cache = await Deno.makeTempDir(), rows = Int32Array.of(3);
  const settings = { perStyle: 1, seconds: 1, test: 0, arrays: { nMels: 8 } };
  const played = madeSounds(settings), kept = madeSounds({ ...settings, cache });
  await kept.train.tensor("wave", rows);
  const { name } = [...Deno.readDirSync(cache)].find(({ name }) => !name.startsWith("."))!;
  assertEquals(await kept.train.tensor("mel", rows), await played.train.tensor("mel", rows));
  await Deno.writeFile(`${cache}/${name}`, new Uint8Array(4 * 22050)); // silence
  const { data } = await kept.augmented(["gain"]).tensor("mel", rows);
  assertEquals(new Set(data).size, 1);
  await Deno.remove(cache, { recursive: true });
});

Deno.test("augmented sounds keep labels and tags, and each is changed by draws of its own, as its seed says", async () => {
  const settings = { perStyle: 1, seconds: 1, test: 0 }, rows = Int32Array.of(0, 3);
  const { train, augmented, clips } = madeSounds(settings), louder = augmented(["gain"], 5);
  assertEquals(louder.texts("label"), train.texts("label"));
  assertEquals(louder.target("tags", rows), train.target("tags", rows));
  const { data } = await louder.tensor("wave", rows);
  const found = Array.from(rows, (row, i) => { // of the loudest sample
    const before = clips!.train[row].sound().samples, at = before.indexOf(Math.max(...before));
    return data[i * 22050 + at] / before[at];
  });
  assert(found[0] !== found[1], "both by the same factor");
  for (const factor of found) assert(factor > 10 ** (-12.1 / 20) && factor < 10 ** (6.1 / 20));
  assertEquals(
    await augmented(["gain"], 5).tensor("wave", rows),
    await louder.tensor("wave", rows),
  );
  const other = await augmented(["gain"], 6).tensor("wave", rows);
  assert(other.data.some((x, at) => x !== data[at]), "another seed changed nothing");
  await assertFails(() => augmented(["lauder" as "gain"]), "lauder", "reverberation");
});
