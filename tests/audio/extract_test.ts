import { join } from "node:path";
import { encodeWav } from "../../lib/audio/decode/wav.ts";
import { listSounds } from "../../lib/audio/decode/list.ts";
import { extractFeatures } from "../../lib/audio/extract.ts";
import { ALL_COLUMNS } from "../../lib/audio/feature_columns.ts";
import { features174, FEATURES_174 } from "../../lib/audio/features174.ts";
import { assertEquals, assertFails } from "../assert.ts";
import { encoded, tone } from "./sounds.ts";

/** A folder of three sounds, a damaged one and a letter. */
async function folderOf(): Promise<string> {
  const folder = await Deno.makeTempDir();
  await Deno.mkdir(join(folder, "欧"));
  await Deno.writeFile(join(folder, "b.wav"), encodeWav(tone(440, .5)));
  await Deno.writeFile(join(folder, "欧", "a"), encodeWav(tone(880, .5)));
  await Deno.writeFile(join(folder, "c.txt"), Uint8Array.fromBase64(encoded.mp3.base64));
  await Deno.writeTextFile(join(folder, "broken.mp3"), "not music");
  await Deno.writeTextFile(join(folder, "letter.txt"), "Dear diary");
  return folder;
}

Deno.test("sounds of a folder are found by what they hold; a file that only claims to be one is listed too", async () => {
  const folder = await folderOf();
  const names = (await listSounds(folder)).map((path) => path.slice(folder.length + 1));
  assertEquals(names, ["b.wav", "broken.mp3", "c.txt", join("欧", "a")]);
  await assertFails(() => listSounds(join(folder, "none")), "there is no such folder");
  await Deno.mkdir(join(folder, "empty"));
  await assertFails(() => listSounds(join(folder, "empty")), "empty: holds no sound; expected wav");
  await Deno.remove(folder, { recursive: true });
});

Deno.test("links to files and folders are followed, and one that leads back up is not", async () => {
  const folder = await folderOf(), linked = join(folder, "linked");
  await Deno.mkdir(linked);
  await Deno.symlink(join(folder, "b.wav"), join(linked, "b"));
  await Deno.symlink(join(folder, "欧"), join(linked, "rock"));
  await Deno.symlink(folder, join(linked, "up"));
  await Deno.symlink(linked, join(linked, "here"));
  const of = (path: string) =>
    listSounds(path).then((all) => all.map((it) => it.slice(path.length + 1)));
  const rock = join("rock", "a"), all = await of(linked);
  assertEquals(all.filter((it) => !it.startsWith("up")), ["b", rock]);
  assertEquals(all.filter((it) => it.startsWith(join("up", "linked"))), []);
  await Deno.symlink(linked, join(folder, "given"));
  assertEquals(await of(join(folder, "given")), all);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("features of many files: the bad one named and left out, the rest kept and read again", async () => {
  const folder = await folderOf(), cache = join(folder, ".cache"), files = await listSounds(folder);
  const done: number[] = [];
  const first = await extractFeatures(files, {
    cache,
    onProgress: (n) => done.push(n),
    workers: 2,
  });
  assertEquals(first.files, files.filter((file) => !file.includes("broken")));
  assertEquals(first.failures.map(({ file }) => file), [join(folder, "broken.mp3")]);
  assertEquals(first.failures[0].why.includes("not audio that can be read"), true);
  assertEquals([first.kept, first.features.names, done], [0, FEATURES_174, [1, 2, 3, 4]]);
  const expected = Float32Array.from(features174(tone(440, .5)));
  assertEquals(Math.abs(first.features.data[0] - expected[0]) < 1e-6, true);
  for (let i = 1; i < 20; i++) { // 16 bits a sample in the file
    assertEquals(Math.abs(first.features.data[i] - expected[i]) < .5, true, `${FEATURES_174[i]}`);
  }

  await Deno.writeTextFile(join(cache, [...Deno.readDirSync(cache)][0].name), "[1, 2"); // a damaged one
  const again = await extractFeatures(files, { cache, workers: 1 });
  assertEquals([again.kept, again.features], [2, first.features]);
  await Deno.writeFile(join(folder, "b.wav"), encodeWav(tone(300, .7)));
  assertEquals((await extractFeatures(files, { cache, workers: 1 })).kept, 2);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a cache that cannot be written to ends the run, and is no fault of the files", async () => {
  const folder = await folderOf(), files = [join(folder, "b.wav")];
  const cache = join(folder, "letter.txt", "cache");
  await assertFails(() => extractFeatures(files, { cache, workers: 1 }), "cannot write");
  await Deno.remove(folder, { recursive: true });
});

Deno.test("no file, or none that can be heard, is an error", async () => {
  await assertFails(() => extractFeatures([]), "no file to hear");
  await assertFails(
    () => extractFeatures(["/nowhere/a.wav"], { workers: 1 }),
    "none of the files can be heard",
    "/nowhere/a.wav: no such file",
  );
});

Deno.test("all that is measured is extracted where that is asked for, and kept beside the 174", async () => {
  const folder = await folderOf(), cache = join(folder, ".cache"), file = join(folder, "b.wav");
  const [few, all] = [
    await extractFeatures([file], { cache, workers: 1 }),
    await extractFeatures([file], { cache, workers: 1, set: "all" }),
  ];
  assertEquals([all.kept, all.features.names], [0, ALL_COLUMNS]);
  assertEquals(all.features.data.slice(0, 174), few.features.data);
  await assertFails(() => extractFeatures([file], { set: "some" as "all" }), "set", "some");
  await Deno.remove(folder, { recursive: true });
});
