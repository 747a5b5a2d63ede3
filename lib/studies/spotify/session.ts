/** What the course's notebooks work with: its data, the seed, the out folder. */
import { type Dataset, stackDatasets } from "../../data/mod.ts";
import type { Encoder } from "../../features/text/encoder.ts";
import { openSession, type SessionOptions, type SessionTools } from "../../publish/session.ts";
import { encoderOf } from "./encoder.ts";
import type { Course } from "./open.ts";
import { study } from "./study.ts";

/** The course's study, opened. */
export interface Session extends Course, SessionTools {
  /** All six genres, train.csv and the sixth together; undefined where there is no sixth. */
  readonly six?: Dataset;
  /** The encoder of sentences, with the vectors of all titles and albums made or taken from earlier runs; in a quick
   * study one that counts parts of words, for it needs no model. */
  encoder(): Promise<Encoder>;
}

/** Opens the study: reads and checks the data, and takes the options of `deno task study` where it was
 * started by that, else those given here.
 *
 * @throws {InputError} when the data cannot be used
 * @example
 * ```ts ignore
 * const { train, test, rng } = await openStudy({ seed: 1 });
 * ```
 */
export async function openStudy(options: SessionOptions = {}): Promise<Session> {
  const session = await openSession(study, options), { train, edm, quick } = session;
  return {
    ...session,
    ...(edm && { six: stackDatasets([train, edm]) }),
    encoder: () => encoderOf(session, quick),
  };
}
