import { join } from "node:path";
import { openEncoder } from "../../lib/features/text/open_encoder.ts";
import { checkOnnx, DEFAULT_MODEL, WEIGHTS } from "../../lib/features/text/model_files.ts";
import { roundByRow } from "../../lib/features/text/round_by_row.ts";
import reference from "../fixtures/minilm.json" with { type: "json" };
import { assert, assertAlmostEquals, assertEquals, assertFails } from "../assert.ts";
import { sentenceModel } from "../needs.ts";

const ignore = !sentenceModel;
const D = 384;
const open = (options = {}) =>
  openEncoder({ folders: [sentenceModel!], bring: false, fallback: false, ...options });
const row = (x: { data: Float32Array }, i: number) => x.data.slice(i * D, (i + 1) * D);
const inner = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  let sum = 0;
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j];
  return sum;
};

Deno.test({
  name: "quantised vectors agree with sentence-transformers' float32 ones",
  ignore,
  async fn() {
    const x = await (await open()).encode(reference.texts);
    const cosines = reference.vectors.map((vector, i) => inner(vector, row(x, i)));
    const mean = cosines.reduce((sum, cosine) => sum + cosine) / cosines.length;
    assert(mean > .96, `mean ${mean}`);
    cosines.forEach((cosine, i) => assert(cosine > .9, `${reference.texts[i]}: ${cosine}`));
  },
});

Deno.test({
  name: "a text's vector is the same to the bit alone, in any batch and in any order",
  ignore,
  async fn() {
    const texts = reference.texts, n = texts.length;
    const whole = await (await open()).encode(texts);
    const turned = await (await open({ batchSize: 3 })).encode(texts.toReversed());
    const alone = await (await open({ batchSize: 1 })).encode(texts);
    for (let i = 0; i < n; i++) {
      assertEquals(row(turned, n - 1 - i), row(whole, i), texts[i]);
      assertEquals(row(alone, i), row(whole, i), texts[i]);
    }
  },
});

Deno.test({
  name: "emoji alone, one letter and 10,000 characters have vectors; a long text is its beginning",
  ignore,
  async fn() {
    const encoder = await open();
    const texts = [
      "🎵🔥",
      "a",
      "la ".repeat(3334),
      "la ".repeat(300),
      "x".repeat(10_000),
      "\ud800",
    ];
    const x = await encoder.encode(texts);
    texts.forEach((_, i) => assertAlmostEquals(inner(row(x, i), row(x, i)), 1, 1e-5));
    assertEquals(row(x, 2), row(x, 3));
    assertEquals((await encoder.encode([])).rows, 0);
  },
});

Deno.test({
  name: "a Greek word in capitals has the vector of sentence-transformers: its last sigma is σ",
  ignore,
  async fn() {
    const x = await (await open()).encode(["ΑΓΑΠΗΣ ΛΟΓΟΣ", "αγαπησ λογοσ", "αγαπης λογος"]);
    assertEquals(row(x, 0), row(x, 1));
    assert(inner(row(x, 0), row(x, 2)) < .99);
  },
});

Deno.test({
  name: "vectors know meanings: a paraphrase is nearer than a text that shares a word",
  ignore,
  async fn() {
    const x = await (await open()).encode([
      "sad love song",
      "melancholy romantic tune",
      "love bug",
    ]);
    assert(inner(row(x, 0), row(x, 1)) > inner(row(x, 0), row(x, 2)));
  },
});

/** A copy of the model, or of its small files alone, with weights of the test's own. */
async function withModel(
  weights: Uint8Array | undefined,
  body: (folder: string, file: string) => Promise<void>,
  damage: (folder: string) => void = () => {},
) {
  const folder = await Deno.makeTempDir(), model = join(folder, DEFAULT_MODEL);
  const file = join(model, WEIGHTS.quantised);
  try {
    Deno.mkdirSync(join(model, "onnx"), { recursive: true });
    for (const side of ["config.json", "tokenizer.json", "tokenizer_config.json"]) {
      const from = sentenceModel && join(sentenceModel, DEFAULT_MODEL, side);
      if (from) Deno.copyFileSync(from, join(model, side));
      else Deno.writeTextFileSync(join(model, side), "{}");
    }
    if (weights) Deno.writeFileSync(file, weights);
    damage(model);
    await body(folder, file);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** A whole ONNX file by its outside: ir_version 7, then a graph of `size` bytes. */
const shell = (size: number) => Uint8Array.of(8, 7, 58, size, ...new Uint8Array(size));

Deno.test("weights that are half there, empty or something else are named, and the hashed encoder says why", async () => {
  const text = (written: string) => new TextEncoder().encode(written);
  const cases: [Uint8Array, string][] = [
    [shell(100).slice(0, 40), "half-downloaded, 40 bytes of at least 104"],
    [new Uint8Array(0), "it is empty"],
    [text("<!doctype html><title>404</title>"), "something else, or damaged"],
    [text("version https://git-lfs.github.com/spec/v1\noid sha256:00"), "something else"],
    [Uint8Array.of(8, 7), "it holds no network"],
  ];
  for (const [weights, said] of cases) {
    await withModel(weights, async (folder, file) => {
      const told: string[] = [], say = (message: string) => told.push(message);
      const encoder = await openEncoder({ bring: false, folders: [folder], say });
      assertEquals([encoder.name, encoder.fallback], ["hashed n-grams", true]);
      assert(told.length === 1 && told[0].includes(file) && told[0].includes(said), told.join());
      await assertFails(
        () => openEncoder({ bring: false, folders: [folder], fallback: false }),
        file,
        said,
      );
    });
  }
});

Deno.test("a broken or missing tokenizer is named", async () => {
  const whole = shell(10),
    damages: [(model: string) => void, string, string][] = [
      [(model) => Deno.removeSync(join(model, "tokenizer.json")), "tokenizer.json", "is missing"],
      [
        (model) => Deno.writeTextFileSync(join(model, "tokenizer.json"), '{"version": "1.0", "tru'),
        "tokenizer.json",
        "broken or half-downloaded",
      ],
      [
        (model) => Deno.writeFileSync(join(model, "config.json"), Uint8Array.of(255)),
        "config.json",
        "broken",
      ],
    ];
  for (const [damage, file, said] of damages) {
    await withModel(
      whole,
      (folder) =>
        assertFails(
          () => openEncoder({ bring: false, folders: [folder], fallback: false }),
          file,
          said,
        )
          .then(() => {}),
      damage,
    );
  }
});

Deno.test({
  name: "damage that leaves the file readable is found by the vectors of known texts",
  ignore,
  async fn() {
    const weights = Deno.readFileSync(join(sentenceModel!, DEFAULT_MODEL, WEIGHTS.quantised));
    checkOnnx(weights, "whole");
    // a stretch of one large matrix, so that lengths and names stay
    const damaged = weights.slice(), at = Math.round(weights.length * .8);
    for (let i = 0; i < 300_000; i++) damaged[at + i] ^= 0x5a;
    checkOnnx(damaged, "damaged");
    await withModel(damaged, async (folder, file) => {
      await assertFails(
        () => openEncoder({ bring: false, folders: [folder], fallback: false }),
        file,
        "known text",
      );
      const told: string[] = [], say = (message: string) => told.push(message);
      const both = [folder, sentenceModel!];
      const encoder = await openEncoder({ bring: false, folders: both, say });
      assertEquals([encoder.name, encoder.fallback], [DEFAULT_MODEL, false]);
      assert(told[0].startsWith(`Passed over: ${file}`), told.join());
    });
    await withModel(weights.slice(0, weights.length >> 1), (folder, file) =>
      assertFails(
        () => openEncoder({ bring: false, folders: [folder], fallback: false }),
        file,
        "half-downloaded",
      ).then(() => {}));
  },
});

Deno.test({
  name: "rounding by row leaves a model without dynamic quantisation alone",
  ignore,
  fn() {
    const weights = Deno.readFileSync(join(sentenceModel!, DEFAULT_MODEL, WEIGHTS.quantised));
    const once = roundByRow(weights);
    assert(once);
    assertEquals(roundByRow(once), undefined);
  },
});

Deno.test("a model's name must be one", async () => {
  await assertFails(() => openEncoder({ model: "../secret" }), "owner/model", "hashed");
});
