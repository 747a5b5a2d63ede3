/** The note that lies beside the article's source. */
import { DEBIAN_PACKAGES } from "./compile.ts";

/** How to make the PDF, in both languages. */
export function howToCompile(): string {
  return `# The article / L'article

| file | |
|---|---|
| \`article.tex\` | the text, made anew by every \`deno task report\` / le texte, refait à chaque fois |
| \`author.tex\` | your own texts, never written over / vos propres textes, jamais réécrits |
| \`figures/\`, \`references.bib\` | made anew / refaits |

**Compile / compiler.** \`latexmk -pdf article.tex\`, or / ou \`tectonic article.tex\`; by hand / à la main:
\`pdflatex article && bibtex article && pdflatex article && pdflatex article\`.

On Debian and Ubuntu: \`apt-get install --no-install-recommends ${DEBIAN_PACKAGES}\`.
Without any TeX / sans TeX: upload this folder to Overleaf / déposez ce dossier sur Overleaf.

Springer's class llncs is used where it is installed, LaTeX's own at the same page size elsewhere. Places that wait for
your own view are boxed; \`\\showplacesfalse\` in article.tex, or \`deno task report --final\`, hides the boxes.
`;
}
