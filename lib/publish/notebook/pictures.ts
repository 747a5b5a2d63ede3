/** Takes a study's figures that matter out of its executed notebooks, for the README:
 * `deno run -A lib/publish/notebook/pictures.ts spotify out/spotify/notebooks notebooks/pictures`. */
import { Buffer } from "node:buffer";
import { join } from "node:path";
import { writeAtomically } from "../../core/atomic.ts";
import { InputError } from "../../core/errors.ts";
import { runCommand } from "../commands/command.ts";
import { loadStudy } from "../commands/studies.ts";
import { codeCells, readNotebook } from "./document.ts";

/** The picture of the first figure of a notebook whose title begins so.
 * @throws {InputError} when the notebook shows no such figure */
async function pictureOf(path: string, title: string): Promise<Uint8Array> {
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
  await runCommand(async ([id, from, to]) => {
    const { site } = await loadStudy(id);
    for (const [notebook, title, picture] of site?.pictures ?? []) {
      const png = await pictureOf(join(from, `${notebook}.ipynb`), title);
      await writeAtomically(join(to, `${picture}.png`), png);
      console.log(`${picture}.png: ${(png.length / 1024).toFixed(0)} KB`);
    }
  });
}
