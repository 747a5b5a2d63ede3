/** TeX → PDF, where there is a TeX. */
import { join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { onPath } from "../commands/install.ts";
import { INSTALL_TEX } from "./how_to_compile.ts";

/** Programs that make a PDF of the article by themselves; the first that is there is used. */
export type Compiler = "latexmk" | "tectonic";

/** The compiler on this machine; undefined where there is none. */
export async function findCompiler(): Promise<Compiler | undefined> {
  const have = async (program: string) => (await onPath(program)).length > 0;
  if (await have("latexmk") && await have("pdflatex")) return "latexmk";
  return await have("tectonic") ? "tectonic" : undefined;
}

/** A compiled article. */
export interface Compiled {
  readonly pdf: string;
  readonly pages: number;
  /** What TeX could not fit into the lines, as its log has it. */
  readonly overfull: readonly string[];
}

/** Where TeX works, in the article's folder. */
export const BUILD = "build";

/** Compiles article.tex in its folder to article.pdf. TeX may read and write in that folder alone and start nothing; what
 * it wrote beside the PDF stays in {@linkcode BUILD}.
 *
 * @param options.date seconds since 1970 that the PDF is dated with, so that the same article gives the same bytes
 * @param options.again goes on from what TeX knows of an earlier form of the article: in half the time
 * @throws {InputError} with TeX's first error when it does not compile
 */
export async function compileArticle(
  folder: string,
  compiler: Compiler,
  { date = 0, again = false }: { date?: number; again?: boolean } = {},
): Promise<Compiled> {
  const build = join(folder, BUILD);
  if (!again) await Deno.remove(build, { recursive: true }).catch(() => undefined);
  await Deno.mkdir(build, { recursive: true });
  const args = compiler === "latexmk"
    ? [
      ...["-norc", "-pdf", `-outdir=${BUILD}`, "-interaction=nonstopmode", "-halt-on-error"],
      ...["-no-shell-escape", "article.tex"],
    ]
    : ["--untrusted", "--keep-logs", "--outdir", BUILD, "article.tex"];
  const { success, stdout, stderr } = await new Deno.Command(compiler, {
    args,
    cwd: folder,
    env: { SOURCE_DATE_EPOCH: String(date), FORCE_SOURCE_DATE: "1", max_print_line: "1000" },
    signal: AbortSignal.timeout(300_000),
  }).output();
  const log = await Deno.readTextFile(join(build, "article.log")).catch(() =>
    new TextDecoder("latin1").decode(stdout) + new TextDecoder("latin1").decode(stderr)
  );
  if (!success) {
    throw new InputError(`the article does not compile: ${firstError(log)}`, {
      file: join(folder, "article.tex"),
    });
  }
  const pdf = join(folder, "article.pdf");
  await Deno.copyFile(join(build, "article.pdf"), pdf);
  const overfull = log.split("\n").filter((line) => line.startsWith("Overfull"));
  return { pdf, pages: await pdfPages(pdf), overfull };
}

/** TeX's own words for its first error, with the line; and what to install where a file is missing. */
function firstError(log: string): string {
  const lines = log.split("\n"), at = lines.findIndex((line) => line.startsWith("!"));
  if (at < 0) return lines.filter((line) => line.trim()).slice(-3).join(" ");
  const where = lines.slice(at).find((line) => /^l\.\d+/.test(line)) ?? "";
  const missing = /File `[^']+' not found/.test(lines[at]);
  return [
    lines[at].slice(2),
    where && `(${where.trim()})`,
    missing && `On Debian: ${INSTALL_TEX}`,
  ].filter(Boolean).join(" ");
}

/** How many pages a PDF has.
 * @throws {InputError} when the file is missing or is no PDF */
export async function pdfPages(path: string): Promise<number> {
  const { getDocumentProxy } = await import("unpdf");
  try {
    const document = await getDocumentProxy(await Deno.readFile(path), { verbosity: 0 });
    const { numPages } = document;
    await document.loadingTask.destroy();
    return numPages;
  } catch (error) {
    throw new InputError(`not a PDF that can be read (${(error as Error).message})`, {
      file: path,
    });
  }
}
