/** The course's own files, for tests that need them: COURSE_DATA names their folder. */
import { existsSync } from "node:fs";
import { join } from "node:path";

/** Path of one of the course's files, or undefined where COURSE_DATA is not set or lacks it. */
export function courseFile(name: string): string | undefined {
  const folder = Deno.env.get("COURSE_DATA");
  if (!folder) return undefined;
  const path = join(folder, name);
  return existsSync(path) ? path : undefined;
}
