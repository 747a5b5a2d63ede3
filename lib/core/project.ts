/** Where the project stands. */
import { fileURLToPath } from "node:url";

/** The folder of deno.json: a notebook's working directory is its own folder, so paths start here. */
export const PROJECT_ROOT: string = fileURLToPath(new URL("../../", import.meta.url));
