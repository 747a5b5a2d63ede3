/** `deno task report`: the article of the study in the out folder. */
import { typedPath } from "./command_line.ts";
import { STUDY_OPTIONS } from "./options.ts";
import { runStudyCommand } from "./study_command.ts";
import { MOST_PAGES, writeArticle } from "../article/article.ts";
import { INSTALL_TEX } from "../article/how_to_compile.ts";
import { parseLanguage } from "../article/language.ts";

const COMMAND = {
  name: "report",
  does: "writes the article of the study, from its records, to report/ in the out folder",
  options: [...STUDY_OPTIONS, "lang", "author", "affiliation", "final"],
} as const;

if (import.meta.main) {
  await runStudyCommand(COMMAND, async (study, options) => {
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
    if (setAside) console.log(`The article that you had edited is now ${typedPath(setAside)}.`);
    console.log(`Your own texts go into ${typedPath(folder)}/author.tex.`);
    if (compiled) {
      for (const line of compiled.overfull) console.log(`TeX: ${line}`);
      console.log(`${typedPath(compiled.pdf)}: ${compiled.pages} pages.`);
    } else {
      console.log(
        `There is no latexmk or tectonic here, so no PDF. ${
          typedPath(folder)
        }/README.md tells how to get one; ` +
          `on Debian: ${INSTALL_TEX}`,
      );
    }
  });
}
