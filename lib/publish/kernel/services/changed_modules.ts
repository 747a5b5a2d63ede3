/** Says below a cell which files have changed since the kernel loaded them. */
import { join, relative } from "node:path";
import { LoadedModules } from "./loaded_modules.ts";
import { notice } from "./notice.ts";
import { projectOf } from "./project.ts";
import type { Service } from "./service.ts";
import type { KernelPlace } from "./services.ts";

/** What is said of changed files, given by their names.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * assertEquals(changeNote(["lib/nn/fit.ts"]), "lib/nn/fit.ts changed: restart the kernel to use it");
 * ```
 */
export function changeNote(names: readonly string[]): string {
  if (!names.length) return "";
  const more = names.length > 3 ? ` and ${names.length - 3} more` : "";
  const it = names.length === 1 ? "it" : "them";
  return `${names.slice(0, 3).join(", ")}${more} changed: restart the kernel to use ${it}`;
}

/** Watches what the cells of a kernel import. */
export function changedModules({ cwd }: KernelPlace): Service {
  const modules = new LoadedModules(cwd), project = projectOf(cwd) ?? cwd;
  return {
    async beforeExecute({ code, display }) {
      // forward slashes, as imports have them
      const names = (await modules.changed()).map((path) => relative(project, path));
      const note = changeNote(names.map((name) => join(name).replaceAll("\\", "/")));
      if (note) display(notice(note));
      await modules.loads(code);
    },
    restarted: () => modules.clear(),
  };
}
