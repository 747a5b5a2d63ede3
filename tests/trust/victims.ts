/** The study's four kinds of work that write, as programs to be killed. */
import { join } from "node:path";
import { PROJECT_ROOT } from "../../lib/core/places.ts";
import { openRuns } from "../../lib/experiments/runs/runs.ts";
import type { Victim } from "./kills.ts";

const program = (path: string) => ["run", "-A", "--no-check", join(PROJECT_ROOT, path)];
const bytes = async (path: string) => String(await Deno.readFile(path));

export const search: Victim = {
  name: "search",
  args: (folder) => [...program("tests/trust/work/search.ts"), folder],
  answer: async (folder) =>
    (await openRuns(folder).all()).map(({ id, status, scores, curve }) => ({
      id,
      status,
      scores,
      curve,
    })),
};

export const embedding: Victim = {
  name: "embedding",
  args: (folder) => [...program("tests/trust/work/embedding.ts"), folder],
  answer: (folder) => bytes(join(folder, ".vectors")),
};

export const exporting: Victim = {
  name: "export",
  args: (folder) => [...program("tests/trust/work/export.ts"), folder],
  answer: async (folder) => [
    await bytes(join(folder, "NOM_prediction_base.csv")),
    await bytes(join(folder, "NOM_prediction_base_probabilities.csv")),
  ],
};

/** Notebook 03 on the sample, on the real kernel, with the site. */
export const study: Victim = {
  name: "study",
  args: (folder) => [
    ...program("lib/publish/commands/study.ts"),
    ...["--only", "03", "--quick", "--offline", "--data", join(PROJECT_ROOT, "data/sample")],
    ...["--out", folder],
  ],
  answer: async (folder) => [
    await bytes(join(folder, "NOM_prediction_base.csv")),
    await bytes(join(folder, "NOM_prediction_base_probabilities.csv")),
    (await openRuns(join(folder, "runs")).all()).map(({ id, status, scores }) => ({
      id,
      status,
      scores,
    })),
  ],
};
