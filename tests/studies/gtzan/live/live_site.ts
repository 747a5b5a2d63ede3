/** A site with a live page of genres, learnt from few clips made by code. */
import { join } from "node:path";
import { buildLive } from "../../../../lib/studies/gtzan/live/build.ts";
import { makeDemo } from "../../../../lib/studies/gtzan/live/demo.ts";
import type { Demo } from "../../../../lib/studies/gtzan/live/recipe.ts";
import { type Gtzan, openGtzan } from "../../../../lib/studies/gtzan/open.ts";
import { study } from "../../../../lib/studies/gtzan/study.ts";
import { buildSite } from "../../../../lib/publish/site/build.ts";
import { withEnv } from "../../../env.ts";
import { code, notebookFile, text } from "../../../publish/study_output.ts";

let made: Promise<Gtzan> | undefined;
/** Three clips of each of ten styles, each by an artist of its own. */
export const fewClips = (): Promise<Gtzan> =>
  made ??= withEnv({ GTZAN_DATA: "" }, () => openGtzan({ rows: 30 }));

let learnt: Promise<Demo> | undefined;
/** What the page shows of them. */
export const fewClipsDemo = (): Promise<Demo> =>
  learnt ??= fewClips().then((tracks) => makeDemo(tracks));

/** Builds the site and hands its folder to `use`; all is removed afterwards. */
export async function withLive(use: (folder: string) => Promise<void>): Promise<void> {
  const out = await Deno.makeTempDir({ prefix: "live-test-" });
  try {
    const { fingerprint } = await fewClips(), demo = await fewClipsDemo();
    await Deno.mkdir(join(out, "notebooks"));
    await Deno.mkdir(join(out, "live"));
    await Deno.writeTextFile(join(out, "live", "demo.json"), JSON.stringify(demo));
    await Deno.writeTextFile(
      join(out, "notebooks", "01_data.ipynb"),
      notebookFile([text("# 1 · Data\n\n**Ten genres.**"), code("1")]),
    );
    const { folder } = await buildSite(study, out, { live: () => buildLive({ out, fingerprint }) });
    await use(folder);
  } finally {
    await Deno.remove(out, { recursive: true });
  }
}
