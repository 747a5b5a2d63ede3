/** What the live pages of all studies have in common: how a network comes to be made, kept and taken again. */
import { join } from "node:path";
import { writeAtomically } from "../../core/atomic.ts";
import { InputError } from "../../core/errors.ts";
import { isPlainObject } from "../../experiments/runs/canonical.ts";
import type { LiveOptions, OpenedData, Study } from "../study.ts";

/** The data to make a live page's network from; says that it is made now.
 *
 * @throws {InputError} when those at hand are not the study's */
export async function dataToLearnFrom<Data extends OpenedData>(
  { fingerprint, data, out, say }: LiveOptions,
  open: Study<Data>["open"],
): Promise<Data> {
  if (fingerprint === undefined) {
    throw new InputError("no notebook tells which data the study used");
  }
  const opened = await open({ data, out });
  if (opened.fingerprint !== fingerprint) {
    throw new InputError("these are not the data that the study used", {
      found: `fingerprint ${opened.fingerprint}`,
      expected: `${fingerprint}; name their folder by --data`,
    });
  }
  say?.("Training the live page's network, once for these data …");
  return opened;
}

/** Whether what was kept is of this recipe and of these data. */
export const isOfRecipe = (
  demo: unknown,
  recipe: unknown,
  fingerprint: string | undefined,
): boolean =>
  isPlainObject(demo) && demo.format === 1 && demo.fingerprint === fingerprint &&
  JSON.stringify(demo.recipe) === JSON.stringify(recipe);

/** Copies the page's program and style from beside its code into the site. */
export async function writeOwnFiles(folder: string, code: string): Promise<void> {
  for (const name of ["live.js", "live.css"]) {
    await writeAtomically(join(folder, name), await Deno.readFile(new URL(name, code)));
  }
}
