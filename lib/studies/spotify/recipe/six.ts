/** The study's prediction of six genres from sound, date, title and album. */
import { combine } from "../../../features/combine.ts";
import { cached } from "../../../features/cached.ts";
import type { EmbedOptions } from "../../../features/text/embed.ts";
import type { Estimator } from "../../../models/estimator.ts";
import { type FullOptions, type FullSettings, fullSettings, fullSources } from "./full.ts";
import { averaged, membersOn } from "./members.ts";

/** Any of the full prediction's settings, and which of its sources are left out. */
type SixOptions = FullOptions & { readonly leftOut?: readonly string[] };

/** How six genres are predicted: as `fullPredictor` does five, with one network and one boosted model, without the
 * nearest titles and albums. Looking for those takes nine tenths of the time that all sources take, and on the
 * course's six genres left the accuracy where it was (LOG.md).
 *
 * @param options.leftOut names of `fullSources`
 * @example
 * ```ts ignore
 * sixSettings({ leftOut: ["n-grams"] }); // with the nearest titles and albums again
 * ```
 */
function sixSettings(
  { leftOut = ["nearest titles", "nearest albums"], ...options }: SixOptions = {},
): FullSettings & { readonly leftOut: readonly string[] } {
  return { ...fullSettings({ networks: 1, boosted: 1, ...options }), leftOut };
}

/** A network that learns playlists and boosted trees that learn subgenres, on what sound, date and texts tell; their
 * probabilities averaged.
 *
 * @param vectors the sentence encoder; it is not asked where the sources that need it are left out
 * @example
 * ```ts ignore
 * const fitted = await sixPredictor({ encoder }).fit(study.six, rows, rng);
 * const probabilities = await fitted.predictProba(test, allRows(test));
 * ```
 */
export function sixPredictor(vectors: EmbedOptions, options: SixOptions = {}): Estimator {
  const settings = sixSettings(options), { leftOut } = settings;
  const kept = Object.entries(fullSources(vectors, options))
    .filter(([name]) => !leftOut.includes(name)).map(([, source]) => source);
  return {
    name: "six",
    settings: { ...settings },
    fit(tracks, rows, rng) {
      const evidence = cached(combine(...kept), rng.fork("evidence"));
      return averaged(membersOn(evidence, settings), settings).fit(tracks, rows, rng);
    },
  };
}
