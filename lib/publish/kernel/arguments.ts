/** How our kernel is started. */
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PROJECT_ROOT } from "../../core/places.ts";

/** The command line of our kernel. Its permissions: it listens on this machine, reads the connection file wherever
 * Jupyter puts it, writes to the folder of temporary files, and starts programs: Deno's kernel, which has all
 * permissions, as Jupyter's kernels have. Leave to start Deno alone would not do, for that is void where
 * LD_LIBRARY_PATH is set, as conda's environments do.
 *
 * @param file the connection file */
export function kernelArguments(file: string): string[] {
  return [
    "run",
    "--no-prompt",
    "--no-lock",
    "--cached-only",
    "--allow-env",
    "--allow-sys=homedir,setPriority",
    "--allow-read",
    `--allow-write=${tmpdir().replaceAll(",", ",,")}`,
    "--allow-net=127.0.0.1,localhost,0.0.0.0,[::1]",
    "--allow-run",
    join(PROJECT_ROOT, "lib", "publish", "kernel", "proxy.ts"),
    "--conn",
    file,
  ];
}
