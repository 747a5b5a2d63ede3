/** Compiles AssemblyScript kernels: `deno run -A --lock=tests/deno.lock lib/core/kernels/build.ts`. The .wasm files are committed;
 * a test compiles them again and wants the same bytes. */
import asc from "./asc.ts";

/** Compiles one kernel, a file `….as.ts`.
 * @throws {Error} with the compiler's messages */
export async function compileKernel(file: URL): Promise<Uint8Array> {
  const source = await Deno.readTextFile(file);
  let output: Uint8Array | undefined;
  const { error, stderr } = await asc.main(
    // deno-fmt-ignore
    ["kernel.ts", "-o", "kernel.wasm", "-O3", "--runtime", "stub", "--importMemory",
      "--enable", "simd,relaxed-simd"],
    {
      readFile(name: string) {
        if (name === "kernel.ts") return source;
        return name.endsWith(".as.ts") ? Deno.readTextFileSync(new URL(name, file)) : null;
      },
      writeFile: (file: string, content: unknown) => {
        if (file === "kernel.wasm") output = content as Uint8Array;
      },
      listFiles: () => [],
    },
  );
  if (error || !output) throw new Error(`${file}: ${error}\n${stderr}`);
  return output;
}

if (import.meta.main) {
  for (const folder of [".", "../../models/kernels/", "../../audio/kernels/"]) {
    const here = new URL(folder, import.meta.url);
    for await (const { name } of Deno.readDir(here)) {
      if (!name.endsWith(".as.ts") || name === "simd.as.ts") continue; // imported by others
      const bytes = await compileKernel(new URL(name, here));
      await Deno.writeFile(new URL(name.replace(/as\.ts$/, "wasm"), here), bytes);
      console.log(`${name}: ${bytes.length} bytes of WebAssembly`);
    }
  }
}
