/** What the notebooks on genres work with: the tracks with their features, the seed, the out folder. */
import type { Dataset } from "../../data/mod.ts";
import { openSession, type SessionOptions, type SessionTools } from "../../publish/session.ts";
import type { Gtzan } from "./open.ts";
import { study } from "./study.ts";

/** The study of genres, opened. */
export interface Session extends Gtzan, SessionTools {
  /** Labelled tracks with their features. */
  readonly train: Dataset;
  /** Tracks to answer, with their features. */
  readonly test?: Dataset;
}

/** Opens the study: finds the tracks and measures what no table tells of them, and takes the options of
 * `deno task study gtzan` where it was started by that, else those given here.
 *
 * @throws {InputError} when the data cannot be used
 * @example
 * ```ts ignore
 * const { train, rng } = await openStudy({ seed: 1 });
 * ```
 */
export async function openStudy(options: SessionOptions = {}): Promise<Session> {
  const session = await openSession(study, options);
  return { ...session, ...await session.hear() };
}
