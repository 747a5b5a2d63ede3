/** Everything that the sections are written from. */
import type { Evidence } from "../evidence.ts";
import { type BaselineFacts, baselineFacts } from "./baselines.ts";
import { type DataFacts, dataFacts } from "./data.ts";
import { type NetworkFacts, networkFacts } from "./networks.ts";
import { type StepFacts, stepFacts } from "./steps.ts";
import { type TextFacts, textFacts } from "./text.ts";
import { type TransferFacts, transferFacts } from "./transfer.ts";
import { type TrickFacts, trickFacts } from "./tricks.ts";

/** What the records tell, part by part; a part without usable records is undefined, and the article says so. */
export interface Facts extends Pick<Evidence, "cards" | "synthetic"> {
  readonly data?: DataFacts;
  readonly baselines?: BaselineFacts;
  readonly networks?: NetworkFacts;
  readonly tricks?: TrickFacts;
  readonly steps?: StepFacts;
  readonly text?: TextFacts;
  readonly transfer?: TransferFacts;
}

/** Whether there is room for what the text tells in words as well: where all parts of the study are reported, eight
 * pages leave none, and the figure of the columns and the confusion matrix stand in the notebooks alone. */
export const isRoomy = ({ text, transfer }: Facts): boolean => !(text && transfer);

/** Reads all facts off the records. */
export async function readFacts(evidence: Evidence): Promise<Facts> {
  const { cards, synthetic } = evidence;
  return {
    cards,
    synthetic,
    data: dataFacts(evidence),
    baselines: baselineFacts(evidence),
    networks: networkFacts(evidence),
    tricks: trickFacts(evidence),
    steps: await stepFacts(evidence),
    text: await textFacts(evidence),
    transfer: transferFacts(evidence),
  };
}
