/** Whether the article can be handed in. */
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { MOST_PAGES, provenanceLine } from "../article/article.ts";
import { pdfPages } from "../article/compile.ts";
import type { Evidence } from "../article/evidence.ts";
import { commandLine, type Given } from "../commands/command_line.ts";

/** What is wrong with the article; none when it can be handed in.
 * @param given to hand-in, for the command that writes it */
export async function articleFaults(
  evidence: Evidence,
  given: Given & { readonly out: string },
): Promise<string[]> {
  const { out } = given, folder = join(out, "report"), tex = join(folder, "article.tex");
  const pdf = join(folder, "article.pdf"), source = await readText(tex);
  const report = commandLine("report", given);
  if (source === undefined) return [`${tex}: there is no article; run ${report}`];
  const faults = source.includes(provenanceLine(evidence))
    ? []
    : [`${tex}: is not of the records as they are now; run ${report}`];
  const made = await changed(pdf);
  if (made === undefined) {
    return [
      ...faults,
      `${pdf}: is not there; ${join(folder, "README.md")} tells how to compile it`,
    ];
  }
  const newer = [], now = Date.now();
  for (const path of [tex, join(folder, "author.tex")]) {
    const at = await changed(path) ?? 0;
    if (at > made && at <= now) newer.push(path); // of tomorrow: the clock was set back, and nothing can be told
  }
  if (newer.length) faults.push(`${pdf}: is older than ${newer.join(" and ")}; compile it again`);
  try {
    const pages = await pdfPages(pdf);
    if (pages > MOST_PAGES) {
      faults.push(`${pdf}: has ${pages} pages; expected at most ${MOST_PAGES}`);
    }
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    faults.push(error.message);
  }
  return faults;
}

const readText = (path: string) => Deno.readTextFile(path).catch(() => undefined);

/** When a file was changed, in milliseconds since 1970; undefined where there is none. */
export const changed = (path: string): Promise<number | undefined> =>
  Deno.stat(path).then(({ mtime }) => mtime?.getTime() ?? 0, () => undefined);
