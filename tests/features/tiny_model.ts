/** The tiny BERT as a model in a folder, and folders for it. */
import { bertOnnx } from "../../lib/features/text/bert_onnx.ts";
import { WEIGHTS } from "../../lib/features/text/model_files.ts";
import { readSafetensors } from "../../lib/features/text/safetensors.ts";
import { walkSync } from "../walk.ts";
import * as tiny from "./tiny_bert.ts";

/** Its weights in ONNX. */
export const onnx = Uint8Array.from(
  bertOnnx(tiny.config, readSafetensors(tiny.safetensors(), "tiny")),
);
/** A model's files, by path within its folder. */
export const files: Record<string, Uint8Array> = {
  ...tiny.sideFiles,
  [WEIGHTS.float32]: onnx,
  [WEIGHTS.quantised]: onnx,
};
export const NOWHERE = "http://127.0.0.1:1"; // no one listens there

/** A folder for the length of a test. */
export async function inFolder(body: (folder: string) => unknown): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await body(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** The files in a folder and below it. */
export const contents = (folder: string) => [...walkSync(new URL(`file://${folder}/`))].sort();
