/** Sentence models from the hub. */
import { join } from "node:path";
import { writeAtomically } from "../../core/atomic.ts";
import { InputError } from "../../core/errors.ts";
import { download, type DownloadOptions } from "./download.ts";
import { hostOfHub } from "./hosts.ts";
import { checkOnnx, type ModelFiles, SIDE_FILES, WEIGHTS } from "./model_files.ts";

/** The hub's address; HF_ENDPOINT names a mirror, as for the hub's own programs.
 * @throws {InputError} when it is no address */
export function hubAddress(): string {
  const address = Deno.env.get("HF_ENDPOINT") || "https://huggingface.co";
  if (hostOfHub(address) === undefined) {
    throw new InputError("HF_ENDPOINT is no address", {
      found: address,
      expected: "such as https://huggingface.co",
    });
  }
  return address;
}

/** Whether HF_HUB_OFFLINE forbids to ask the hub, as it does to the hub's own programs. */
export const hubIsOffline = (): boolean =>
  /^(1|on|yes|true)$/i.test(Deno.env.get("HF_HUB_OFFLINE") ?? "");

/** Fetches a model in ONNX from the hub into `root`, in the hub's layout; the weights come last, so that a
 * folder with weights is a whole one.
 *
 * @throws {InputError} when the hub cannot be reached, has no such model, or sends half of it
 */
export async function fetchFromHub(
  name: string,
  precision: ModelFiles["precision"],
  root: string,
  { hub = hubAddress(), ...options }: DownloadOptions & { hub?: string } = {},
): Promise<void> {
  const fetched: [path: string, bytes: Uint8Array][] = [];
  for (const file of [...SIDE_FILES, WEIGHTS[precision]]) {
    const url = `${hub.replace(/\/+$/, "")}/${name}/resolve/main/${file}`;
    const bytes = await download(url, options);
    if (!bytes) throw new InputError("is not at the hub", { file: url });
    if (file === WEIGHTS[precision]) checkOnnx(bytes, url);
    fetched.push([join(root, name, file), bytes]);
  }
  for (const [path, bytes] of fetched) await writeAtomically(path, bytes);
}
