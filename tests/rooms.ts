/** Which files of tests run in an isolate of their own, which share one, and in which order they are begun. */
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { walkSync } from "./walk.ts";

const TESTS = new URL("./", import.meta.url), POOL = new URL("../lib/core/pool.ts", TESTS);

/** Begun first, in this order: the longest first, so that no core is idle at the end, and those that wait for browsers,
 * kernels and servers between those that compute. */
const FIRST = [
  "studies/spotify/publish/whole_study_test.ts",
  "experiments/runners/queue/queue_test.ts",
  "publish/site_browser_test.ts",
  "studies/spotify/publish/article_pdf_test.ts",
  "studies/gtzan/live/live_browser_test.ts",
  "publish/player_browser_test.ts",
  "studies/spotify/publish/same_bytes_test.ts",
  "trust/kills_test.ts",
  "studies/spotify/publish/article_test.ts",
  "studies/spotify/live/live_test.ts",
  "nn/behaviour_test.ts",
  "nn/networks_contract_test.ts",
  "publish/notebook/run_test.ts",
  "studies/spotify/publish/clean_clone_test.ts",
  "doc_test.ts",
  "publish/kernel/language_test.ts",
  "publish/kernel/our_kernel_interrupt_test.ts",
  "publish/kernel/conformance_test.ts",
];

/** Folders whose other files share an isolate, each of them: a file alone loads the library anew, for half a second to
 * four. The longest first. */
const SHARED = [
  ...["nn", "publish", "studies/spotify/publish", "audio", "experiments", "models"],
  ...["studies/spotify", "studies/gtzan", "show", "studies/tags", "data", "studies/sound"],
  ...["features", "evaluation", "core", "own"],
];
/** These wait for kernels, and are better begun beside each other. */
const WAITING = /^publish\/(kernel|notebook)\//;

/** Files in them that run alone, for what others leave behind would change what they see. */
const ALONE = [
  "show/gallery_test.ts", // a study's words
];

/** What a module of many files begins with: each worker started anew costs .1 to .6 processor seconds. */
export const KEEP_WORKERS = `import { keepWorkers } from "${POOL}";\nkeepWorkers();\n`;

/** Writes a module for every folder whose files share an isolate, which imports these, into `folder`.
 *
 * @returns the modules and files to run, in order */
export function writeRooms(folder: string): string[] {
  const files = [...walkSync(TESTS)].filter((file) => file.endsWith("_test.ts")).sort();
  const pathOf = (file: string) => fileURLToPath(new URL(file, TESTS));
  const rooms = Map.groupBy(
    files.filter((file) => ![...FIRST, ...ALONE].includes(file)),
    (file) => SHARED.find((room) => file.startsWith(`${room}/`) && !WAITING.test(file)),
  );
  const modules = SHARED.map((room) => {
    const module = join(folder, `${room}_test.ts`);
    const imports = rooms.get(room)!.map((file) => `import "${new URL(file, TESTS)}";\n`);
    Deno.mkdirSync(dirname(module), { recursive: true });
    Deno.writeTextFileSync(module, KEEP_WORKERS + imports.join(""));
    return module;
  });
  return [...FIRST.map(pathOf), ...modules, ...[...rooms.get(undefined)!, ...ALONE].map(pathOf)];
}
