/** The site's folder live/: a page that listens and says which genre it hears, from the disk as well. */
import { join } from "node:path";
import { writeAtomically } from "../../../core/atomic.ts";
import type { Html } from "../../../publish/site/html.ts";
import { dataToLearnFrom, isOfRecipe, writeOwnFiles } from "../../../publish/site/live.ts";
import type { LiveOptions } from "../../../publish/study.ts";
import { openGtzan } from "../open.ts";
import { livePage } from "./page.ts";
import { type Demo, RECIPE } from "./recipe.ts";

/** Writes the page's program, style and data into `<out>/site/live`. The network is made once for data and recipe and
 * kept in `<out>/live`.
 *
 * @returns the page's body, for the site to frame as live/index.html
 * @throws {InputError} when there is no network for the study's data and none can be made */
export async function buildLive(options: LiveOptions): Promise<Html> {
  const kept = join(options.out, "live", "demo.json"), folder = join(options.out, "site", "live");
  const demo = await readKept(kept, options.fingerprint) ?? await makeFor(options, kept);
  await writeAtomically(
    join(folder, "data.js"),
    `globalThis.liveSound = ${JSON.stringify(demo)};\n`,
  );
  await writeOwnFiles(folder, import.meta.url);
  return livePage(demo);
}

/** Makes the network where the data at hand are the study's. */
async function makeFor(options: LiveOptions, kept: string): Promise<Demo> {
  const tracks = await dataToLearnFrom(options, openGtzan);
  const { makeDemo } = await import("./demo.ts"); // brings tfjs, which takes a second
  const demo = await makeDemo(tracks);
  await writeAtomically(kept, JSON.stringify(demo));
  return demo;
}

/** The demo, where it is whole, of this recipe and of these data. */
async function readKept(file: string, fingerprint: string | undefined): Promise<Demo | undefined> {
  try {
    const demo: Demo = JSON.parse(await Deno.readTextFile(file));
    return isOfRecipe(demo, RECIPE, fingerprint) ? demo : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}
