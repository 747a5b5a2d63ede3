/** What part 04 recorded of the tricks of the trade, by its records' labels. */
import type { Gain } from "../../../evaluation/gain.ts";
import {
  type AblationRow,
  ablationTable,
  tricksWorth,
} from "../../../experiments/search/ablation.ts";
import { variedSettings } from "../../../experiments/runs/standings.ts";
import { type Evidence, question } from "../evidence.ts";

/** An ablation, put together again. */
export interface TrickFacts {
  /** By trick, which is named after the settings it changes: "dropout", "patience, restoreBest". */
  readonly accuracy: readonly Gain[];
  readonly logLoss: readonly Gain[];
  /** The network without any trick, and with all of them. */
  readonly none: AblationRow;
  readonly all: AblationRow;
  readonly tricks: number;
  readonly seeds: number;
  readonly epochs: number;
}

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
  const rows = ablationTable(found);
  const keyed = (score: string) =>
    tricksWorth(found, score).map(({ trick, ...worth }) => ({ ...worth, name: trick }));
  return {
    accuracy: keyed("accuracy"),
    logLoss: keyed("logLoss"),
    none: rows.find(({ used }) => used === "none")!,
    all: rows.find(({ used }) => used === "all")!,
    tricks: tricks.size,
    seeds: seeds.size,
    epochs: Number(found.find(({ label }) => label?.variant === "none")!.settings.epochs),
  };
}
