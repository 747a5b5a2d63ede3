/** `deno task kernel`: tells Jupyter and VS Code how to start our kernel. */
import { delimiter, join } from "node:path";
import { writeAtomically } from "../../core/atomic.ts";
import { kernelArguments } from "../kernel/arguments.ts";
import { runCommand } from "./command.ts";
import { readOptions } from "./options.ts";

/** What was installed. */
interface InstalledKernel {
  /** The kernel.json that was written. */
  path: string;
  /** The Deno that it starts. */
  deno: string;
  /** What the user should know about that choice. */
  warning?: string;
}

/** Writes the kernel's description to where Jupyter looks for it: our own (../kernel/proxy.ts), which has Deno's behind
 * it. It bears the name of Deno's, for that is the name that notebooks ask for.
 *
 * @throws {InputError} when the folder cannot be written */
export async function installKernel(dataDir = jupyterDataDir()): Promise<InstalledKernel> {
  const { deno, warning } = await chooseDeno();
  const description = {
    argv: [deno, ...kernelArguments("{connection_file}")],
    display_name: "Deno",
    language: "typescript",
    interrupt_mode: "message", // a signal would end Deno
    env: { NO_COLOR: "1" },
  };
  const path = join(dataDir, "kernels", "deno", "kernel.json");
  await writeAtomically(path, JSON.stringify(description, null, 2) + "\n");
  return { path, deno, warning };
}

/** Jupyter's folder for a user's own kernels.
 * @see https://docs.jupyter.org/en/latest/use/jupyter-directories.html#data-files */
export function jupyterDataDir(
  env: (name: string) => string | undefined = Deno.env.get,
  os: typeof Deno.build.os = Deno.build.os,
): string {
  const home = env("HOME") ?? env("USERPROFILE") ?? ".";
  const usual = () => {
    if (os === "darwin") return join(home, "Library", "Jupyter");
    if (os === "windows") {
      return join(env("APPDATA") ?? join(home, "AppData", "Roaming"), "jupyter");
    }
    return join(env("XDG_DATA_HOME") ?? join(home, ".local", "share"), "jupyter");
  };
  return env("JUPYTER_DATA_DIR") || usual();
}

/** npx keeps what it runs in a cache that npm may empty. And npm may have put a script in Deno's
 * place: Jupyter would end the script, and the kernel would live on. */
const isPassing = (path: string) => /[\\/]_npx[\\/]|\.c?js$|\.cmd$/.test(path);

async function chooseDeno(): Promise<{ deno: string; warning?: string }> {
  const own = Deno.execPath();
  if (!isPassing(own)) return { deno: own };
  const installed = (await onPath("deno")).find((path) => !isPassing(path));
  const version = installed && await versionOf(installed);
  if (!installed || !version) {
    const warning =
      "this Deno lies in npx's cache, which npm may empty at any time. When Jupyter " +
      "no longer finds its kernel, repeat this command; or install Deno for good " +
      `(npm install -g deno@${Deno.version.deno}) and then repeat it.`;
    return { deno: own, warning };
  }
  const differs = `the Deno on your PATH is ${version}; this project is made for ` +
    `${Deno.version.deno} (npm install -g deno@${Deno.version.deno}).`;
  return { deno: installed, warning: version === Deno.version.deno ? undefined : differs };
}

async function versionOf(deno: string): Promise<string | undefined> {
  try {
    const { stdout } = await new Deno.Command(deno, { args: ["--version"] }).output();
    return new TextDecoder().decode(stdout).match(/^deno (\S+)/)?.[1];
  } catch {
    return undefined;
  }
}

/** All programs of that name, in the order in which a shell would find them. */
export async function onPath(program: string): Promise<string[]> {
  const endings = Deno.build.os === "windows" ? [".exe", ".cmd"] : [""];
  const found: string[] = [];
  for (const folder of (Deno.env.get("PATH") ?? "").split(delimiter).filter(Boolean)) {
    for (const ending of endings) {
      // the program itself, not the link that leads to it
      const path = await Deno.realPath(join(folder, program + ending)).catch(() => undefined);
      if (path && (await Deno.stat(path)).isFile) found.push(path);
    }
  }
  return found;
}

if (import.meta.main) {
  await runCommand(async (args) => {
    const does = "tells Jupyter and VS Code how to start our kernel, with Deno's behind it";
    if (!readOptions({ name: "kernel", does, options: ["debug"] }, args)) return;
    const { path, deno, warning } = await installKernel();
    console.log(`The kernel "Deno" is installed: ${path}\nIt starts ${deno}`);
    if (warning) console.log(`Note: ${warning}`);
    console.log("JupyterLab: deno task lab. VS Code: open a notebook, Select Kernel, Deno.");
  });
}
