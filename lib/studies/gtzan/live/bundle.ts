/** Bundles the live page's program: `deno run -A --lock=tests/deno.lock lib/studies/gtzan/live/bundle.ts` writes live.js
 * beside this file, which is committed as the kernels are; a test bundles it again and wants the same bytes. So building a
 * site starts no other program. */
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "npm:esbuild@0.28.1"; // here alone: `deno task study` does not install it
import { PROJECT_ROOT } from "../../../core/places.ts";

const BANNER = "// Made from browser/live.ts by bundle.ts; not to be edited.\n" +
  "// deno-fmt-ignore-file\n// deno-lint-ignore-file\n";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const FFT = "@echogarden/pffft-wasm/simd";

/** A page may read no files: the Fourier transform gets its WebAssembly, and kernels come from the bundle. */
const onPage: Plugin = {
  name: "on a page",
  setup(esbuild) {
    const code = fileURLToPath(import.meta.resolve(FFT));
    esbuild.onResolve({ filter: /^@echogarden\/pffft-wasm\/simd$/ }, () => ({
      path: FFT,
      namespace: "fft",
    }));
    esbuild.onLoad({ filter: /.*/, namespace: "fft" }, () => ({
      contents: `import start from ${JSON.stringify(code)};
        import wasmBinary from ${JSON.stringify(code.replace(/js$/, "wasm"))};
        export default () => start({ wasmBinary });`,
      resolveDir: PROJECT_ROOT,
    }));
    esbuild.onResolve({ filter: /\/core\/kernels\/load\.ts$/ }, () => ({
      path: here("browser/kernels.ts"),
    }));
  },
};

/** The kernels that a page needs. */
const KERNELS = ["filter_bank.wasm"];

/** The program as one classic script, for a page from the disk may load no modules.
 * @throws {Error} with the bundler's messages */
export async function bundleLive(): Promise<string> {
  const kernels = KERNELS.map((name) => {
    const bytes = Deno.readFileSync(new URL(`../../../audio/kernels/${name}`, import.meta.url));
    return [name, bytes.toBase64()];
  });
  const { outputFiles } = await build({
    entryPoints: ["lib/studies/gtzan/live/browser/live.ts"],
    absWorkingDir: PROJECT_ROOT,
    bundle: true,
    plugins: [onPage],
    external: ["module"],
    loader: { ".wasm": "binary" },
    define: {
      "import.meta.url": `"https://page.invalid/"`, // of which nothing is loaded
      KERNELS: JSON.stringify(Object.fromEntries(kernels)),
    },
    format: "esm",
    target: "es2022",
    minify: true,
    charset: "utf8",
    legalComments: "none",
    write: false,
    logLevel: "silent",
  });
  // it waits for the Fourier transform, which a classic script may do in a function alone
  return `${BANNER}(async () => {\n${outputFiles[0].text.trimEnd()}\n})();\n`;
}

if (import.meta.main) {
  const text = await bundleLive();
  await Deno.writeTextFile(new URL("live.js", import.meta.url), text);
  console.log(`live.js: ${text.length} characters`);
  const { stop } = await import("npm:esbuild@0.28.1");
  await stop();
}
