/** How our kernel is started. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../core/places.ts";

/** The command line of our kernel. Its permissions: it listens on this machine, reads the connection file wherever
 * Jupyter puts it, and starts Deno's kernel, which has all permissions, as Jupyter's kernels have.
 *
 * @param deno the program; where it is not the one that runs this, it may start that as well
 * @param file the connection file */
export function kernelArguments(deno: string, file: string): string[] {
  const list = (paths: string[]) => paths.map((path) => path.replaceAll(",", ",,")).join(",");
  return [
    "run",
    "--no-prompt",
    "--no-lock",
    "--cached-only",
    "--allow-env",
    "--allow-sys",
    "--allow-read",
    `--allow-write=${list([tmpdir()])}`,
    "--allow-net=127.0.0.1,localhost,0.0.0.0,[::1]",
    `--allow-run=${list([deno])}`,
    join(PROJECT_ROOT, "lib", "publish", "kernel", "proxy.ts"),
    "--conn",
    file,
  ];
}
