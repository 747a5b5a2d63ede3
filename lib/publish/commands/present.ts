/** `deno task present`: builds the site of a study's results and serves it on this machine. */
import { join, relative } from "node:path";
import { runCommand } from "./command.ts";
import { readOptions, STUDY_OPTIONS } from "./options.ts";
import { buildSite, type BuiltSite, type MakeLive } from "../site/build.ts";
import { raw } from "../site/html.ts";
import { serve } from "../site/serve.ts";
import type { Study } from "../study.ts";
import { loadStudy, namedStudy } from "./studies.ts";

const COMMAND = {
  name: "present",
  does:
    "shows the study's results as pages and slides, on localhost; they go to site/ in the out folder",
  options: [...STUDY_OPTIONS, "port", "no-serve"],
} as const;

/** Builds the site of an out folder, the live page too where the study has one; training its network is said.
 * @param options.data the folder of the study's data, as for its `open` */
export function buildWhole(
  study: Study,
  { out, data }: { out: string; data?: string },
): Promise<BuiltSite> {
  const live: MakeLive | undefined = study.live &&
    (async (fingerprint) => raw(await study.live!({ out, fingerprint, data, say: console.log })));
  return buildSite(study, out, { live });
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
    const { id, options: given } = namedStudy(args), study = await loadStudy(id);
    const options = readOptions(COMMAND, given, study);
    if (!options) return;
    const site = await buildWhole(study, options);
    console.log(describeSite(site));
    if (options["no-serve"]) return;
    const { url, finished } = serve(site.folder, options);
    console.log(`Open ${url} (slides: ${url}slides/). Ctrl+C ends it.`);
    await finished;
  });
}
