/** To which project a notebook belongs. */
import { dirname, join } from "node:path";

/** The nearest folder above, or the folder itself, that has a deno.json or deno.jsonc. */
export function projectOf(folder: string): string | undefined {
  for (const name of ["deno.json", "deno.jsonc"]) {
    try {
      if (Deno.statSync(join(folder, name)).isFile) return folder;
    } catch {
      // look further
    }
  }
  const above = dirname(folder);
  return above === folder ? undefined : projectOf(above);
}
