/** The article's frame: class, packages, title, and where its author is asked for a word. */
import type { Language } from "./language.ts";
import { escapeTex } from "./tex.ts";

/** Who wrote it. */
export interface Author {
  /** Undefined: a place to fill in. */
  readonly name?: string;
  readonly affiliation?: string;
}

/** A place where the author's own view is wanted: a command in author.tex. */
export interface Place {
  /** The command's name, letters only. */
  readonly command: string;
  /** What is asked for. */
  readonly hint: string;
}

/** The places of a text, in its order: every \\authorplace and \\authornote in it. */
export const placesIn = (body: string): Place[] =>
  Array.from(
    body.matchAll(/\\author(?:place|note)\{\\([A-Za-z]+)\}\{([^}]*)\}/g),
    ([, command, hint]) => ({ command, hint }),
  );

/** Who wrote it, as the title page has it, and what else follows the title. */
export function heading({ name, affiliation }: Author, language: Language): string {
  const french = language === "fr";
  const who = name ? escapeTex(name) : french ? "Prénom Nom" : "First Last";
  const where = affiliation
    ? escapeTex(affiliation)
    : french
    ? "Établissement, ville"
    : "Institution, city";
  const plain = french
    ? "Composé sans la classe llncs de Springer, absente de cette installation."
    : "Set without Springer's class llncs, which this installation lacks.";
  return `\\author{${who}}\n\\authorrunning{${who}}\n\\institute{${where}}\n\\maketitle\n\\withoutspringer{${plain}}`;
}

/** The whole document. One source for Springer's class where it is installed, and for LaTeX's own where it is not.
 *
 * @param body from the title to the acknowledgements
 * @param options.boxes whether places that wait for the author are shown
 */
export function documentOf(
  body: string,
  { language, boxes }: { language: Language; boxes: boolean },
): string {
  const french = language === "fr", places = placesIn(body);
  return `${CLASS(french)}
${PACKAGES(french)}
\\newif\\ifshowplaces
\\showplaces${boxes ? "true" : "false"} % false: no boxes where the author's own view is wanted
${COMMANDS}
\\input{author.tex}
${places.map(({ command }) => `\\providecommand{\\${command}}{}`).join("\n")}

\\begin{document}
${body.trim()}
\\bibliographystyle{\\ownbibliographystyle}
{\\footnotesize\\let\\small\\footnotesize % eight pages are few
${french ? "\\NoAutoSpacing % these titles are English\n" : ""}\\bibliography{references}}
\\end{document}
`;
}

// no \IfFileExists around the definitions: their #1 would be taken for its own
const CLASS = (french: boolean) =>
  `\\newif\\ifspringer
\\IfFileExists{llncs.cls}{\\springertrue}{\\springerfalse}
\\ifspringer
  \\documentclass[runningheads]{llncs}
  \\newcommand{\\ownbibliographystyle}{splncs04}
  \\newcommand{\\withoutspringer}[1]{}
\\else % LaTeX's own class at the size of Springer's page
  \\documentclass[10pt]{article}
  \\usepackage[textwidth=122mm,textheight=193mm]{geometry}
  \\newcommand{\\ownbibliographystyle}{plain}
  \\newcommand{\\titlerunning}[1]{}
  \\newcommand{\\authorrunning}[1]{}
  \\newcommand{\\institute}[1]{\\date{\\small #1}}
  \\newcommand{\\keywords}[1]{{\\def\\and{\\unskip, }\\par\\smallskip\\noindent\\textbf{${
    french ? "Mots-clés" : "Keywords"
  }:} #1}}
  \\newcommand{\\withoutspringer}[1]{{\\renewcommand{\\thefootnote}{}\\footnotetext{#1}}}
\\fi`;

const PACKAGES = (french: boolean) =>
  `\\usepackage{iftex}
\\ifPDFTeX
  \\usepackage[T1]{fontenc}
  \\usepackage[utf8]{inputenc}
  \\IfFileExists{lmodern.sty}{\\usepackage{lmodern}}{}
\\else
  \\usepackage{fontspec}
\\fi
\\usepackage{textcomp}
${
    french
      ? `\\IfFileExists{french.ldf}{%
  \\usepackage[french]{babel}
  \\frenchsetup{StandardLists=true,IndentFirst=false}
  \\addto\\captionsfrench{\\renewcommand{\\abstractname}{Résumé.}}
}{\\newcommand{\\NoAutoSpacing}{}}
\\providecommand{\\keywordname}{}
\\renewcommand{\\keywordname}{{\\bfseries Mots-clés :}}`
      : "\\usepackage[english]{babel}"
  }
\\usepackage{amsmath}
\\usepackage{booktabs}
\\usepackage[table]{xcolor}
\\usepackage{microtype}
\\usepackage{url}
\\usepackage{pgfplots}
\\usepgfplotslibrary{groupplots}
\\pgfplotsset{compat=1.16, article/.style={
  tick label style={font=\\footnotesize}, label style={font=\\footnotesize},
  title style={font=\\footnotesize, yshift=-3pt},
  axis line style={gray}, tick style={gray}, grid style={gray!25}, every axis plot/.append style={black},
  /pgf/number format/.cd, ${french ? "use comma, " : ""}1000 sep={\\,}}}`;

const COMMANDS = `\\setlength{\\textfloatsep}{7pt plus 2pt minus 2pt}
\\setlength{\\floatsep}{6pt plus 2pt minus 2pt}
\\renewcommand{\\arraystretch}{.9}
\\setlength{\\abovecaptionskip}{3pt}
\\setlength{\\belowcaptionskip}{3pt}
% a heading within the line, with less air than Springer's
\\newcommand{\\runin}[1]{\\par\\addvspace{3pt plus 2pt}\\noindent\\textbf{#1}\\enspace\\ignorespaces}
% stands for characters that no Latin font has, such as emoji
\\newcommand{\\noglyph}{{\\setlength{\\fboxsep}{0pt}\\fbox{\\rule{0pt}{1.2ex}\\rule{.8ex}{0pt}}}}
% the author's text where author.tex has one, else a box that says what is wanted
\\newcommand{\\authorplace}[2]{\\if\\relax\\detokenize\\expandafter{#1}\\relax
  \\ifshowplaces\\par\\nobreak\\smallskip\\noindent\\fbox{\\parbox{.97\\textwidth}{\\small\\itshape #2}}\\par\\smallskip\\fi
  \\else #1\\fi}
% the same within a line
\\newcommand{\\authornote}[2]{\\if\\relax\\detokenize\\expandafter{#1}\\relax\\ifshowplaces\\fbox{\\scriptsize\\itshape #2}\\fi\\else #1\\fi}
% a heading that is there where the author's text, or its box, is
\\newcommand{\\onlywith}[2]{\\if\\relax\\detokenize\\expandafter{#1}\\relax\\ifshowplaces #2\\fi\\else #2\\fi}`;

/** author.tex, as it is first written: an empty command for each place. It is never written over. */
export function authorFile(places: readonly Place[], language: Language): string {
  const head = language === "fr"
    ? "% Vos propres textes, entre les accolades. Ce fichier n'est jamais réécrit par deno task report."
    : "% Your own texts go between the braces. deno task report never writes over this file.";
  const commands = places.map(({ command, hint }) =>
    `% ${hint.replace(/\s+/g, " ")}\n\\newcommand{\\${command}}{}`
  );
  return `${[head, ...commands].join("\n\n")}\n`;
}
