/** Bundles the live page's program: `deno run -A --lock=tests/deno.lock lib/studies/spotify/live/bundle.ts` writes live.js beside this file, which is
 * committed as the kernels are; a test bundles it again and wants the same bytes. So building a site starts no other
 * program. */
import { buildSync } from "npm:esbuild@0.28.1"; // here alone: `deno task study` does not install it
import { PROJECT_ROOT } from "../../../core/places.ts";

const BANNER = "// Made from browser/live.ts by bundle.ts; not to be edited.\n" +
  "// deno-fmt-ignore-file\n// deno-lint-ignore-file";

/** The page has tf.js from a script of its own; our layers take it from there. */
const PAGE_TF = "./lib/studies/spotify/live/browser/page_tf.cjs";

/** The program as one classic script, for a page from the disk may load no modules.
 * @throws {Error} with the bundler's messages */
export function bundleLive(): string {
  const { outputFiles } = buildSync({
    entryPoints: ["lib/studies/spotify/live/browser/live.ts"],
    absWorkingDir: PROJECT_ROOT,
    bundle: true,
    alias: { "@tensorflow/tfjs": PAGE_TF, "@tensorflow/tfjs-backend-wasm": PAGE_TF },
    format: "iife",
    target: "es2022",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    banner: { js: BANNER },
    write: false,
    logLevel: "silent",
  });
  return outputFiles[0].text;
}

if (import.meta.main) {
  const text = bundleLive();
  await Deno.writeTextFile(new URL("live.js", import.meta.url), text);
  console.log(`live.js: ${text.length} characters`);
}
