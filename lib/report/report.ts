/** `deno task report`: the article of the study in the out folder. */
import { parseArgs } from "node:util";
import { relative, resolve } from "node:path";
import { InputError } from "../core/errors.ts";
import { fileNamePart } from "../data/prediction.ts";
import { runCommand } from "../notebook/command.ts";
import { type ArticleOptions, writeArticle } from "./article/article.ts";
import { DEBIAN_PACKAGES } from "./article/compile.ts";
import { parseLanguage } from "./article/language.ts";

const HELP =
  `deno task report [options]    writes the article of the study, from its records, to report/ in the out folder

  --lang fr|en          language (default: fr)
  --author NAME         your name as it shall stand under the title
  --affiliation PLACE   your university or company
  --nom NAME            your name in NAME_prediction_base.csv (default: NOM)
  --out DIR             the study's out folder (default: out)
  --final               hides the boxes where your own view is wanted
  --debug               show a stack trace when something fails`;

function parseOptions(args: string[]): ArticleOptions | undefined {
  const text = { type: "string" } as const, flag = { type: "boolean", default: false } as const;
  try {
    const { values } = parseArgs({
      args,
      options: {
        lang: { ...text, default: "fr" },
        author: text,
        affiliation: text,
        nom: { ...text, default: "NOM" },
        out: { ...text, default: "out" },
        final: flag,
        debug: flag,
        help: { ...flag, short: "h" },
      },
    });
    if (values.help) return undefined;
    return {
      out: resolve(values.out),
      language: parseLanguage(values.lang),
      author: { name: values.author, affiliation: values.affiliation },
      nom: fileNamePart(values.nom),
      boxes: !values.final,
    };
  } catch (error) {
    if (error instanceof TypeError) throw new InputError(`${error.message}\n\n${HELP}`);
    throw error;
  }
}

/** A path as the user would type it from here. */
function show(path: string): string {
  const short = relative(Deno.cwd(), path);
  return short.startsWith("..") ? path : short;
}

if (import.meta.main) {
  await runCommand(async (args) => {
    const options = parseOptions(args);
    if (!options) return console.log(HELP);
    const { folder, evidence, missing, setAside, compiled } = await writeArticle(options);
    const { runs, fingerprint, skipped, others } = evidence;
    console.log(`From ${runs.length} records of the data ${fingerprint}.`);
    if (others) console.log(`Left out: ${others} records of other data or of another seed.`);
    for (const { file, why } of skipped.slice(0, 5)) console.log(`Skipped: ${file} ${why}.`);
    if (skipped.length > 5) console.log(`Skipped: ${skipped.length - 5} more files.`);
    if (missing.length) {
      console.log(`No complete records, so not in the article: ${missing.join("; ")}.`);
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
          `on Debian: apt-get install --no-install-recommends ${DEBIAN_PACKAGES}`,
      );
    }
  });
}
