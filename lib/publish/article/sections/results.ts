/** Section 4: the results of every part for which there are records. */
import type { Facts } from "../facts/facts.ts";
import { paragraphs, type Pen } from "../pen.ts";
import { classicalResults } from "./results_classical.ts";
import { networkResults } from "./results_networks.ts";
import { baseResults, stepResults } from "./results_steps.ts";
import { trickResults } from "./results_tricks.ts";
import { textResults } from "./text.ts";
import { transferResults } from "./transfer.ts";

/** Section 4.
 * @param left what is left out, in words */
export function resultsSection(facts: Facts, left: string, pen: Pen): string {
  const { baselines, networks, tricks, steps } = facts;
  return paragraphs(
    `\\section{${pen.t({ en: "Results", fr: "Résultats" })}}\\label{sec:results}`,
    left,
    baselines && classicalResults(baselines, pen),
    networks && networkResults(networks, pen),
    tricks && trickResults(tricks, pen),
    steps && stepResults(steps, pen),
    baseResults(facts, pen),
    textResults(facts, pen),
    transferResults(facts, pen),
  );
}
