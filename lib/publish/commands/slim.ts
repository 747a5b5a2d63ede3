/** `deno run -A lib/publish/commands/slim.ts DIR`: a folder with all that a worker needs, and no more: for containers, and
 * for a cluster's shared disk. */
import { existsSync } from "node:fs";
import { cp, mkdir, readdir, rm } from "node:fs/promises";
import { join, relative } from "node:path";
import { arch, platform } from "node:process";
import config from "../../../deno.json" with { type: "json" };
import { InputError } from "../../core/errors.ts";
import { PROJECT_ROOT } from "../../core/places.ts";
import { bringQueueClient } from "../../experiments/runners/queue/build.ts";
import { clientFile } from "../../experiments/runners/queue/client.ts";
import { TRIALS } from "../../experiments/runners/queue/trials.ts";
import { packagesOf } from "../../experiments/runs/code.ts";
import { runCommand } from "./command.ts";

/** The packages that trainings import, whose versions are a part of the release, and the one that reading options does. */
function packages(): Record<string, string> {
  const used = [...packagesOf(...Object.values(TRIALS)), "papaparse"];
  const isUsed = (name: string) =>
    used.some((specifier) => specifier === name || specifier.startsWith(`${name}/`));
  return Object.fromEntries(Object.entries(config.imports).filter(([name]) => isUsed(name)));
}

/** What of the packages nothing loads: maps, types, pages, builds of tfjs for browsers, and ONNX Runtime's WebAssembly,
 * which stands in where the addon does not load. */
const isUnused = (path: string): boolean =>
  /\.(map|d\.ts|d\.mts|html|md|tsbuildinfo)$/.test(path) ||
  (/[\\/]dist[\\/]tf[^\\/]*\.js$/.test(path) && !path.endsWith(".node.js")) ||
  (/[\\/]onnxruntime-web[\\/]dist[\\/]/.test(path));

/** Installs a worker in a new folder.
 * @throws {InputError} where there is something, or the packages cannot be had */
export async function installWorker(folder: string): Promise<void> {
  if (existsSync(folder)) throw new InputError("the folder is there already", { file: folder });
  await mkdir(folder, { recursive: true });
  for (const name of ["lib", "package.json", "deno.lock", "LICENSE"]) {
    await cp(join(PROJECT_ROOT, name), join(folder, name), { recursive: true });
  }
  const { imports: _, tasks, ...rest } = config;
  const slim = {
    ...rest,
    lock: { path: "worker.lock" }, // deno.lock itself stays as it is: it is a part of the release
    tasks: { worker: tasks.worker },
    imports: packages(),
  };
  await Deno.writeTextFile(join(folder, "deno.json"), JSON.stringify(slim, null, 2) + "\n");
  await cp(join(PROJECT_ROOT, "deno.lock"), join(folder, "worker.lock"));
  const deno = async (...args: string[]) =>
    (await new Deno.Command(Deno.execPath(), { args, cwd: folder, stdout: "null" }).spawn().status)
      .success;
  // the first start completes the lock: later ones need no network
  const success = await deno("install", "--quiet") &&
    await deno("run", "--quiet", "-A", "lib/publish/commands/worker.ts", "--help");
  if (!success || !await bringQueueClient()) throw new InputError("the packages cannot be had");
  await cp(clientFile(), join(folder, relative(PROJECT_ROOT, clientFile())), { recursive: true });
  await prune(join(folder, "node_modules"));
}

async function prune(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && isOfAnotherPlatform(path)) await rm(path, { recursive: true });
    else if (entry.isDirectory()) await prune(path);
    else if (isUnused(path)) await rm(path);
  }
}

/** Addons of ONNX Runtime lie in bin/napi-v3/PLATFORM/ARCHITECTURE. */
function isOfAnotherPlatform(path: string): boolean {
  const [, system, machine] = /[\\/]napi-v3[\\/](\w+)(?:[\\/](\w+))?$/.exec(path) ?? [];
  return system !== undefined &&
    (system !== platform || (machine !== undefined && machine !== arch));
}

if (import.meta.main) {
  await runCommand(async ([folder]) => {
    if (!folder) throw new InputError("no folder is named", { expected: "slim.ts DIR" });
    await installWorker(folder);
    console.log(`A worker is installed: cd ${folder} && deno task worker --queue URL`);
  });
}
