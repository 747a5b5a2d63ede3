/** The site's folder live/: a page on which the network answers in the browser, from the disk as well. */
import { join } from "node:path";
import { InputError } from "../../../core/errors.ts";
import { writeAtomically } from "../../../core/atomic.ts";
import { openCourse } from "../open.ts";
import { readSaved } from "../../../nn/saved.ts";
import { isPlainObject } from "../../../experiments/runs/canonical.ts";
import type { Html } from "../../../publish/site/html.ts";
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
  for (const name of ["live.js", "live.css"]) {
    const own = await Deno.readFile(new URL(`./${name}`, import.meta.url));
    await writeAtomically(join(folder, name), own);
  }
  return livePage(demo);
}

/** Makes the network where the data at hand are the study's. */
async function makeFor({ fingerprint, data, say }: LiveOptions, kept: string): Promise<void> {
  if (fingerprint === undefined) {
    throw new InputError("no notebook tells which data the study used");
  }
  const course = await openCourse({ data });
  if (course.fingerprint !== fingerprint) {
    throw new InputError("these are not the data that the study used", {
      found: `fingerprint ${course.fingerprint}`,
      expected: `${fingerprint}; name their folder by --data`,
    });
  }
  say?.("Training the live page's network, once for these data …");
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
    const isOurs = isPlainObject(demo) && demo.format === 1 && demo.fingerprint === fingerprint &&
      JSON.stringify(demo.recipe) === JSON.stringify(RECIPE);
    if (!isOurs) return undefined;
    const { json, weightSpecs, weights } = await readSaved(folder);
    return { demo, model: { ...json, weightSpecs, weights: weights.toBase64() } };
  } catch (error) {
    const isHalf = [SyntaxError, TypeError, InputError].some((kind) => error instanceof kind);
    if (isHalf || error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
