/** The studies' kinds of work that write, as programs to be killed. */
import { join } from "node:path";
import { PROJECT_ROOT } from "../../lib/core/places.ts";
import { encodeWav, makeClips } from "../../lib/audio/mod.ts";
import { openRuns } from "../../lib/experiments/runs/runs.ts";
import type { Victim } from "./kills.ts";

const program = (path: string) => ["run", "-A", "--no-check", join(PROJECT_ROOT, path)];
const bytes = async (path: string) => String(await Deno.readFile(path));

/** Of records all that does not hang on time and machine. */
const records = async (folder: string) =>
  (await openRuns(folder).all()).map(({ id, status, scores: all, curve }) => {
    const scores = Object.entries(all).filter(([name]) => !name.endsWith("Seconds"));
    return { id, status, scores, curve };
  });

export const search: Victim = {
  name: "search",
  args: (folder) => [...program("tests/trust/work/search.ts"), folder],
  answer: records,
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
    await records(join(folder, "runs")),
  ],
};

/** Features of twelve clips of two seconds. */
export const features: Victim = {
  name: "features",
  async prepare(folder) {
    for (const { id, style, sound } of makeClips({ perStyle: 2, seconds: 2 }).slice(0, 12)) {
      await Deno.mkdir(join(folder, "music", style), { recursive: true });
      await Deno.writeFile(join(folder, "music", style, `${id}.wav`), encodeWav(sound()));
    }
  },
  args: (folder) => [
    ...program("lib/publish/commands/features.ts"),
    ...[join(folder, "music"), "--to", join(folder, "features.csv")],
  ],
  answer: (folder) => bytes(join(folder, "features.csv")),
};

export const sound: Victim = {
  name: "models of made sounds",
  args: (folder) => [...program("tests/trust/work/sound.ts"), folder],
  answer: (folder) => records(join(folder, "runs")),
};

export const gtzanGrid: Victim = {
  name: "grid of GTZAN",
  args: (folder) => [...program("tests/trust/work/grid.ts"), folder],
  answer: async (folder) => [
    await records(folder),
    // the last but one column tells seconds
    (await Deno.readTextFile(join(folder, "grid.csv"))).replace(/,[^,]*(?=,[^,]*\n)/g, ""),
  ],
};

export const tags: Victim = {
  name: "twin and cuts of tags",
  args: (folder) => [...program("tests/trust/work/tags.ts"), folder],
  answer: async (folder) => [
    await bytes(join(folder, "NOM_prediction_tags.csv")),
    await bytes(join(folder, "NOM_prediction_tags_scores.csv")),
    await records(join(folder, "runs")),
  ],
};

/** A search by way of a queue, whose workers live on. */
export const queued = (url: string): Victim => ({
  name: "search by a queue",
  args: (folder) => [...program("tests/trust/work/queued.ts"), url, folder],
  answer: async (folder) =>
    (await openRuns(folder).all()).map(({ settings: { width }, status, scores, curve }) => ({
      ...{ width, status, scores, curve },
    })).sort((a, b) => Number(a.width) - Number(b.width)),
});
