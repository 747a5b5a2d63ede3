/** Checks everything that is handed in, and packs it. */
import { basename, join } from "node:path";
import { InputError } from "../../core/errors.ts";
import { isFile, PROJECT_ROOT } from "../../core/places.ts";
import { fileNamePart } from "../../data/mod.ts";
import { commitOf } from "../../experiments/runs/versions.ts";
import { type Evidence, readEvidence } from "../article/evidence.ts";
import { commandLine, type Given } from "../commands/command_line.ts";
import { type Entry, filesUnder, writeArchive, type Written } from "./archive.ts";
import { articleFaults, changed } from "./article.ts";
import { contentsPage } from "./contents.ts";
import { notebooksFolder, notebooksOf } from "../notebook/notebooks.ts";
import type { OpenedData, Prediction, Study } from "../study.ts";
import { executedPath, notebookFaults } from "./notebooks.ts";
import { predictionFaults, predictionPath } from "./predictions.ts";
import { projectFiles } from "./project.ts";
import { provenanceFaults } from "./provenance.ts";

/** What is handed in, and from where. */
interface HandInOptions {
  readonly study: Study;
  readonly out: string;
  readonly nom: string;
  /** The folder of the study's files, where it is not the usual one. */
  readonly data?: string;
  /** The project's folder; for tests. */
  readonly root?: string;
}

/** What hand-in came to: what fails, or what was packed. */
interface HandedIn {
  readonly faults: readonly string[];
  /** What is not wrong, but worth a look. */
  readonly notes: readonly string[];
  readonly written?: Written;
}

/** Which predictions a project with these notebooks must have made of these data. */
const expectedOf = (
  study: Study,
  { datasets, exports = study.exports }: OpenedData,
  names: readonly string[],
) =>
  exports.filter(({ part, of, classes }) =>
    names.some((name) => name.startsWith(part)) && [of, ...classes].every((name) => datasets[name])
  );

/** Checks predictions, article, notebooks and where they come from; where nothing fails, packs all of it into
 * `NOM_hand_in.zip` in the out folder.
 *
 * @throws {InputError} when the data cannot be read or the archive cannot be written; what fails of the study itself
 * is listed in `faults`
 */
export async function handIn(options: HandInOptions): Promise<HandedIn> {
  const { study, out, nom, data, root = PROJECT_ROOT } = options, { id } = study;
  const opened = await study.open({ data, out }), own = notebooksFolder(root, id);
  const names = notebooksOf(own), expected = expectedOf(study, opened, names);
  const evidence = await readEvidence(study, { out, nom, data }).catch((error) => {
    if (error instanceof InputError) return error;
    throw error;
  });
  const given: Given = { id, out, data, nom }, { fingerprint } = opened;
  const present = commandLine("present --no-serve", { id, out, data });
  const faults = [
    ...expected.flatMap((prediction) =>
      predictionFaults(predictionPath(out, nom, prediction.name), prediction, opened, given)
    ),
    ...(await Promise.all(
      names.map((name) =>
        notebookFaults(join(own, name), executedPath(out, name), { fingerprint, given })
      ),
    )).flat(),
    ...(evidence instanceof InputError ? [evidence.message] : [
      ...provenanceFaults(evidence, opened, { root, given, data: study.data }),
      ...study.article ? await articleFaults(evidence, { ...given, out }) : [],
    ]),
    ...await siteFaults(out, names, present),
  ];
  const notes = await notesOn(out, evidence, present);
  if (faults.length > 0) return { faults, notes };
  const entries = contents({ out, nom, root, id, expected, names });
  const page = contentsPage({
    ...{ study, nom, fingerprint, commit: commitOf(root) },
    names: entries.map(({ name }) => name),
  });
  const path = join(out, `${fileNamePart(nom)}_hand_in.zip`);
  return {
    faults,
    notes,
    written: await writeArchive(path, [{ name: "HAND_IN.md", text: page }, ...entries]),
  };
}

/** Pages, where there are any, must not be older than the notebooks they show.
 * @param present the command that builds them */
async function siteFaults(
  out: string,
  names: readonly string[],
  present: string,
): Promise<string[]> {
  const page = await changed(join(out, "site", "index.html"));
  if (page === undefined) return [];
  for (const name of names) {
    if ((await changed(executedPath(out, name)) ?? 0) <= page) continue;
    return [`${join(out, "site")}: is older than ${name}; run ${present}`];
  }
  return [];
}

async function notesOn(
  out: string,
  evidence: Evidence | InputError,
  present: string,
): Promise<string[]> {
  const author = await Deno.readTextFile(join(out, "report", "author.tex")).catch(() => "");
  const empty = [...author.matchAll(/^\\newcommand\{\\(\w+)\}\{\s*\}/gm)].map(([, name]) => name);
  const pages = await changed(join(out, "site", "index.html")) !== undefined;
  const skipped = evidence instanceof InputError ? [] : evidence.skipped;
  return [
    empty.length > 0 &&
    `places of the article that wait for your own words (author.tex): ${empty.join(", ")}`,
    !pages && `there are no pages, so notebooks go as .ipynb alone; to make them, run ${present}`,
    skipped.length > 0 && `${skipped.length} files are no records, such as ${skipped[0].file}`,
  ].filter((note) => typeof note === "string");
}

function contents({ out, nom, root, id, expected, names }: {
  out: string;
  nom: string;
  root: string;
  id: string;
  expected: readonly Prediction[];
  names: readonly string[];
}): Entry[] {
  const report = join(out, "report"), card = `${fileNamePart(nom)}_model_card_`;
  const predictions = expected.flatMap(({ name }) => {
    const path = predictionPath(out, nom, name);
    return [path, path.replace(/\.csv$/, "_scores.csv")].filter(isFile); // those of tags have both
  });
  const cards = expected.map(({ name }) => join(out, `${card}${name}.md`)).filter(isFile);
  return [
    ...filesUnder(report, "article/", (name) => name === "build"),
    ...[...predictions, ...cards].map((path) => ({ name: `predictions/${basename(path)}`, path })),
    ...names.map((name) => ({ name: `notebooks/${id}/${name}`, path: executedPath(out, name) })),
    ...filesUnder(join(out, "site"), "pages/"),
    ...projectFiles(root, id),
  ];
}
