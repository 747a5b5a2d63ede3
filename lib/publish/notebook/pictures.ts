/** Takes figures out of executed notebooks, for the README:
 * `deno run -A lib/publish/notebook/pictures.ts out/notebooks notebooks/pictures`. */
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { writeAtomically } from "../../core/atomic.ts";
import { InputError } from "../../core/errors.ts";
import { runCommand } from "../commands/command.ts";
import { codeCells, readNotebook } from "./document.ts";

/** The figures that matter most: the notebook, how the figure's title begins, and the picture's name. */
export const PICTURES: readonly (readonly [notebook: string, title: string, picture: string])[] = [
  ["01_stats", "How much each column tells", "what_tells"],
  ["01_stats", "The same models, three ways", "splits"],
  ["02_baselines", "Accuracy in 5-fold", "baselines"],
  ["03_mlp", "Validation accuracy, lowest and highest over seeds", "networks"],
  ["04_heuristics", "Validation accuracy, 95 % interval", "members"],
  ["05_text_fusion", "What each step adds", "texts"],
  ["06_edm_transfer", "Validation accuracy by step", "transfer"],
];

/** The picture of the first figure of a notebook whose title begins so.
 * @throws {InputError} when the notebook shows no such figure */
export async function pictureOf(path: string, title: string): Promise<Uint8Array> {
  for (const { cell } of codeCells(await readNotebook(path))) {
    for (const output of cell.outputs ?? []) {
      const data = (output as { data?: Record<string, unknown> }).data ?? {};
      const text = [data["text/plain"]].flat().join("");
      if (!text.startsWith(`[figure: ${title}`) || !data["image/png"]) continue;
      return Buffer.from([data["image/png"]].flat().join(""), "base64");
    }
  }
  throw new InputError(`shows no figure “${title} …”`, { file: path });
}

if (import.meta.main) {
  await runCommand(async ([from, to]) => {
    for (const [notebook, title, picture] of PICTURES) {
      const png = await pictureOf(join(from, `${notebook}.ipynb`), title);
      await writeAtomically(join(to, `${picture}.png`), png);
      console.log(`${picture}.png: ${(png.length / 1024).toFixed(0)} KB`);
    }
  });
}
