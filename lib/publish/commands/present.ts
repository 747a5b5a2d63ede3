/** `deno task present`: builds the site of a study's results and serves it on this machine. */
import { join, relative } from "node:path";
import { runCommand } from "./command.ts";
import { readOptions, STUDY_OPTIONS } from "./options.ts";
import { buildLive } from "../../studies/spotify/live/build.ts";
import { buildSite, type BuiltSite, type MakeLive } from "../site/build.ts";
import { serve } from "../site/serve.ts";

const COMMAND = {
  name: "present",
  does:
    "shows the study's results as pages and slides, on localhost; they go to site/ in the out folder",
  options: [...STUDY_OPTIONS, "port", "no-serve"],
} as const;

/** Builds the site of an out folder, the live page too; training its network is said.
 * @param data the folder of the study's data, as for `openCourse` */
export function buildWhole(out: string, data?: string): Promise<BuiltSite> {
  const live: MakeLive = (fingerprint) => buildLive({ out, fingerprint, data, say: console.log });
  return buildSite(out, { live });
}

/** What was built, in a few lines; files that were left out are named. */
export function describeSite({ folder, pages, bytes, leftOut }: BuiltSite): string {
  const short = relative(Deno.cwd(), folder), shown = short.startsWith("..") ? folder : short;
  const size = (bytes / 1e6).toFixed(1);
  return [
    `Site: ${pages} pages and decks, ${size} MB: ${join(shown, "index.html")}`,
    ...leftOut.slice(0, 10).map(({ file, why }) => `  left out: ${file} ${why}`),
    ...(leftOut.length > 10 ? [`  and ${leftOut.length - 10} more (all on the start page)`] : []),
  ].join("\n");
}

if (import.meta.main) {
  await runCommand(async (args) => {
    const options = readOptions(COMMAND, args);
    if (!options) return;
    const site = await buildWhole(options.out, options.data);
    console.log(describeSite(site));
    if (options["no-serve"]) return;
    const { url, finished } = serve(site.folder, options);
    console.log(`Open ${url} (slides: ${url}slides/). Ctrl+C ends it.`);
    await finished;
  });
}
