/** What the notebooks on sound work with: the sounds, the seed, the out folder. */
import { openSession, type SessionOptions, type SessionTools } from "../../publish/session.ts";
import type { SoundData } from "./open.ts";
import { study } from "./study.ts";

/** The sound study, opened. */
export interface Session extends SoundData, SessionTools {}

/** Opens the study: reads and checks the files, for want of any makes clips, and takes the options of
 * `deno task study sound` where it was started by that, else those given here.
 *
 * @throws {InputError} when the data cannot be used
 * @example
 * ```ts ignore
 * const { train, hear, rng } = await openStudy({ seed: 1 });
 * ```
 */
export const openStudy = (options: SessionOptions = {}): Promise<Session> =>
  openSession(study, options);
