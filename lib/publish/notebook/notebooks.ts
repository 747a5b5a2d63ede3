/** Which notebooks there are. */
import { readdirSync } from "node:fs";
import { join } from "node:path";

/** The folder of a study's notebooks.
 * @param root the project's folder */
export const notebooksFolder = (root: string, id: string): string => join(root, "notebooks", id);

/** The notebooks of a folder, in the order of their names; none where there is no such folder. */
export function notebooksOf(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith(".ipynb") && !name.startsWith(".")).sort();
  } catch {
    return [];
  }
}
