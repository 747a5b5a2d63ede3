/** A site with a live page, learnt from the synthetic sample. */
import { join } from "node:path";
import { PROJECT_ROOT } from "../../../../lib/core/places.ts";
import { openCourse } from "../../../../lib/studies/spotify/open.ts";
import { study } from "../../../../lib/studies/spotify/study.ts";
import { buildLive } from "../../../../lib/studies/spotify/live/build.ts";
import { buildSite, type BuiltSite } from "../../../../lib/publish/site/build.ts";
import { withStudy } from "../../../publish/study_output.ts";

/** The folder of the sample. */
export const SAMPLE = join(PROJECT_ROOT, "data", "sample");

/** The sample, and a site for which its network was trained. */
export interface LiveSite extends BuiltSite {
  readonly out: string;
  readonly fingerprint: string;
}

/** Builds the site and hands it to `use`; all is removed afterwards. */
export async function withLive(use: (site: LiveSite) => Promise<void>): Promise<void> {
  const { fingerprint } = await openCourse({ data: SAMPLE });
  await withStudy(async (out) => {
    const live = () => buildLive({ out, fingerprint, data: SAMPLE });
    await use({ ...await buildSite(study, out, { live }), out, fingerprint });
  });
}
