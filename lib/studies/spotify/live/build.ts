/** The site's folder live/: a page on which the network answers in the browser, from the disk as well. */
import { join } from "node:path";
import { InputError } from "../../../core/errors.ts";
import { writeAtomically } from "../../../core/atomic.ts";
import { openCourse } from "../open.ts";
import { readSaved } from "../../../nn/saved.ts";
import type { Html } from "../../../publish/site/html.ts";
import { dataToLearnFrom, isOfRecipe, writeOwnFiles } from "../../../publish/site/live.ts";
import type { LiveOptions } from "../../../publish/study.ts";
import type { SavedModel } from "./browser/network.ts";
import { livePage } from "./page.ts";
import { type Demo, RECIPE } from "./recipe.ts";

/** Writes the page's scripts, style and data into `<out>/site/live`. The network is made once for data and recipe and
 * kept in `<out>/live`.
 *
 * @returns the page's body, for the site to frame as live/index.html
 * @throws {InputError} when there is no network for the study's data and none can be made */
export async function buildLive(options: LiveOptions): Promise<Html> {
  const kept = join(options.out, "live"), folder = join(options.out, "site", "live");
  let found = await readKept(kept, options.fingerprint);
  if (!found) {
    await makeFor(options, kept);
    found = await readKept(kept, options.fingerprint);
  }
  if (!found) throw new InputError("holds no network for this study's data", { file: kept });
  const { demo, model } = found;
  const data = `globalThis.liveData = ${JSON.stringify({ demo, model })};\n`;
  await writeAtomically(join(folder, "data.js"), data);
  const library = import.meta.resolve("@tensorflow/tfjs/dist/tf.es2017.min.js");
  await writeAtomically(join(folder, "tf.min.js"), await Deno.readFile(new URL(library)));
  await writeOwnFiles(folder, import.meta.url);
  return livePage(demo);
}

/** Makes the network where the data at hand are the study's. */
async function makeFor(options: LiveOptions, kept: string): Promise<void> {
  const course = await dataToLearnFrom(options, openCourse);
  const { makeDemo } = await import("./demo.ts"); // brings tfjs, which takes a second
  await makeDemo(course, kept);
}

/** The demo and its network, where they are whole, of this recipe and of these data. */
async function readKept(
  folder: string,
  fingerprint: string | undefined,
): Promise<{ demo: Demo; model: SavedModel } | undefined> {
  try {
    const demo: Demo = JSON.parse(await Deno.readTextFile(join(folder, "demo.json")));
    if (!isOfRecipe(demo, RECIPE, fingerprint)) return undefined;
    const { json, weightSpecs, weights } = await readSaved(folder);
    return { demo, model: { ...json, weightSpecs, weights: weights.toBase64() } };
  } catch (error) {
    const isHalf = [SyntaxError, TypeError, InputError].some((kind) => error instanceof kind);
    if (isHalf || error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
