/** What part 04 recorded of the tricks of the trade, by its records' labels. */
import { verdict } from "../../../../publish/article/difference.ts";
import type { Estimate } from "../../../../publish/article/numbers.ts";
import type { Gain } from "../../../../evaluation/gain.ts";
import {
  ablationTable,
  tricksWorth,
  type TrickWorth,
} from "../../../../experiments/search/ablation.ts";
import { variedSettings } from "../../../../experiments/runs/standings.ts";
import { type Evidence, question } from "../../../../publish/article/evidence.ts";

/** An ablation, put together again. Tricks are named after the settings that they change: "patience, restoreBest". */
export interface TrickFacts {
  readonly tricks: number;
  readonly seeds: number;
  readonly epochs: number;
  /** The network without any trick: its accuracy, and by how much it is better in training. */
  readonly none: { readonly score: number; readonly gap: number };
  /** With all of them; the difference of its accuracy to that without any. */
  readonly all: { readonly gap: number; readonly difference: Estimate };
  /** Tricks whose gain, or loss, is established where they are added alone. */
  readonly helped: readonly string[];
  readonly hurt: readonly string[];
  /** Tricks that, added alone, are established to make the log-loss smaller. */
  readonly surer: readonly string[];
  /** Tricks without which the network with all of them is established to do better. */
  readonly dispensable: readonly string[];
  /** What each trick is worth, the best first: added alone, and kept among all the others. */
  readonly worth: readonly {
    readonly trick: string;
    readonly alone: Estimate | undefined;
    readonly among: Estimate | undefined;
  }[];
}

const ALONE = "added to none", AMONG = "kept among all";

/** What part 04 recorded of its ablation; undefined where there is none, or where it is not complete. */
export function trickFacts({ runs }: Pick<Evidence, "runs">): TrickFacts | undefined {
  const own = runs.filter(({ part, label }) => part === "04" && label?.step === "ablation");
  const found = question(own, "ablation", variedSettings(own).filter((name) => name !== "epochs"));
  const variants = new Set(found.map(({ label }) => label?.variant));
  const seeds = new Set(found.map(({ seed }) => seed));
  const tricks = new Set(found.flatMap(({ label }) => label?.trick ?? []));
  const complete = found.length > 0 && found.length === variants.size * seeds.size &&
    variants.size === 2 * tricks.size + 2;
  if (!complete) return undefined;
  const rows = ablationTable(found), accuracy = worthOf(tricksWorth(found));
  const established = (wanted: string, way: "alone" | "among", worth = accuracy) =>
    worth.filter((trick) => trick[way] && verdict(trick[way]) === wanted).map(({ trick }) => trick);
  const logLoss = worthOf(tricksWorth(found, "logLoss"));
  const row = (name: string) => rows.find(({ used }) => used === name)!;
  const all = row("all");
  return {
    tricks: tricks.size,
    seeds: seeds.size,
    epochs: Number(found.find(({ label }) => label?.variant === "none")!.settings.epochs),
    none: row("none"),
    all: { gap: all.gap, difference: { value: all.difference, low: all.low, high: all.high } },
    helped: established("above", "alone"),
    hurt: established("below", "alone"),
    surer: accuracy.map(({ trick }) => trick)
      .filter((trick) => established("above", "alone", logLoss).includes(trick)),
    dispensable: established("below", "among"),
    worth: accuracy,
  };
}

/** One row a trick, by what it is worth alone. */
function worthOf(gains: readonly TrickWorth[]): TrickFacts["worth"] {
  const estimate = (found: Gain | undefined) =>
    found && { value: found.value, low: found.interval[0], high: found.interval[1] };
  return [...new Set(gains.map(({ trick }) => trick))].map((trick) => {
    const of = (way: string) =>
      estimate(gains.find((gain) => gain.trick === trick && gain.way === way));
    return { trick, alone: of(ALONE), among: of(AMONG) };
  }).sort((a, b) => (b.alone?.value ?? -Infinity) - (a.alone?.value ?? -Infinity));
}
