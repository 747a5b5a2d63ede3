/** Which files of tests run in an isolate of their own, which share one, and in which order they are begun. */
import { join } from "node:path";
import { walkSync } from "./walk.ts";

const TESTS = new URL("./", import.meta.url), POOL = new URL("../lib/core/pool.ts", TESTS);

/** Begun in this order: the longest first, so that no core is idle at the end, and those that wait for browsers, kernels
 * and servers between those that compute. A folder stands for all of its files that are not named themselves: these
 * share an isolate, for a file alone loads the library anew, for half a second to four. */
const ORDER = [
  "studies/spotify/publish/whole_study_test.ts",
  "publish/site_browser_test.ts",
  "experiments/runners/queue/queue_test.ts",
  "nn/",
  "studies/spotify/publish/",
  "studies/spotify/publish/article_pdf_test.ts",
  "audio/",
  "publish/",
  "publish/notebook/run_test.ts",
  "experiments/",
  "publish/player_browser_test.ts",
  "nn/behaviour_test.ts",
  "studies/gtzan/live/",
  "models/",
  "publish/kernel/conformance_test.ts",
  "studies/spotify/",
  "studies/spotify/publish/article_test.ts",
  "publish/kernel/our_kernel_interrupt_test.ts",
  "show/",
  "studies/spotify/publish/clean_clone_test.ts",
  "nn/networks_contract_test.ts",
  "trust/kills_test.ts",
  "studies/gtzan/",
  "studies/spotify/publish/same_bytes_test.ts",
  "features/",
  "studies/spotify/live/live_test.ts",
  "data/",
  "studies/tags/",
  "publish/notebook/run_end_test.ts",
  "publish/kernel/our_kernel_test.ts",
  "publish/notebook/kernel_test.ts",
  "publish/notebook/own_names_test.ts",
  "publish/kernel/language_test.ts",
  "doc_test.ts",
  "publish/notebook/still_pictures_test.ts",
  "publish/kernel/services_client_test.ts",
  "publish/notebook/guard_test.ts",
  "publish/notebook/check_test.ts",
  "studies/sound/",
  "evaluation/",
  "core/",
  "own/",
];
/** These wait for kernels, and are better begun beside each other. */
const WAITING = /^publish\/(kernel|notebook)\//;

/** Files that run alone, for what others leave behind would change what they see. */
const ALONE = [
  "show/gallery_test.ts", // a study's words
];

/** What a module of many files begins with: each worker started anew costs .1 to .6 processor seconds. */
export const KEEP_WORKERS = `import { keepWorkers } from "${POOL}";\nkeepWorkers();\n`;

/** The folder of {@link ORDER} in whose isolate a file runs: the innermost, or none. */
const folderOf = (file: string): string | undefined =>
  ORDER.includes(file) || ALONE.includes(file) || WAITING.test(file)
    ? undefined
    : ORDER.filter((folder) => folder.endsWith("/") && file.startsWith(folder))
      .sort((a, b) => b.length - a.length)[0];

/** Writes a module for every isolate, which imports its files, into `folder`. Deno begins files that lie deeper before
 * all others: only of files in one folder does it keep the order.
 *
 * @returns the modules, in order */
export function writeRooms(folder: string): string[] {
  const files = [...walkSync(TESTS)].filter((file) => file.endsWith("_test.ts")).sort();
  const isolates = Map.groupBy(files, (file) => folderOf(file) ?? file);
  const others = [...isolates.keys()].filter((name) => !ORDER.includes(name));
  Deno.mkdirSync(folder, { recursive: true });
  return [...ORDER, ...others].map((name) => {
    const imports = isolates.get(name)!.map((file) => `import "${new URL(file, TESTS)}";\n`);
    const shared = name.endsWith("/") ? KEEP_WORKERS : "";
    const path = join(
      folder,
      name.replace(/(\/|_test\.ts)$/, "").replaceAll("/", "_") + "_test.ts",
    );
    Deno.writeTextFileSync(path, shared + imports.join(""));
    return path;
  });
}
