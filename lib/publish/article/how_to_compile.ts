/** What it takes to make a PDF of the article. */

/** The Debian packages that it needs, with all that they depend on: pgfplots is in texlive-pictures, Springer's class
 * in texlive-publishers. Tried on a Debian 12 without any TeX. */
export const DEBIAN_PACKAGES = [
  "latexmk",
  "lmodern",
  "texlive-lang-french",
  "texlive-latex-recommended",
  "texlive-pictures",
  "texlive-publishers",
];

/** The command that brings them. */
export const INSTALL_TEX = `apt-get install --no-install-recommends ${DEBIAN_PACKAGES.join(" ")}`;

/** The note that lies beside the article's source, in both languages. */
export function howToCompile(): string {
  return `# The article / L'article

| file | |
|---|---|
| \`article.tex\` | the text, made anew by every \`deno task report\` / le texte, refait à chaque fois |
| \`author.tex\` | your own texts, never written over / vos propres textes, jamais réécrits |
| \`figures/\`, \`references.bib\` | made anew / refaits |

**Compile / compiler.** \`latexmk -pdf article.tex\`, or / ou \`tectonic article.tex\`; by hand / à la main:
\`pdflatex article && bibtex article && pdflatex article && pdflatex article\`.

On Debian and Ubuntu: \`${INSTALL_TEX}\`.
Without any TeX / sans TeX: upload this folder to Overleaf / déposez ce dossier sur Overleaf.

Springer's class llncs is used where it is installed, LaTeX's own at the same page size elsewhere. Places that wait for
your own view are boxed; \`\\showplacesfalse\` in article.tex, or \`deno task report --final\`, hides the boxes.
`;
}
