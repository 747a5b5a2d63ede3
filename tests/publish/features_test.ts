/** `deno task features`: a folder of sounds to a table, whole or not at all. */
import { join } from "node:path";
import { encodeWav, extractFeatures, listSounds } from "../../lib/audio/mod.ts";
import { ALL_COLUMNS, COLUMNS_174 } from "../../lib/audio/feature_columns.ts";
import { PROJECT_ROOT } from "../../lib/core/places.ts";
import { readTable } from "../../lib/data/mod.ts";
import { featuresTask, unfinished, writeFeatures } from "../../lib/publish/commands/features.ts";
import { tone } from "../audio/sounds.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";

/** Two styles, a sound of no style, and a file that is none. */
async function folderOf(): Promise<string> {
  const folder = await Deno.makeTempDir();
  for (
    const [path, hz] of [["low/a.wav", 110], ["low/b.wav", 220], ["high, so/c.wav", 1760], [
      "d.wav",
      440,
    ]] as const
  ) {
    await Deno.mkdir(join(folder, path, ".."), { recursive: true });
    await Deno.writeFile(join(folder, path), encodeWav(tone(hz, .5)));
  }
  await Deno.writeTextFile(join(folder, "low", "broken.wav"), "not music");
  return folder;
}

/** Runs the task as a user does. */
async function run(...args: string[]) {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: ["task", "features", ...args],
    ...{ cwd: PROJECT_ROOT, env: { NO_COLOR: "1" } },
  }).output();
  const [out, error] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { code, out, error };
}

Deno.test("files in folders become rows: file, label and 174 published columns; the bad one is named, the table stays byte for byte", async () => {
  const dir = await folderOf(), to = join(dir, "table.csv");
  const { code, out, error } = await run(dir, "--to", to);
  assertEquals(code, 0, error);
  assert(out.includes("4 files, 1 files left out"), out);
  assert(error.includes("broken.wav") && error.includes("not audio that can be read"), error);
  const text = await Deno.readTextFile(to), lines = text.trimEnd().split("\n");
  assertEquals(lines[0], ["file", "label", ...COLUMNS_174].join(","));
  assertEquals(lines.slice(1).map((line) => line.match(/^("[^"]*"|[^,]*),("[^"]*"|[^,]*)/)![0]), [
    "d.wav,",
    `"high, so/c.wav","high, so"`,
    "low/a.wav,low",
    "low/b.wav,low",
  ]);
  await writeFeatures({ dir, to, all: false });
  assertEquals(await Deno.readTextFile(to), text);
  assertEquals([...Deno.readDirSync(dir)].filter(({ name }) => name.startsWith(".")), []);
  await Deno.remove(dir, { recursive: true });
});

Deno.test("a run that was ended goes on where it was, and all that is measured is a choice", async () => {
  const dir = await folderOf(), task = { dir, to: join(dir, "all.csv"), all: true };
  const files = (await listSounds(dir)).slice(0, 2);
  await extractFeatures(files, { cache: unfinished(task), set: "all" });
  const { rows, kept } = await writeFeatures(task);
  assertEquals([rows, kept], [4, 2]);
  const columns = Object.fromEntries(
    ALL_COLUMNS.map((name) => [name, { kind: "number" as const }]),
  );
  const read = readTable(task.to, {
    ...{ row: "sound", task: "label", groups: {}, keys: {}, caption: [], leaks: [] },
    columns: { ...columns, label: { kind: "class" } },
  });
  const { features } = await extractFeatures([join(dir, "low", "a.wav")], { set: "all" });
  for (const [j, name] of ALL_COLUMNS.entries()) {
    assertEquals(Math.fround(read.numbers(name)[2]), features.data[j], name);
  }
  await Deno.remove(dir, { recursive: true });
});

Deno.test("a manifest's labels go before folders', and a file that it names and nobody has is told", async () => {
  const dir = await folderOf(), to = join(dir, "table.csv");
  await Deno.writeTextFile(
    join(dir, "manifest.csv"),
    "file,label\nlow/a.wav,deep\nlost.wav,deep\n",
  );
  const { rows, failures } = await writeFeatures({ dir, to, all: false });
  assertEquals([rows, failures.map(({ file }) => file)], [4, [
    join(dir, "lost.wav"),
    join(dir, "low", "broken.wav"),
  ]]);
  const lines = Deno.readTextFileSync(to).split("\n");
  assert(lines.some((line) => line.startsWith("low/a.wav,deep,")), "labelled by the manifest");
  assert(lines.some((line) => line.startsWith("low/b.wav,,")), "the manifest does not know it");
  await Deno.remove(dir, { recursive: true });
});

Deno.test("no folder, two folders, a folder without sound, an unknown option: told, exit code 1, nothing written", async () => {
  await assertFails(() => featuresTask([]), "which folder?", "one folder");
  await assertFails(() => featuresTask(["a", "b"]), "a b");
  await assertFails(() => featuresTask(["a", "--from", "b"]), "--from");
  const dir = await Deno.makeTempDir(), to = join(dir, "table.csv");
  const { code, error } = await run(dir, "--to", to);
  assertEquals([code, [...Deno.readDirSync(dir)].length], [1, 0], error);
  assert(error.includes(`${dir}: holds no sound`), error);
  await Deno.remove(dir, { recursive: true });
});
