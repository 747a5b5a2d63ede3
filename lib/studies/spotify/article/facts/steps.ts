/** What part 04 recorded of looking at other tracks: two chains of models, each adding one thing to the one before. */
import { verdict } from "../../../../publish/article/difference.ts";
import { type Evidence, newest } from "../../../../publish/article/evidence.ts";
import type { Run } from "../../../../experiments/runs/record.ts";
import type { Estimate } from "../../../../publish/article/numbers.ts";
import { type Judged, keptDifference, keptOf } from "./paired.ts";

/** A model, and what it adds to the one before it. */
export interface Step {
  /** Its label's step and variant: "trees: neighbours". */
  readonly key: string;
  /** As the record is named. */
  readonly name: string;
  readonly accuracy: number;
  readonly logLoss: number;
  /** Less the one before it in the chain, on the same rows; undefined for the first. */
  readonly gain: Estimate | undefined;
}

/** The chains. */
export interface StepFacts {
  readonly trees: readonly Step[];
  readonly networks: readonly Step[];
  /** The first network less the first boosted trees: the same inputs, the same rows. */
  readonly networkLead: Estimate | undefined;
  /** How many steps add something; of these, those whose gain is established, and those whose loss is. */
  readonly added: number;
  readonly gained: readonly Step[];
  readonly lost: readonly Step[];
}

/** The variants of the records' labels in the order in which each adds to the one before, by the labels' step. */
export const CHAINS = {
  trees: ["quantities", "shared", "neighbours", "subgenres", "subgenresLearnt"],
  networks: [
    ...["quantities", "evidence", "embedding", "subgenresLearnt", "playlistsLearnt"],
    ...["averagedWeights", "members"],
  ],
} as const;

/** What part 04 recorded of the chains; undefined where it has no record of either. */
export async function stepFacts({ runs, folder }: Evidence): Promise<StepFacts | undefined> {
  const own = runs.filter(({ part, status, split }) =>
    part === "04" && status === "done" && !(split as { group?: string } | null)?.group
  );
  const chain = async (step: keyof typeof CHAINS): Promise<Judged[]> => {
    const is = (variant: string) => ({ label }: Run) =>
      label?.step === step && label.variant === variant;
    const found = CHAINS[step].map((variant) => newest(own.filter(is(variant))))
      .filter((run) => run !== undefined);
    return await Promise.all(found.map(async (run) => ({ run, kept: await keptOf(folder, run) })));
  };
  const trees = await chain("trees"), networks = await chain("networks");
  if (trees.length + networks.length === 0) return undefined;
  const steps = (found: readonly Judged[]) =>
    found.map(({ run }, i): Step => ({
      key: `${run.label!.step}: ${run.label!.variant}`,
      name: run.name,
      accuracy: run.scores.accuracy,
      logLoss: run.scores.logLoss,
      gain: i > 0 ? keptDifference([found[i]], [found[i - 1]]) : undefined,
    }));
  const plain = networks[0]?.run.label?.variant === CHAINS.networks[0] &&
    trees[0]?.run.label?.variant === CHAINS.trees[0];
  const networkLead = plain ? keptDifference([networks[0]], [trees[0]]) : undefined;
  return judgedSteps({ trees: steps(trees), networks: steps(networks), networkLead });
}

/** The chains, and which of their steps gain or lose. */
export function judgedSteps(
  chains: Pick<StepFacts, "trees" | "networks" | "networkLead">,
): StepFacts {
  const added = [...chains.trees, ...chains.networks].filter(({ gain }) => gain);
  const judged = (wanted: string) => added.filter(({ gain }) => verdict(gain!) === wanted);
  return { ...chains, added: added.length, gained: judged("above"), lost: judged("below") };
}
