import { pathToFileURL } from "node:url";
import { codeOf, estimatorCode, modulesOf } from "../../../lib/experiments/runs/code.ts";
import { assert, assertEquals, assertFails } from "../../assert.ts";

const FILES = {
  "trial.ts": `/** Trains. */
import { step } from "./nn/step.ts";
import type { Settings } from "./settings.ts";
import { tf } from "@tensorflow/tfjs";
const address = "https://example.org"; export const share = .5;
export const trial = (settings: Settings) => step(settings.rate * share);
`,
  "settings.ts": "export interface Settings { rate: number }\n",
  "nn/step.ts": `export const step = (x: number) => {
  const worker = new Worker(new URL("./worker.ts", import.meta.url));
  return [x, worker];
};
`,
  "nn/worker.ts": 'const kernel = await Deno.readFile(new URL("kernel.wasm", import.meta.url));\n',
  "nn/kernel.wasm": "\0asm 1",
  "figure.ts": 'import { trial } from "./trial.ts"; export const title = "a";\n',
};

/** The hash of a small project's trial, in a folder of its own, with some files otherwise. */
async function hashWith(other: Partial<typeof FILES> = {}): Promise<string> {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/nn`);
    for (const [name, text] of Object.entries({ ...FILES, ...other })) {
      await Deno.writeTextFile(`${folder}/${name}`, text);
    }
    return codeOf(pathToFileURL(`${folder}/trial.ts`));
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("the same code has the same hash in another folder, however it is commented and indented", async () => {
  const own = await hashWith();
  assert(/^[0-9a-f]{16}$/.test(own));
  assertEquals(await hashWith(), own);
  const commented = FILES["nn/step.ts"].replace(
    "  return",
    "\r\n  // the step\n/* and\nmore */\n    return",
  );
  assertEquals(await hashWith({ "nn/step.ts": commented }), own);
});

Deno.test("what computes changes the hash: imports, workers, kernels, and code behind an address", async () => {
  const own = await hashWith(), hashes = [own];
  for (
    const other of [
      { "trial.ts": FILES["trial.ts"].replace(".5", ".25") }, // on the line of "https://…"
      { "nn/step.ts": FILES["nn/step.ts"].replace("[x, ", "[2 * x, ") },
      { "nn/worker.ts": FILES["nn/worker.ts"] + "kernel;\n" },
      { "nn/kernel.wasm": "\0asm 2" },
      { "trial.ts": FILES["trial.ts"].replace("@tensorflow/tfjs", "papaparse") },
    ]
  ) hashes.push(await hashWith(other));
  assertEquals(new Set(hashes).size, 6);
});

Deno.test("what computes nothing does not: types, and files that are not imported", async () => {
  const own = await hashWith();
  assertEquals(
    await hashWith({ "settings.ts": "export interface Settings { rate: 1 | 2 }\n" }),
    own,
  );
  assertEquals(await hashWith({ "figure.ts": "export const title = 2;\n" }), own);
});

Deno.test("lines that only look like comments, within a text of several lines, count", async () => {
  const text = (line: string) => ({ "nn/step.ts": `export const step = \`a\n// ${line}\n\`;\n` });
  assert(await hashWith(text("one")) !== await hashWith(text("two")));
});

const lib = new URL("../../../lib/", import.meta.url).href;

Deno.test("a training of a network is made of networks and scores, not of figures, pages or other models", () => {
  const rooms = (path: string) =>
    modulesOf(`${lib}${path}`).map((url) => url.slice(lib.length)).filter((path) =>
      !/^(core|nn|models\/(probabilities|softmax|thresholds)|data\/(folds|fine)|experiments\/(search|transfer)|evaluation\/metrics)\b/
        .test(path) &&
      // the matrices that an MFCC network begins with
      !/^audio\/(window|filters|mel_filters|kernels\/filter_bank)\b/.test(path)
    );
  assertEquals(rooms("experiments/search/trial.ts"), []);
  const mlp = modulesOf(`${lib}experiments/search/trial.ts`);
  assert(mlp.includes(`${lib}nn/kernels/kernels.wasm`), "its kernels count");
  assert(mlp.includes(`${lib}nn/train.ts`) && mlp.includes(`${lib}core/rng.ts`));
  assertEquals(codeOf(`${lib}experiments/search/trial.ts`).length, 16);
  assert(codeOf(`${lib}experiments/search/trial.ts`) !== estimatorCode());
});

Deno.test("a root that cannot be read is a fault, not a hash", async () => {
  await assertFails(() => codeOf(`${lib}nothing.ts`), "nothing.ts");
});
