/** The page of the archive that is read first: what lies where, and how to run it again. */
import type { Study } from "../study.ts";

/** What the page tells of. */
interface Contents {
  readonly study: Study;
  readonly nom: string;
  /** Of the data that everything was made from. */
  readonly fingerprint: string;
  /** The commit that made it; none where the project is no git clone. */
  readonly commit?: string;
  /** The names of all other files of the archive. */
  readonly names: readonly string[];
}

/** Markdown, in English and French; a row for each folder that is there. */
export function contentsPage({ study, nom, fingerprint, commit, names }: Contents): string {
  const { id, title, data } = study, files = data.files.join(", ");
  const places = [
    ["article/article.pdf", "the article", "l'article"],
    ["article/article.tex", "its source", "sa source"],
    ["predictions/", "predictions, and what made them", "les prédictions, et ce qui les fait"],
    [`notebooks/${id}/`, "notebooks with their results", "les notebooks, avec leurs résultats"],
    [
      "pages/index.html",
      "the same as pages: open it in a browser",
      "les mêmes en pages : à ouvrir dans un navigateur",
    ],
    ["pages/slides/index.html", "and as slides", "et en diapositives"],
    ["README.md", "the code, and all that it can do", "le code, et tout ce qu'il sait faire"],
  ];
  const rows = places.filter(([place]) => names.some((name) => name.startsWith(place)))
    .map(([place, english, french]) => `| [${place}](${place}) | ${english} | ${french} |`);
  const code = commit ? ` · code / code : ${commit.slice(0, 7)}` : "";
  return `# ${nom} · ${title}

| | | |
|---|---|---|
${rows.join("\n")}

Data / données : \`${fingerprint}\`${code}

**Run it again / refaire.** Node 20 or later is all that it takes / Node 20 suffit :

\`\`\`sh
npx -y deno@${Deno.version.deno} task study ${id} --data DIR   # DIR: ${files}
npx -y deno@${Deno.version.deno} task study ${id}              # a sample / un échantillon
\`\`\`

Notebooks in \`notebooks/${id}/\` hold their results, which \`deno task test\` and \`deno task check\` find fault with.
`;
}
