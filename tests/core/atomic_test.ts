import { writeAtomically } from "../../lib/core/atomic.ts";
import { InputError } from "../../lib/core/errors.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";

const names = (folder: string) => [...Deno.readDirSync(folder)].map((entry) => entry.name).sort();

Deno.test("a file is written whole, in folders made for it, and nothing else is left", async () => {
  const folder = await Deno.makeTempDir();
  await writeAtomically(`${folder}/a/b/text.csv`, "été\n");
  await writeAtomically(`${folder}/a/b/bytes.bin`, Uint8Array.of(0, 255));
  await writeAtomically(`${folder}/a/b/text.csv`, "hiver\n");
  assertEquals(Deno.readTextFileSync(`${folder}/a/b/text.csv`), "hiver\n");
  assertEquals([...Deno.readFileSync(`${folder}/a/b/bytes.bin`)], [0, 255]);
  assertEquals(names(`${folder}/a/b`), ["bytes.bin", "text.csv"]);
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a reader sees the old text or the new one, never a part", async () => {
  const folder = await Deno.makeTempDir(), path = `${folder}/shared.txt`;
  const texts = ["a".repeat(2_000_000), "b".repeat(2_000_000)];
  await writeAtomically(path, texts[0]);
  let writing = true;
  const writer = (async () => {
    for (let i = 0; i < 10; i++) await writeAtomically(path, texts[i % 2]);
    writing = false;
  })();
  while (writing) assert(texts.includes(await Deno.readTextFile(path)), "half a file was seen");
  await writer;
  await Deno.remove(folder, { recursive: true });
});

Deno.test("a place that cannot be written to is an InputError and leaves nothing behind", async () => {
  const folder = await Deno.makeTempDir();
  Deno.writeTextFileSync(`${folder}/file`, "kept");
  Deno.mkdirSync(`${folder}/folder/inside`, { recursive: true });
  const error = await assertFails(
    () => writeAtomically(`${folder}/file/below.csv`, "x"),
    "below.csv",
    "a file, not a folder",
  );
  assert(error instanceof InputError);
  await assertFails(() => writeAtomically(`${folder}/folder`, "x"), "cannot write folder");
  assertEquals(names(folder), ["file", "folder"]);
  assertEquals(Deno.readTextFileSync(`${folder}/file`), "kept");
  await Deno.remove(folder, { recursive: true });
});
