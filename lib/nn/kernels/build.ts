/** Compiles the kernels: `deno run -A --lock=tests/deno.lock lib/nn/kernels/build.ts` writes kernels.wasm beside this file. */
import asc from "../../core/kernels/asc.ts";
import { PAGES } from "./load.ts";

/** The bytes of kernels.wasm, from the AssemblyScript beside this file. The same source gives the same bytes.
 * @throws {Error} with the compiler's messages */
export async function buildKernels(): Promise<Uint8Array> {
  let wasm: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    [
      "index.as.ts",
      "--outFile=kernels.wasm",
      "--baseDir=.",
      "-O3",
      "--noAssert",
      "--enable=simd,relaxed-simd,threads",
      "--runtime=stub",
      "--importMemory",
      "--sharedMemory",
      `--initialMemory=${PAGES.initial}`,
      `--maximumMemory=${PAGES.maximum}`,
    ],
    {
      // the compiler adds ".ts" to what a source imports
      readFile: (name: string) => {
        try {
          return Deno.readTextFileSync(
            new URL(name.replace(/\.as\.ts\.ts$/, ".as.ts"), import.meta.url),
          );
        } catch {
          return null;
        }
      },
      writeFile: (_name: string, contents: Uint8Array | string) => {
        if (contents instanceof Uint8Array) wasm = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || !wasm) throw new Error(`asc: ${error?.message}\n${stderr.toString()}`);
  return wasm;
}

if (import.meta.main) {
  const wasm = await buildKernels();
  await Deno.writeFile(new URL("./kernels.wasm", import.meta.url), wasm);
  console.log(`kernels.wasm: ${wasm.length} bytes`);
}
