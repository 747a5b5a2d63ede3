/** What the notebooks on sound work with: the sounds, the seed, the out folder. */
import { openSession, type SessionOptions, type SessionTools } from "../../publish/session.ts";
import { type Clip, makeClips, type Sound } from "../../audio/mod.ts";
import { asScores } from "./kept.ts";
import type { SoundData } from "./open.ts";
import { excerpt } from "./sounds.ts";
import { study } from "./study.ts";

/** The sound study, opened. */
export interface Session extends SoundData, SessionTools {
  /** Clips whose truth is known: those of the study, or others where its sounds are files. */
  readonly known: readonly Clip[];
  /** Keeps a table or the rows of a figure for the article, as `asScores` has them. */
  keep(part: string, what: string, rows: readonly object[]): Promise<void>;
  /** The first seconds of a sound, and its title: what is short enough to be looked at. */
  excerpt(
    row: number,
    seconds?: number,
  ): Promise<{ readonly sound: Sound; readonly title: string }>;
}

/** Opens the study: reads and checks the files, for want of any makes clips, and takes the options of
 * `deno task study sound` where it was started by that, else those given here.
 *
 * @throws {InputError} when the data cannot be used
 * @example
 * ```ts ignore
 * const { train, hear, rng } = await openStudy({ seed: 1 });
 * ```
 */
export async function openStudy(options: SessionOptions = {}): Promise<Session> {
  const session = await openSession(study, options);
  return {
    ...session,
    known: session.clips?.train ?? makeClips(),
    keep: (part, what, rows) => session.record(part, what, asScores(rows)),
    async excerpt(row, seconds = 8) {
      const sound = await session.hear(row), title = session.train.texts("title")[row];
      return { sound: excerpt(sound, 0, seconds), title };
    },
  };
}
