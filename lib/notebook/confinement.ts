/** What the study's notebooks need of the outside, and what of it they are allowed. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { PROJECT_ROOT } from "../core/project.ts";
import { jsrUrl } from "../data/std_csv.ts";
import { MODEL_HOSTS } from "../features/text/hosts.ts";
import { DEFAULT_MODEL, modelFolders, OWN_MODELS } from "../features/text/model_files.ts";
import { commandOf, flags } from "./permissions.ts";
import type { Policy } from "./policy.ts";

/** Brings the sentence model, where a notebook wants one and none is here, by the command that may do so. Without it
 * notebooks take hashed n-grams, and say so. */
export async function bringModel(notebooks: readonly string[]): Promise<void> {
  const wanted = notebooks.some((path) => Deno.readTextFileSync(path).includes("openEncoder("));
  const here = modelFolders().some((folder) =>
    existsSync(join(folder, DEFAULT_MODEL, "config.json"))
  );
  if (!wanted || here) return;
  const model = commandOf("model", [])!;
  await new Deno.Command(Deno.execPath(), {
    args: ["run", ...flags(model), join(PROJECT_ROOT, model.program)],
  }).spawn().status;
}

/** What the notebooks' kernel may do: read project, data and models; write results and models; fetch models. */
export function confinement(
  { out, data, offline }: { out: string; data: string; offline: boolean },
): Policy {
  return {
    cwd: join(PROJECT_ROOT, "notebooks"),
    // its own command line tells a program that it is a kernel (drain.ts)
    read: [PROJECT_ROOT, data, ...modelFolders(), "/proc/self/cmdline"],
    write: [out, OWN_MODELS],
    net: ["127.0.0.1", ...(offline ? [] : [new URL(jsrUrl()).hostname, ...MODEL_HOSTS])],
    ffi: [join(PROJECT_ROOT, "node_modules")],
  };
}
