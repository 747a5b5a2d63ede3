/** `deno task report`: the article of the study in the out folder. */
import { relative } from "node:path";
import { runCommand } from "./command.ts";
import { readOptions, STUDY_OPTIONS } from "./options.ts";
import { MOST_PAGES, writeArticle } from "../article/article.ts";
import { INSTALL_TEX } from "../article/how_to_compile.ts";
import { parseLanguage } from "../article/language.ts";
import { loadStudy, namedStudy } from "./studies.ts";

const COMMAND = {
  name: "report",
  does: "writes the article of the study, from its records, to report/ in the out folder",
  options: [...STUDY_OPTIONS, "lang", "author", "affiliation", "final"],
} as const;

/** A path as the user would type it from here. */
function show(path: string): string {
  const short = relative(Deno.cwd(), path);
  return short.startsWith("..") ? path : short;
}

if (import.meta.main) {
  await runCommand(async (args) => {
    const { id, options: given } = namedStudy(args), study = await loadStudy(id);
    const options = readOptions(COMMAND, given, study);
    if (!options) return;
    const { out, data, nom, lang, author, affiliation, final } = options;
    const { folder, evidence, missing, setAside, leftOut, compiled } = await writeArticle({
      ...{ study, out, data, nom },
      language: parseLanguage(lang),
      author: { name: author, affiliation },
      boxes: !final,
    });
    const { runs, fingerprint, skipped, others } = evidence;
    console.log(`From ${runs.length} records of the data ${fingerprint}.`);
    if (others) console.log(`Left out: ${others} records of other data or of another seed.`);
    for (const { file, why } of skipped.slice(0, 5)) console.log(`Skipped: ${file} ${why}.`);
    if (skipped.length > 5) console.log(`Skipped: ${skipped.length - 5} more files.`);
    if (missing.length) {
      console.log(`No complete records, so not in the article: ${missing.join("; ")}.`);
    }
    if (leftOut.length) {
      console.log(`No room on ${MOST_PAGES} pages for: ${leftOut.join(", ")} (see the notebooks).`);
    }
    if (setAside) console.log(`The article that you had edited is now ${show(setAside)}.`);
    console.log(`Your own texts go into ${show(folder)}/author.tex.`);
    if (compiled) {
      for (const line of compiled.overfull) console.log(`TeX: ${line}`);
      console.log(`${show(compiled.pdf)}: ${compiled.pages} pages.`);
    } else {
      console.log(
        `There is no latexmk or tectonic here, so no PDF. ${
          show(folder)
        }/README.md tells how to get one; ` +
          `on Debian: ${INSTALL_TEX}`,
      );
    }
  });
}
