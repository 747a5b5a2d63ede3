/** The leaderboard over all parts of a study: every judged model on one scale, from records and model cards. */
import { mean } from "../../core/statistics.ts";
import { canonicalJson } from "../../experiments/runs/canonical.ts";
import type { ModelCard } from "../cards/card.ts";
import type { Run } from "../../experiments/runs/record.ts";
import { wilson } from "../../evaluation/statistics/shares.ts";
import type { DataUsed } from "./collect.ts";
import { modelName } from "./model_names.ts";

/** How rows were kept apart: accuracies of different ways are not to be compared. */
export type Way = "at random" | "same audio together";

/** An accuracy and how sure it is. */
export interface Judged {
  readonly accuracy: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
  readonly logLoss: number;
  /** On what: "5 folds", or "a fifth held out". */
  readonly on: string;
}

/** A model's line. */
export interface BoardRow {
  readonly model: string;
  /** The part of the study, such as "02"; none for what was exported. */
  readonly part?: string;
  readonly ways: Readonly<Partial<Record<Way, Judged>>>;
}

interface SplitNote {
  readonly folds?: number;
  readonly group?: string;
  readonly holdOut?: number;
  readonly genres?: number;
}

const wayOf = (split: SplitNote): Way => split.group ? "same audio together" : "at random";
const FRACTIONS: Record<string, string> = { ".1": "a tenth", ".2": "a fifth", ".25": "a quarter" };
const onOf = ({ folds, holdOut = 0 }: SplitNote): string =>
  folds ? `${folds} folds` : `${FRACTIONS[String(holdOut).slice(1)] ?? holdOut} held out`;

/** Whether a run was judged on all of this data's labelled tracks: 1 − 1/folds or 1 − hold-out of them learnt; and in
 * one of the two ways, for albums held out are a third one. */
function isOf({ data: { rows }, split, study }: Run, data: DataUsed): boolean {
  const { folds, holdOut, genres, group = "audio" } = (split ?? {}) as SplitNote;
  if (genres !== undefined || group !== "audio" || !(folds || holdOut)) return false;
  const share = folds ? 1 - 1 / folds : 1 - holdOut!;
  const all = Math.abs(rows - share * data.rows) <= .02 * data.rows;
  return all && study?.fingerprint === data.fingerprint;
}

/** Runs of one model under one way, over seeds. The interval is the record's own, over folds; of a hold-out it
 * is Wilson's over the rows held out. */
function judged(runs: readonly Run[]): Judged {
  const split = runs[0].split as SplitNote, { rows } = runs[0].data;
  const of = (score: string) => mean(runs.map((run) => run.scores[score] ?? NaN));
  const accuracy = of("accuracy"), held = Math.round(rows / (1 - (split.holdOut ?? 0)) - rows);
  const [low, high] = split.folds
    ? [of("accuracyLow"), of("accuracyHigh")]
    : wilson(accuracy * held, held);
  return { accuracy, low, high, logLoss: of("logLoss"), on: onOf(split) };
}

const WAYS: readonly Way[] = ["at random", "same audio together"];
const settingsOf = (run: Run) => canonicalJson(run.settings);
const better = (a: BoardRow, b: BoardRow, way: Way) =>
  (b.ways[way]?.accuracy ?? -1) - (a.ways[way]?.accuracy ?? -1);

/** Every judged model, best first: by its accuracy at random, for test.csv was drawn so; models that were not
 * judged so come after, by the other way.
 *
 * A training of a search is no judged model, for the best of hundreds is partly the luckiest; but where a judged
 * model's settings were trained under the other way too, that is its other number.
 *
 * @param cards of the exported predictions
 * @param data whose runs count; those on other data are passed over
 */
export function board(
  runs: readonly Run[],
  cards: readonly ModelCard[],
  data: DataUsed | undefined,
): BoardRow[] {
  const usable = data
    ? runs.filter((run) => run.status === "done" && "accuracy" in run.scores && isOf(run, data))
    : [];
  const own = usable.filter((run) => run.engine === undefined);
  const trainings = usable.filter((run) => run.engine !== undefined);
  // six genres are another task than five
  const exported = cards.filter((card) =>
    data && card.data.includes(data.fingerprint) &&
    card.judged.every(({ classes }) => (classes?.length ?? data.genres) === data.genres)
  ).map(ofCard);
  const models = Map.groupBy(own, ({ part, name, label }) => `${part} ${label?.step} ${name}`);
  const rows = [...models.values()].map((group): BoardRow => {
    const ways = WAYS.flatMap((way) => {
      const same = group.filter((run) => wayOf(run.split as SplitNote) === way);
      const latest = same.toSorted((a, b) => a.created < b.created ? 1 : -1)[0];
      if (latest) return [[way, judged(same.filter((r) => settingsOf(r) === settingsOf(latest)))]];
      const trained = trainings.filter((run) =>
        wayOf(run.split as SplitNote) === way &&
        group.some((r) => settingsOf(r) === settingsOf(run))
      );
      return trained.length ? [[way, judged(trained)]] : [];
    });
    const { part, name, label } = group[0];
    return { part, model: modelName(part, name, label), ways: Object.fromEntries(ways) };
  });
  const all = [...exported, ...rows].sort((a, b) => better(a, b, WAYS[0]) || better(a, b, WAYS[1]));
  return all.filter((row) => !all.some((other) => repeats(row, other)));
}

/** The exported predictor's line, from its card. */
function ofCard(card: ModelCard): BoardRow {
  const ways = card.judged.flatMap(({ protocol, rows, accuracy, logLoss }) => {
    const way = WAYS.find((way) => way === protocol);
    const [low, high] = wilson(Math.round(accuracy * rows), rows);
    return way ? [[way, { accuracy, low, high, logLoss, on: `${rows} held out` }]] : [];
  });
  return { model: card.name, ways: Object.fromEntries(ways) };
}

/** Whether a line says nothing that the other, of the same part or exported, does not say as well. */
function repeats(row: BoardRow, other: BoardRow): boolean {
  if (row === other || (other.part !== undefined && other.part !== row.part)) return false;
  const ways = WAYS.filter((way) => row.ways[way]), more = Object.keys(other.ways).length;
  const same = ways.every((way) =>
    row.ways[way]!.accuracy === other.ways[way]?.accuracy &&
    row.ways[way]!.logLoss === other.ways[way]?.logLoss
  );
  return same && (ways.length < more || (row.part !== undefined && other.part === undefined));
}
