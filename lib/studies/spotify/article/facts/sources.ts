/** What part 05 recorded of its sources of evidence, each added to those before it. */
import { verdict } from "../../../../publish/article/difference.ts";
import type { Evidence } from "../../../../publish/article/evidence.ts";
import type { Estimate } from "../../../../publish/article/numbers.ts";
import { judgedModels, keptDifference } from "./paired.ts";

/** One source, and what it adds to those before it on the same rows: of the random hold-out, and of albums that were
 * never met. */
interface Source {
  readonly source: string;
  readonly gain: Estimate;
  readonly apart: Estimate;
}

/** The sources. */
export interface SourceFacts {
  readonly added: readonly Source[];
  /** Those whose gain is established on the random hold-out, and on albums never met. */
  readonly gained: readonly string[];
  readonly gainedApart: readonly string[];
}

/** The variants of the records' labels, in the order in which each is added to those before. */
export const SOURCES = [
  ...["sound and date", "same date, same audio", "nearest sounds", "same album, same title"],
  ...["nearest titles", "nearest albums", "n-grams"],
] as const;

/** What part 05 recorded of its sources; undefined where not all of them were tried on both hold-outs, or what they said
 * was not kept. */
export async function sourceFacts(evidence: Evidence): Promise<SourceFacts | undefined> {
  const { folder } = evidence, runs = evidence.runs.filter(({ part }) => part === "05");
  const gains = async (step: string) => {
    const found = await judgedModels({ runs, folder }, step, SOURCES);
    if (found.length < SOURCES.length) return [];
    return found.slice(1).map(({ judged }, i) => keptDifference(judged, found[i].judged));
  };
  const random = await gains("ladder"), apart = await gains("apart");
  const known = [...random, ...apart].every((gain) => verdict(gain) !== "unknown");
  if (!random.length || !apart.length || !known) return undefined;
  return judgedSources(
    random.map((gain, i) => ({ source: SOURCES[i + 1], gain, apart: apart[i] })),
  );
}

/** The sources, and which of them gain. */
export function judgedSources(added: readonly Source[]): SourceFacts {
  const of = (which: "gain" | "apart") =>
    added.filter((source) => verdict(source[which]) === "above").map(({ source }) => source);
  return { added, gained: of("gain"), gainedApart: of("apart") };
}
