/** What the notebooks on tags work with: the tables, their parts, the seed, the out folder. */
import type { Matrix } from "../../core/matrix.ts";
import { openSession, type SessionOptions, type SessionTools } from "../../publish/session.ts";
import type { Tags } from "./open.ts";
import { hasOwnScores } from "./own_scores.ts";
import { type Parts, partsOf } from "./parts.ts";
import { study } from "./study.ts";
import type { TagTable } from "./table.ts";

/** The tags study, opened. */
export interface Session extends Tags, SessionTools {
  /** The first table's rows to learn from, to choose thresholds on and to judge by: the same in every notebook. */
  readonly parts: Parts;
  /** Whether the first table brings a score of each tag. */
  readonly isScored: boolean;
  /** Writes `NOM_prediction_NAME.csv`, 0 or 1 for every tag of the table's rows to answer, and
   * `NOM_prediction_NAME_scores.csv`.
   *
   * @param probabilities of the rows to answer
   * @param said rows × tags; where it is left out, what reaches .5
   * @returns the path of the first */
  exportTags(table: TagTable, probabilities: Matrix, said?: Uint8Array): Promise<string>;
}

/** Opens the study: reads and checks the tables, for want of any draws the twin, and takes the options of
 * `deno task study tags` where it was started by that, else those given here.
 *
 * @throws {InputError} when the data cannot be used
 * @example
 * ```ts ignore
 * const { train, parts, rng } = await openStudy({ seed: 1 });
 * ```
 */
export async function openStudy(options: SessionOptions = {}): Promise<Session> {
  const session = await openSession(study, options);
  return {
    ...session,
    parts: partsOf(session.train, session.rng.fork("parts")),
    isScored: hasOwnScores(session.train),
    exportTags({ name }, p, said) {
      return session.exportPrediction(name, p, said && { classes: p.names, tags: said });
    },
  };
}
