/** Two models compared: over the seeds that both have, or row by row where what they said was kept. */
import { mean } from "../../../../core/statistics.ts";
import type { Matrix } from "../../../../core/matrix.ts";
import { loadPrediction } from "../../../../experiments/kept.ts";
import { pairedDifference, seedPairs } from "../../../../experiments/paired_by_seed.ts";
import type { Run } from "../../../../experiments/runs/record.ts";
import type { SettingsStanding } from "../../../../experiments/runs/standings.ts";
import { pairedByRow } from "../../../../evaluation/paired_by_row.ts";
import { type Evidence, newest } from "../../../../publish/article/evidence.ts";
import type { Estimate } from "../../../../publish/article/numbers.ts";

/** What a kept record said of the rows that it was judged on. */
export interface Kept {
  readonly truth: Int32Array;
  readonly probabilities: Matrix;
}

/** A record, and what is kept of it. */
export interface Judged {
  readonly run: Run;
  /** Undefined where it is missing or cut off. */
  readonly kept?: Kept;
}

/** A model, over its seeds. */
export interface JudgedModel {
  /** Its label's step and variant: "fusions: early". */
  readonly key: string;
  /** As the record is named. */
  readonly name: string;
  readonly judged: readonly Judged[];
}

/** The models of a step in the order of their variants, each with its newest record of every seed; those without
 * records are left out.
 *
 * @param evidence.runs those of one part */
export async function judgedModels(
  { runs, folder }: Pick<Evidence, "runs" | "folder">,
  step: string,
  variants: readonly string[],
): Promise<JudgedModel[]> {
  const own = runs.filter(({ label, status }) => label?.step === step && status === "done");
  const models = await Promise.all(variants.map(async (variant) => {
    const seeds = Map.groupBy(
      own.filter(({ label }) => label?.variant === variant),
      ({ seed }) => seed,
    );
    const newestOf = [...seeds].sort(([a], [b]) => a - b).map(([, found]) => newest(found)!);
    const judged = await Promise.all(
      newestOf.map(async (run) => ({ run, kept: await keptOf(folder, run) })),
    );
    return { key: `${step}: ${variant}`, name: newest(newestOf)?.name ?? "", judged };
  }));
  return models.filter(({ judged }) => judged.length > 0);
}

/** The kept predictions of a run; undefined where they are missing or cut off. */
export const keptOf = (folder: string, { id }: Run): Promise<Kept | undefined> =>
  loadPrediction(folder, id);

/** The difference of two models' accuracies, each over its seeds, with the interval of `pairedByRow`: how sure it is for
 * other tracks. Without an interval where predictions are missing, or are not of the same rows. */
export function keptDifference(
  a: readonly Judged[],
  b: readonly Judged[],
): Estimate {
  const keptA = a.flatMap(({ kept }) => kept ?? []), keptB = b.flatMap(({ kept }) => kept ?? []);
  const truth = keptB[0]?.truth;
  const complete = keptA.length === a.length && keptB.length === b.length && truth !== undefined;
  const same = complete &&
    [...keptA, ...keptB].every((kept) =>
      kept.truth.length === truth.length && kept.truth.every((code, i) => code === truth[i])
    );
  const accuracy = (judged: readonly Judged[]) =>
    mean(judged.map(({ run }) => run.scores.accuracy));
  if (!same) return { value: accuracy(a) - accuracy(b), low: NaN, high: NaN };
  const said = (kept: readonly Kept[]) => ({
    ...{ name: "", truth },
    answers: kept.map(({ probabilities }) => ({ probabilities })),
  });
  const { value, interval: [low, high] } = pairedByRow(said(keptA), said(keptB));
  return { value, low, high };
}

/** The difference of two settings' accuracies over the seeds that both have. */
export function overPairs(
  a: Pick<SettingsStanding, "runs">,
  b: Pick<SettingsStanding, "runs">,
): Estimate {
  const pairs = seedPairs(a.runs, b.runs, ({ scores }) => scores.accuracy);
  const { value, interval: [low, high] } = pairedDifference(pairs);
  return { value, low, high };
}
