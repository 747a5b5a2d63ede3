/** `deno task present`: builds the site of a study's results and serves it on this machine. */
import { join } from "node:path";
import { typedPath } from "./command_line.ts";
import { STUDY_OPTIONS } from "./options.ts";
import { studiesPage } from "./out_folder.ts";
import { runStudyCommand } from "./study_command.ts";
import { buildSite, type BuiltSite, type MakeLive } from "../site/build.ts";
import { raw } from "../site/html.ts";
import { serve } from "../site/serve.ts";
import { writeStudiesPage } from "../site/studies_page.ts";
import type { Study } from "../study.ts";

const COMMAND = {
  name: "present",
  does:
    "shows the study's results as pages and slides, on localhost; they go to site/ in the out folder",
  options: [...STUDY_OPTIONS, "port", "no-serve"],
} as const;

/** A site, and the page over all that stand beside it, where there are others. */
interface WholeSite extends BuiltSite {
  readonly all?: string;
}

/** Builds the site of an out folder, the live page too where the study has one; training its network is said.
 * @param options.data the folder of the study's data, as for its `open`
 * @param options.all the page over the sites of all studies; that in `out/`, for a folder there */
export async function buildWhole(
  study: Study,
  { out, data, all = studiesPage(out) }: { out: string; data?: string; all?: string },
): Promise<WholeSite> {
  const live: MakeLive | undefined = study.live &&
    (async (fingerprint) => raw(await study.live!({ out, fingerprint, data, say: console.log })));
  const site = await buildSite(study, out, { live });
  const studies = all === undefined ? 0 : await writeStudiesPage(out, all);
  return { ...site, ...(studies > 1 && { all }) };
}

/** What was built, in a few lines; files that were left out are named. */
export function describeSite({ folder, pages, bytes, leftOut, all }: WholeSite): string {
  const size = (bytes / 1e6).toFixed(1);
  return [
    `Site: ${pages} pages and decks, ${size} MB: ${join(typedPath(folder), "index.html")}`,
    ...all ? [`All studies that were run: ${typedPath(all)}`] : [],
    ...leftOut.slice(0, 10).map(({ file, why }) => `  left out: ${file} ${why}`),
    ...(leftOut.length > 10 ? [`  and ${leftOut.length - 10} more (all on the start page)`] : []),
  ].join("\n");
}

if (import.meta.main) {
  await runStudyCommand(COMMAND, async (study, options) => {
    const site = await buildWhole(study, options);
    console.log(describeSite(site));
    if (options["no-serve"]) return;
    const { url, finished } = serve(site.folder, options);
    console.log(`Open ${url} (slides: ${url}slides/). Ctrl+C ends it.`);
    await finished;
  });
}
