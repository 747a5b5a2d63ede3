/** The project itself in the archive, so that what is handed in can be read and run again by itself. */
import { join } from "node:path";
import { isFile } from "../../core/places.ts";
import { type Entry, filesUnder } from "./archive.ts";

/** Single files at the top. */
const FILES = [
  ...["README.md", "LOG.md", "LICENSE", "Containerfile"],
  ...["deno.json", "deno.lock", "package.json"],
];

/** Of `data/`, where the user's own files lie as well: what the project brings. */
const SAMPLE = ["README.md", "calibration.json", "make_calibration.ts", "make_sample.ts"];

/** Everything that a clone of the project holds, but for a study's notebooks, in whose places the executed ones go. The
 * user's own data stay at home.
 *
 * @param root the project's folder
 * @param id the study whose notebooks are left out
 */
export function projectFiles(root: string, id: string): Entry[] {
  const under = (name: string, skip?: (name: string) => boolean) =>
    filesUnder(join(root, name), `${name}/`, skip);
  return [
    ...[...FILES, ...SAMPLE.map((name) => `data/${name}`)].map((name) => ({
      name,
      path: join(root, name),
    })).filter(({ path }) => isFile(path)),
    ...["data/sample", "data/generator", "lib"].flatMap((name) => under(name)),
    ...under("notebooks").filter(({ name }) =>
      !name.endsWith(".ipynb") || !name.startsWith(`notebooks/${id}/`)
    ),
    ...under("tests", (name) => name.startsWith("lab-")), // copies of notebooks that a test has left
  ];
}
