import { DatabaseSync } from "node:sqlite";
import { takeTurn } from "../../lib/core/turn.ts";
import { embed, type EmbedReport } from "../../lib/features/text/embed.ts";
import type { Encoder } from "../../lib/features/text/encoder.ts";
import { STORE_VERSION, VectorStore } from "../../lib/features/text/vector_store.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { onDisk } from "../disk.ts";
import { toyEncoder } from "./toy_encoder.ts";

const texts = Array.from({ length: 10 }, (_, i) => `text ${i}`);
const plain = async () =>
  (await embed(texts, { encoder: toyEncoder().encoder, store: false })).data;

async function inFolder(body: (folder: string) => void | Promise<void>): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Embeds by an encoder that has seen nothing yet, and tells what happened. */
async function embedWith(store: string, { encoder, encoded } = toyEncoder()) {
  const warnings: string[] = [];
  let report: EmbedReport | undefined;
  const { data } = await embed(texts, {
    encoder,
    store,
    warn: (message) => warnings.push(message),
    onReport: (told) => report = told,
  });
  return { data, encoded, warnings, report: report! };
}

Deno.test("vectors outlive the process, to the bit", async () => {
  await inFolder(async (folder) => {
    const first = await embedWith(`${folder}/new/v.sqlite`);
    const second = await embedWith(`${folder}/new/v.sqlite`);
    assertEquals([first.encoded.length, second.encoded.length], [10, 0]);
    assertEquals(second.report.kept, 10);
    assertEquals([first.data, second.data], [await plain(), await plain()]);
    assertEquals([first.warnings, second.warnings], [[], []]);
  });
});

Deno.test("an interrupted run goes on where it was, and ends with the same vectors", async () => {
  await inFolder(async (folder) => {
    const stop = new AbortController(), { encoder, encoded } = toyEncoder();
    const store = `${folder}/v.sqlite`;
    await assertFails(() =>
      embed(texts, {
        encoder,
        store,
        signal: stop.signal,
        onProgress: ({ done }) => done === 4 && stop.abort(new Error("enough")),
      }), "enough");
    assertEquals(encoded, texts.slice(0, 4));
    const rest = await embedWith(store);
    assertEquals(rest.encoded, texts.slice(4));
    assertEquals(rest.data, await plain());
  });
});

Deno.test("of two notebooks that want the same texts at once, one encodes them", async () => {
  await inFolder(async (folder) => {
    const [a, b] = await Promise.all([1, 2].map(() => embedWith(`${folder}/v.sqlite`)));
    assertEquals([a.encoded.length, b.encoded.length].sort(), [0, 10].sort());
    assertEquals([a.data, b.data], [await plain(), await plain()]);
  });
});

Deno.test("a notebook that waits for another's vectors can be interrupted", async () => {
  await inFolder(async (folder) => {
    const store = `${folder}/v.sqlite`, stop = new AbortController();
    using _other = await takeTurn(`${folder}/.v.sqlite.lock`);
    setTimeout(() => stop.abort(new Error("enough")), 20);
    const { encoder, encoded } = toyEncoder();
    await assertFails(() => embed(texts, { encoder, store, signal: stop.signal }), "enough");
    assertEquals(encoded, []);
  });
});

Deno.test("a vector is never taken from another model, precision or file of weights", async () => {
  await inFolder(async (folder) => {
    const store = `${folder}/v.sqlite`;
    await embedWith(store);
    const others: ReturnType<typeof toyEncoder>[] = [
      toyEncoder({ name: "toy/other" }),
      toyEncoder({ fingerprint: "2" }),
    ];
    const base = toyEncoder();
    others.push({ ...base, encoder: { ...base.encoder, precision: "float32" } as Encoder });
    for (const other of others) assertEquals((await embedWith(store, other)).encoded, texts);
    assertEquals((await embedWith(store)).encoded, []);
  });
});

Deno.test("texts that differ in one character, a NUL or a letter's case alone keep their own vectors", async () => {
  await inFolder((folder) => {
    using store = VectorStore.open(`${folder}/v.sqlite`);
    const owner = { name: "m", precision: "float32", fingerprint: "", dimensions: 2 } as const;
    const odd = [
      "a",
      "A",
      "a\0b",
      "a\0c",
      "été",
      "e\u0301te\u0301",
      "'; DROP TABLE vector; --",
      "🎵",
    ];
    const angle = (i: number) => [Math.cos(i), Math.sin(i)];
    store.put(owner, odd, Float32Array.from(odd.flatMap((_, i) => angle(i))));
    const found = store.get(owner, [...odd, "not there"]);
    assertEquals(found.size, odd.length);
    odd.forEach((text, i) => assertEquals(found.get(text), Float32Array.from(angle(i))));
  });
});

Deno.test("a kept vector that cannot be one is computed anew", async () => {
  await inFolder(async (folder) => {
    const store = `${folder}/v.sqlite`;
    await embedWith(store);
    const database = new DatabaseSync(store);
    database.prepare("UPDATE vector SET numbers = ? WHERE text = ?").run(
      new Uint8Array(8),
      texts[1],
    );
    database.prepare("UPDATE vector SET numbers = ? WHERE text = ?").run(
      new Uint8Array(64),
      texts[2],
    );
    database.close();
    const again = await embedWith(store);
    assertEquals(again.encoded, [texts[1], texts[2]]);
    assertEquals(again.data, await plain());
  });
});

Deno.test("a database of another version is set aside, said, and never read", async () => {
  await inFolder(async (folder) => {
    const store = `${folder}/v.sqlite`;
    await embedWith(store);
    const database = new DatabaseSync(store);
    database.exec(`PRAGMA user_version = ${STORE_VERSION + 1}; UPDATE vector SET numbers = x'00'`);
    database.close();
    for (const n of [1, 2]) {
      const { data, encoded, warnings } = await embedWith(store);
      assertEquals(data, await plain());
      assertEquals(encoded.length, n === 1 ? 10 : 0);
      assertEquals(warnings.length, n === 1 ? 1 : 0);
      if (n === 1) assert(/is of version 2, not 1: renamed to .*set-aside-1/.test(warnings[0]));
    }
    const aside = new DatabaseSync(`${store}.set-aside-1`, { readOnly: true });
    assertEquals(aside.prepare("PRAGMA user_version").get()!.user_version, STORE_VERSION + 1);
    aside.close();
  });
});

Deno.test("a file that is no database, another program's or a damaged one is set aside", async () => {
  await inFolder(async (folder) => {
    const text = `${folder}/text.sqlite`, foreign = `${folder}/foreign.sqlite`;
    Deno.writeTextFileSync(text, "this is no database\n".repeat(100));
    const other = new DatabaseSync(foreign);
    other.exec("CREATE TABLE holiday (photo)");
    other.close();
    const cut = `${folder}/cut.sqlite`;
    await embedWith(cut);
    Deno.truncateSync(cut, 6000);
    for (
      const [store, said] of [[text, "no database"], [foreign, "something else"], [cut, "damaged"]]
    ) {
      const { data, warnings } = await embedWith(store);
      assertEquals(data, await plain());
      assertEquals(warnings.length, 1, warnings.join("\n"));
      assert(warnings[0].includes(said) && warnings[0].includes(store), warnings[0]);
      assertEquals((await embedWith(store)).encoded, []);
    }
  });
});

Deno.test("where vectors cannot be kept they come back all the same, with one warning", async () => {
  await inFolder(async (folder) => {
    Deno.writeTextFileSync(`${folder}/file`, "");
    const { data, warnings } = await embedWith(`${folder}/file/v.sqlite`);
    assertEquals(data, await plain());
    assertEquals(warnings.length, 1);
    assert(/cannot be kept there.*computed all the same/.test(warnings[0]), warnings[0]);
  });
});

Deno.test({
  name: "on a full disk the vectors come back all the same, with one warning",
  ignore: !onDisk.possible,
  fn: () =>
    onDisk({ bytes: 64_000 }, async (folder) => {
      Deno.writeFileSync(`${folder}/ballast`, new Uint8Array(16_000));
      const { data, warnings } = await embedWith(`${folder}/v.sqlite`);
      assertEquals(data, await plain());
      assertEquals(warnings.length, 1);
      assert(/no more are kept/.test(warnings[0]), warnings[0]);
    }),
});

Deno.test("on a disk that fills up while vectors are written they come back all the same", async () => {
  await inFolder(async (folder) => {
    const exec = DatabaseSync.prototype.exec, store = `${folder}/v.sqlite`;
    let commits = 0; // the first one makes the tables
    DatabaseSync.prototype.exec = function (sql) {
      if (sql === "COMMIT" && ++commits > 1) {
        throw Object.assign(new Error("database or disk is full"), { errcode: 13 });
      }
      return exec.call(this, sql);
    };
    try {
      const { data, warnings } = await embedWith(store);
      assertEquals(data, await plain());
      assertEquals(warnings.length, 1);
      assert(warnings[0].includes("the disk is full"), warnings[0]);
    } finally {
      DatabaseSync.prototype.exec = exec;
    }
    assertEquals((await embedWith(store)).encoded, texts);
  });
});
