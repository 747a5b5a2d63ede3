/** The course's study, which reads its sample once: whoever looks at records asks whether they are of the sample. */
import { join } from "node:path";
import { PROJECT_ROOT } from "../../../../lib/core/places.ts";
import { study as spotify } from "../../../../lib/studies/spotify/study.ts";

const SAMPLE = join(PROJECT_ROOT, "data", "sample");
let sample: ReturnType<typeof spotify.open> | undefined;

export const study: typeof spotify = {
  ...spotify,
  open: (options) =>
    options.data === SAMPLE ? sample ??= spotify.open(options) : spotify.open(options),
};
