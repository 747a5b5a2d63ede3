import { join } from "node:path";
import { PROJECT_ROOT } from "../../lib/core/places.ts";
import { hostOfHub } from "../../lib/features/text/hosts.ts";
import { hubAddress, hubIsOffline } from "../../lib/features/text/hub.ts";
import { lookForModel, shownPath } from "../../lib/features/text/model_files.ts";
import { assert, assertEquals, assertFails } from "../assert.ts";
import { withEnv } from "../env.ts";

/** A whole ONNX file by its outside: ir_version 7, then a graph of `size` bytes. */
const shell = (size: number) => Uint8Array.of(8, 7, 58, size, ...new Uint8Array(size));

Deno.test("a model of which a part is missing or cut short is not here, and what is missing is told", async () => {
  const root = await Deno.makeTempDir(), model = join(root, "toy/bert");
  const write = (file: string, content: string | Uint8Array) => {
    Deno.mkdirSync(join(model, "onnx"), { recursive: true });
    const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
    Deno.writeFileSync(join(model, file), bytes);
  };
  const look = () => lookForModel("toy/bert", { folders: [root] });
  const steps: [file: string, content: string | Uint8Array, trouble: string][] = [
    ["config.json", "{}", "holds no weights (onnx/model_quantized.onnx or onnx/model.onnx)"],
    ["onnx/model.onnx", shell(100).slice(0, 40), "tokenizer.json: is missing beside"],
    ["tokenizer.json", "{", "tokenizer.json: is broken or half-downloaded"],
    ["tokenizer.json", "{}", "tokenizer_config.json: is missing beside"],
    ["tokenizer_config.json", "{}", "model.onnx: is no whole ONNX model: half-downloaded"],
  ];
  try {
    assertEquals(look(), { files: undefined, troubles: [`${model} is not there`] });
    for (const [file, content, trouble] of steps) {
      write(file, content);
      const { files, troubles } = look();
      assertEquals([files, troubles.length], [undefined, 1]);
      assert(troubles[0].includes(trouble), troubles[0]);
    }
    write("onnx/model.onnx", shell(100));
    assertEquals(look().files!.precision, "float32");
    assertEquals(look().troubles, []);
  } finally {
    await Deno.remove(root, { recursive: true });
  }
});

Deno.test("messages show a model's folder without the folders above the project", () => {
  withEnv({ MODELS_DIR: "/home/me/models" }, () => {
    assertEquals(shownPath(join(PROJECT_ROOT, "models", "a/b")), "models/a/b");
    assertEquals(shownPath("/home/me/models/a/b"), "MODELS_DIR/a/b");
    assertEquals(shownPath("/elsewhere/a/b"), "/elsewhere/a/b");
  });
  withEnv({ MODELS_DIR: "../models" }, () => {
    assertEquals(shownPath(join(PROJECT_ROOT, "../models/a/b")), "MODELS_DIR/a/b");
  });
});

Deno.test("HF_ENDPOINT and HF_HUB_OFFLINE are read as the hub's own programs read them", async () => {
  withEnv({ HF_ENDPOINT: "", HF_HUB_OFFLINE: "" }, () => {
    assertEquals([hubAddress(), hubIsOffline()], ["https://huggingface.co", false]);
  });
  withEnv({ HF_ENDPOINT: "https://mirror.example/hub", HF_HUB_OFFLINE: "1" }, () => {
    assertEquals([hubAddress(), hubIsOffline()], ["https://mirror.example/hub", true]);
  });
  assertEquals(hostOfHub("http://[::1]:8080/x"), "[::1]:8080");
  await assertFails(
    () => withEnv({ HF_ENDPOINT: "mirror.example" }, hubAddress),
    "HF_ENDPOINT is no address",
    "mirror.example",
  );
});
