/** What models are worth on the rows that judge, kept as records: for the site's leaderboard, the article and the card. */
import { targetRows } from "../../core/target.ts";
import type { Rng } from "../../core/rng.ts";
import { type Gain, saidGain, saidInterval, saidScores } from "../../evaluation/mod.ts";
import type { TagsJudged } from "../../publish/cards/card.ts";
import { ranked, say, type Strategy, type StrategyLine, type TagAnswers } from "./decide.ts";
import type { Session } from "./session.ts";

/** Scores of a model's decisions, those of F1 with their 95 % intervals over rows, and of its ranking.
 *
 * @param strategy by which tags are said
 * @example
 * ```ts ignore
 * table([judgedTags(answersOf(model, study.parts), study.rng.fork("intervals"))]);
 * ```
 */
export function judgedTags(
  model: TagAnswers,
  rng: Rng,
  strategy: Strategy = "plug-in",
): TagsJudged & Readonly<Record<string, number>> {
  const { y } = model.judge, said = say(model, strategy);
  const within = <Score extends "weightedF1" | "macroF1">(score: Score) =>
    bounds(score, saidInterval(score, y, said, rng.fork(score), { score }));
  const { weightedF1: atHalf, ...others } = ranked(model);
  const { meanAveragePrecision, labelRankingAveragePrecision, logLoss } = others;
  const { microF1, samplesF1, hammingLoss } = saidScores(y, said);
  return {
    ...{ rows: targetRows(y), tags: y.classes.length },
    ...within("weightedF1"),
    ...within("macroF1"),
    ...{ meanAveragePrecision, labelRankingAveragePrecision, logLoss },
    ...{ microF1, samplesF1, hammingLoss, atHalf },
    cutPerTag: saidScores(y, say(model, "a cut per tag, F1")).weightedF1,
  };
}

/** Keeps what models are worth as records of a part, decided by plug-in thresholds; and, where a benchmark is given, what
 * each brings over it on the same rows: `gain` in weighted F1 and `macroGain`, each with its 95 % interval. The benchmark
 * itself is decided by a cut per tag that is fitted to labels.
 *
 * @returns the gains, in the order of the models; none without a benchmark
 * @example
 * ```ts ignore
 * const gains = await recordJudged(study, "03", answers, await benchmark(train, study.parts));
 * ```
 */
export async function recordJudged(
  session: Session,
  part: string,
  models: readonly TagAnswers[],
  over?: TagAnswers,
): Promise<Gain[]> {
  const { parts: { learn, tune, judge } } = session, others = learn.length + tune.length;
  const holdOut = Math.round(100 * judge.length / (others + judge.length)) / 100;
  const about = { split: { holdOut }, rows: others, label: { step: "judged" } };
  const rng = session.rng.fork(`judged ${part}`), gains: Gain[] = [];
  for (const model of models) {
    const own = rng.fork(model.name), isBase = model === over;
    const found = over && !isBase ? gainsOver(model, over, own) : [];
    const [gain, macroGain] = found;
    const scores = {
      ...judgedTags(model, own, isBase ? "a cut per tag, F1" : "plug-in"),
      ...gain && { ...bounds("gain", gain), ...bounds("macroGain", macroGain) },
    };
    await session.record(part, model.name, scores, about);
    gains.push(...found);
  }
  return gains;
}

/** What a model, decided plug-in, brings over a benchmark on the same rows, which is decided by a cut per tag: in weighted
 * and in macro F1, with 95 % intervals over rows. */
function gainsOver(model: TagAnswers, benchmark: TagAnswers, rng: Rng): Gain[] {
  const { y } = model.judge, mine = say(model, "plug-in");
  const other = say(benchmark, "a cut per tag, F1");
  const scores = [["weightedF1", "weighted F1"], ["macroF1", "macro F1"]] as const;
  return scores.map(([score, name]) => ({
    ...saidGain(name, y, mine, other, rng.fork(`gain ${score}`), { score }),
    way: `${model.name}, less ${benchmark.name}`,
  }));
}

/** Keeps what strategies came to, and what some of them gain over .5.
 *
 * @param gains by the strategies' names
 * @example
 * ```ts ignore
 * await recordStrategies(study, "02", strategies(model), gains);
 * ```
 */
export async function recordStrategies(
  { record }: Session,
  part: string,
  lines: readonly StrategyLine[],
  gains: readonly Gain[],
): Promise<void> {
  for (const { strategy, ...scores } of lines) {
    const gain = gains.find(({ name }) => name === strategy);
    const label = { step: "strategy", variant: strategy };
    await record(part, strategy, { ...scores, ...gain && bounds("gain", gain) }, { label });
  }
}

/** A value and its interval, as scores of a record. */
const bounds = <Name extends string>(name: Name, { value, interval: [low, high] }: Gain) =>
  ({ [name]: value, [`${name}Low`]: low, [`${name}High`]: high }) as Readonly<
    Record<Name | `${Name}Low` | `${Name}High`, number>
  >;
