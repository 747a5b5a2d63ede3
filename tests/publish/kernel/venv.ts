/** A Python with Jupyter's own client, for tests of our kernel. */
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PACKAGES = [
  "jupyter_client==8.10.0",
  "jupyter_kernel_test==0.7.0",
  "nbclient==0.10.2",
  "ipykernel==6.29.5",
];

/** The python of an environment that holds them: kept between runs in the folder of temporary files, and made where
 * it is missing; a reason where it cannot be. */
export async function jupyterPython(): Promise<{ python: string } | { missing: string }> {
  const hash = createHash("sha256").update(PACKAGES.join()).digest("hex").slice(0, 12);
  const folder = join(tmpdir(), `jupyter-venv-${hash}`), python = join(folder, "bin", "python");
  const ready = join(folder, "ready");
  if (await exists(ready)) return { python };
  const made = await run("python3", "-m", "venv", "--clear", folder);
  if (made) return { missing: `there is no Python with venv (${made})` };
  const filled = await run(
    python,
    "-m",
    "pip",
    "install",
    "--quiet",
    "--no-compile", // what is imported is compiled then
    "--timeout",
    "10",
    ...PACKAGES,
  );
  if (filled) return { missing: `PyPI cannot be reached (${filled})` };
  await Deno.writeTextFile(ready, "");
  return { python };
}

/** Why it failed, if it did. */
async function run(program: string, ...args: string[]): Promise<string | undefined> {
  try {
    const { success, stderr } = await new Deno.Command(program, { args, stdin: "null" }).output();
    if (!success) return new TextDecoder().decode(stderr).trim().split("\n").at(-1);
  } catch (error) {
    return (error as Error).message;
  }
}

const exists = (path: string): Promise<boolean> => Deno.stat(path).then(() => true, () => false);
