/** Loads a compiled kernel from its file. */
import { instantiate, type Kernel } from "./instantiate.ts";

export type { Kernel };

const modules = new Map<string, WebAssembly.Module>();

/** Starts a compiled kernel, a .wasm file, with at least `bytes` of memory, which is given back with the kernel.
 * @throws {RangeError} when the machine has not that much memory, or beyond 4 GB */
export function startKernel<Functions>(file: URL, bytes: number): Kernel<Functions> {
  let module = modules.get(file.href);
  if (!module) {
    modules.set(file.href, module = new WebAssembly.Module(Deno.readFileSync(file)));
  }
  return instantiate(module, bytes);
}
