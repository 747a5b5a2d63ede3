/** Everything that the article's templates may say, from the records of a study. */
import type { Evidence } from "../../../publish/article/evidence.ts";
import { type BaselineFacts, baselineFacts } from "./facts/baselines.ts";
import { type DataFacts, dataFacts } from "./facts/data.ts";
import { type NetworkFacts, networkFacts } from "./facts/networks.ts";
import { type Predictors, predictors } from "./facts/predictors.ts";
import { type SourceFacts, sourceFacts } from "./facts/sources.ts";
import { type StepFacts, stepFacts } from "./facts/steps.ts";
import { type TextFacts, textFacts } from "./facts/text.ts";
import { type TransferFacts, transferFacts } from "./facts/transfer.ts";
import { type TrickFacts, trickFacts } from "./facts/tricks.ts";

/** What the records tell, part by part; a part without usable records is undefined, and the article says so. */
export interface Facts {
  /** True where the data are the synthetic sample of this project. */
  readonly synthetic: boolean;
  readonly data: DataFacts | undefined;
  readonly baselines: BaselineFacts | undefined;
  readonly networks: NetworkFacts | undefined;
  readonly tricks: TrickFacts | undefined;
  readonly steps: StepFacts | undefined;
  readonly text: TextFacts | undefined;
  readonly sources: SourceFacts | undefined;
  readonly transfer: TransferFacts | undefined;
  /** The exported predictors. */
  readonly predictors: Predictors;
}

/** Reads all facts off the records. */
export async function readFacts(evidence: Evidence): Promise<Facts> {
  return {
    synthetic: evidence.synthetic,
    data: dataFacts(evidence),
    baselines: baselineFacts(evidence),
    networks: networkFacts(evidence),
    tricks: trickFacts(evidence),
    steps: await stepFacts(evidence),
    text: await textFacts(evidence),
    sources: await sourceFacts(evidence),
    transfer: transferFacts(evidence),
    predictors: predictors(evidence),
  };
}

/** The parts without usable records, as words.json names them. */
export function missingParts({ predictors: { base, full, six }, ...facts }: Facts): string[] {
  const { data, baselines, networks, tricks, steps, text, transfer } = facts;
  const read = text && text.alone.length + text.fused.length > 0;
  const parts = {
    data,
    baselines,
    networks,
    tricks,
    steps,
    base,
    texts: read,
    full,
    transfer,
    six,
  };
  return Object.entries(parts).filter(([, part]) => !part).map(([name]) => name);
}
