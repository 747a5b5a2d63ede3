/** Kernels on a page, which may read no files: its bundle holds them. It takes this for core/kernels/load.ts. */
import { instantiate, type Kernel } from "../../../../core/kernels/instantiate.ts";

/** Compiled kernels in base64, by the names of their files: from bundle.ts. */
declare const KERNELS: Readonly<Record<string, string>>;

const modules = new Map<string, WebAssembly.Module>();

/** As in core/kernels/load.ts. */
export function startKernel<Functions>(file: URL, bytes: number): Kernel<Functions> {
  const name = file.pathname.split("/").at(-1)!;
  let module = modules.get(name);
  if (!module) {
    const compiled = Uint8Array.from(atob(KERNELS[name]), (unit) => unit.charCodeAt(0));
    modules.set(name, module = new WebAssembly.Module(compiled));
  }
  return instantiate(module, bytes);
}
