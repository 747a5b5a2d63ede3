/** Tracks as a user has them: audio in folders, tables, both, neither. */
import { join } from "node:path";
import { ALL_COLUMNS, encodeWav } from "../../../lib/audio/mod.ts";
import { Rng } from "../../../lib/core/rng.ts";
import { allRows } from "../../../lib/data/mod.ts";
import { writeFeatures } from "../../../lib/publish/commands/features.ts";
import { openGtzan } from "../../../lib/studies/gtzan/open.ts";
import { cutSegments } from "../../../lib/studies/gtzan/segments.ts";
import { isMeasured } from "../../../lib/studies/gtzan/steady.ts";
import { tone } from "../../audio/sounds.ts";
import { assert, assertEquals, assertFails } from "../../assert.ts";
import { withEnv } from "../../env.ts";

/** A folder of tones: paths, and how high. */
async function folderOf(tones: Readonly<Record<string, number>>): Promise<string> {
  const dir = await Deno.makeTempDir();
  for (const [path, hz] of Object.entries(tones)) {
    await Deno.mkdir(join(dir, path, ".."), { recursive: true });
    await Deno.writeFile(join(dir, path), encodeWav(tone(hz, .5)));
  }
  return dir;
}
const CALM_AND_WILD = {
  "calm/a.wav": 220,
  "calm/b.wav": 330,
  "wild/c.wav": 880,
  "wild/d.wav": 990,
};

Deno.test("a folder for each genre: tracks are measured when they are asked for, what lies in test/ is to be answered", async () => {
  const dir = await folderOf({ ...CALM_AND_WILD, "test/x.wav": 440 }), out = join(dir, ".out");
  await Deno.mkdir(join(dir, "empty"));
  const opened = await openGtzan({ data: dir, out });
  assertEquals([opened.train.texts("genre"), opened.test!.texts("file")], [
    ["calm", "calm", "wild", "wild"],
    ["test/x.wav"],
  ]);
  assertEquals(opened.exports!.map(({ name, of }) => [name, of]), [["gtzan", "test"]]);
  assert(
    opened.warnings.some((warning) => warning.includes("the folder empty")),
    `${opened.warnings}`,
  );
  assertEquals(isMeasured(opened.train), false);
  const { train, test } = await opened.hear();
  assert(isMeasured(train) && isMeasured(test!));
  assertEquals(train.numbers("beats_per_minute"), train.numbers("tempo"));
  const mel = await train.tensor("mel", Int32Array.of(0));
  assertEquals(mel.shape.slice(1), [64, 1]);
  assertEquals((await opened.sounds!.hear(3)).samples.length, 11025);
  const cut = await cutSegments({ sounds: opened.sounds, train }, new Rng(1), { seconds: 1 / 6 });
  assertEquals(cut!.rows, 4 * 3, "a segment that ends where its sound ends is one, too");
  await Deno.remove(dir, { recursive: true });
});

Deno.test("a table of deno task features is read back; its rows without a label are to be answered, and with the sounds beside it both agree", async () => {
  const dir = await folderOf({ ...CALM_AND_WILD, "e.wav": 440 }), alone = await Deno.makeTempDir();
  await writeFeatures({ dir, to: join(alone, "features.csv"), all: true });
  const table = await openGtzan({ data: alone });
  assertEquals(table.test!.texts("file"), ["e.wav"]);
  assert(isMeasured(table.train), "the table has all columns");
  assertEquals(table.sounds, undefined);
  await Deno.remove(join(dir, "e.wav"));
  await Deno.remove(join(dir, "calm", "a.wav"));
  await Deno.copyFile(join(alone, "features.csv"), join(dir, "features.csv"));
  await Deno.mkdir(join(dir, "test"));
  await Deno.writeFile(join(dir, "test", "x.wav"), encodeWav(tone(500, .5)));
  const lines = Deno.readTextFileSync(join(dir, "features.csv")).split("\n");
  Deno.writeTextFileSync(
    join(dir, "features.csv"),
    lines.filter((line) => !line.startsWith("e.wav")).join("\n"),
  );
  const both = await openGtzan({ data: dir });
  assertEquals(both.test!.texts("file"), ["test/x.wav"]);
  assert((await both.hear()).test!.numbers("mfcc_1")[0] < 0, "measured, for no table tells it");
  assertEquals(both.train.texts("file"), ["calm/b.wav", "wild/c.wav", "wild/d.wav"]);
  assert(both.warnings.some((warning) => /1 row.* no sound/.test(warning)), `${both.warnings}`);
  const measured = await both.measured!();
  for (const name of ALL_COLUMNS) {
    for (const row of allRows(both.train)) {
      const [a, b] = [both.train, measured].map((data) => data.numbers(name)[row]);
      assert(Math.abs(a - b) <= 1e-6 * Math.abs(a), `${name}: ${a} ${b}`);
    }
  }
  await Deno.remove(dir, { recursive: true });
  await Deno.remove(alone, { recursive: true });
});

Deno.test("tracks of one genre, without any, or in no folder at all are refused by name", async () => {
  const one = await folderOf({ "calm/a.wav": 220, "calm/b.wav": 330 });
  await assertFails(() => openGtzan({ data: one }), "calm alone", "two genres");
  const flat = await folderOf({ "a.wav": 220, "b.wav": 330 });
  await assertFails(() => openGtzan({ data: flat }), "no genre", "a folder for each");
  const none = await Deno.makeTempDir();
  await assertFails(() => openGtzan({ data: none }), none, "holds no sound");
  await assertFails(() => openGtzan({ data: join(none, "x") }), "no such folder");
  for (const dir of [one, flat, none]) await Deno.remove(dir, { recursive: true });
});

Deno.test("without any tracks clips are made, in ten styles, with artists, truth and tracks to answer", async () => {
  const opened = await withEnv({ GTZAN_DATA: "" }, () => openGtzan({ rows: 20 }));
  const { train, test, origin, sounds } = opened;
  if (origin !== "sample") return; // the reader's own, in data/gtzan
  assertEquals([train.rows, new Set(train.texts("genre")).size, test!.rows], [20, 10, 20]);
  assertEquals(sounds!.clips!.train[0].style, train.texts("genre")[0]);
});
