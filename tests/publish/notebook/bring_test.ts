import { join } from "node:path";
import { bringForNotebooks, type BringWishes } from "../../../lib/publish/commands/bring.ts";
import { DEFAULT_MODEL, lookForModel } from "../../../lib/features/text/model_files.ts";
import { assert, assertEquals } from "../../assert.ts";
import { withEnv } from "../../env.ts";
import { notebookOf, withNotebook } from "./make.ts";

const reads = notebookOf("const encoder = await study.encoder();");
const mentions = notebookOf({ md: "`openEncoder()` is explained here." }, "1 + 1;");

/** What is said, and whether a model is fetched, where MODELS_DIR is empty but for `files`. */
async function bring(
  notebook: typeof reads,
  wishes: Partial<BringWishes>,
  { files = {}, fetched = {} }:
    | Record<"files" | "fetched", Record<string, string>>
    | Record<
      string,
      never
    > = {},
) {
  return await withNotebook(notebook, async (path, folder) => {
    const write = (made: Record<string, string>) => {
      for (const [file, content] of Object.entries(made)) {
        Deno.mkdirSync(join(folder, DEFAULT_MODEL, "onnx"), { recursive: true });
        Deno.writeTextFileSync(join(folder, DEFAULT_MODEL, file), content);
      }
    };
    write(files);
    const said: string[] = [];
    let asked = 0;
    await withEnv({ MODELS_DIR: folder, HF_HUB_OFFLINE: "" }, () =>
      bringForNotebooks([path], {
        quick: false,
        offline: false,
        say: (message) => said.push(message),
        fetch: () => {
          asked++;
          write(fetched);
          return Promise.resolve();
        },
        ...wishes,
      }));
    return { asked, said: said.join("\n") };
  });
}

const ownModel = lookForModel(DEFAULT_MODEL, {
  folders: [join(import.meta.dirname!, "../../models")],
});
const ignore = ownModel.files !== undefined; // models/ would be found beside MODELS_DIR
/** A whole ONNX file by its outside: ir_version 7, then a graph of one byte. */
const whole = {
  "config.json": "{}",
  "tokenizer.json": "{}",
  "tokenizer_config.json": "{}",
  "onnx/model_quantized.onnx": "\x08\x07\x3a\x01\x00",
};

Deno.test("no model is brought for notebooks that open none, nor for a quick run", async () => {
  assertEquals(await bring(mentions, {}), { asked: 0, said: "" });
  const { asked, said } = await bring(reads, { quick: true });
  assertEquals(asked, 0);
  assert(said.includes("hashed n-grams") && !said.includes(DEFAULT_MODEL), said);
});

Deno.test({
  name: "a model that is missing is brought, and which vectors will be read is told",
  ignore,
  async fn() {
    const without = await bring(reads, {});
    assertEquals(without.asked, 1);
    assert(without.said.includes(`MODELS_DIR/${DEFAULT_MODEL} is not there`), without.said);
    assert(without.said.includes("There is no sentence model: titles"), without.said);
    const brought = await bring(reads, {}, { files: {}, fetched: whole });
    assert(
      brought.said.endsWith(
        `Sentence model: ${DEFAULT_MODEL} (quantised) in MODELS_DIR/${DEFAULT_MODEL}.`,
      ),
      brought.said,
    );
    assertEquals((await bring(reads, {}, { files: whole, fetched: {} })).asked, 0);
  },
});

Deno.test({
  name:
    "a folder with config.json alone holds no model: it is brought, or offline what lacks is told",
  ignore,
  async fn() {
    const files = { "config.json": "{}" };
    assertEquals((await bring(reads, {}, { files, fetched: whole })).asked, 1);
    const { asked, said } = await bring(reads, { offline: true }, { files, fetched: {} });
    assertEquals(asked, 0);
    assert(said.includes("holds no weights (onnx/") && said.includes("--offline"), said);
  },
});
