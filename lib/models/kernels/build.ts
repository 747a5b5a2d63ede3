/** Compiles this folder's AssemblyScript kernels: `deno run -A lib/models/kernels/build.ts`. The .wasm
 * files are committed; a test compiles them again and wants the same bytes. */
import asc from "assemblyscript/asc";

/** Compiles one kernel, `name.as.ts` of this folder.
 * @throws {Error} with the compiler's messages */
export async function compileKernel(name: string): Promise<Uint8Array> {
  const source = await Deno.readTextFile(new URL(`./${name}.as.ts`, import.meta.url));
  let output: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    // deno-fmt-ignore
    ["kernel.ts", "-o", "kernel.wasm", "-O3", "--runtime", "stub", "--importMemory",
      "--enable", "simd,relaxed-simd"],
    {
      readFile: (file: string) => file === "kernel.ts" ? source : null,
      writeFile: (file: string, content: unknown) => {
        if (file === "kernel.wasm") output = content as Uint8Array;
      },
      listFiles: () => [],
    },
  );
  if (error || !output) throw new Error(`${name}: ${error}\n${stderr}`);
  return output;
}

if (import.meta.main) {
  for await (const { name } of Deno.readDir(new URL(".", import.meta.url))) {
    if (!name.endsWith(".as.ts")) continue;
    const kernel = name.slice(0, -".as.ts".length), bytes = await compileKernel(kernel);
    await Deno.writeFile(new URL(`./${kernel}.wasm`, import.meta.url), bytes);
    console.log(`${kernel}.wasm: ${bytes.length} bytes`);
  }
}
