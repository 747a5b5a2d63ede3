/** The leaderboard over all parts of a study: every judged model on one scale, from records and model cards. */
import { mean } from "../../core/statistics.ts";
import { canonicalJson } from "../../experiments/runs/canonical.ts";
import type { ModelCard } from "../cards/card.ts";
import type { Run } from "../../experiments/runs/record.ts";
import { wilson } from "../../evaluation/statistics/shares.ts";
import type { SiteWords, Study } from "../study.ts";
import type { DataUsed } from "./collect.ts";

/** The way of a split that keeps nothing together. */
export const AT_RANDOM = "at random";

/** How rows were kept apart; accuracies of different ways are not to be compared. The first is the one that models are
 * ranked by. */
export const waysOf = ({ site }: Pick<Study, "site">): string[] => [
  AT_RANDOM,
  ...(site?.together ? [site.together.way] : []),
];

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
  readonly ways: Readonly<Record<string, Judged>>;
}

interface SplitNote {
  readonly folds?: number;
  readonly group?: string;
  readonly holdOut?: number;
}

/** What splits of the usual task say of themselves; what says more is of other rows, or of another task. */
const USUAL = ["folds", "group", "holdOut"];

type Together = SiteWords["together"];
const wayOf = (split: SplitNote, together: Together): string =>
  split.group ? together!.way : AT_RANDOM;
const FRACTIONS: Record<string, string> = { ".1": "a tenth", ".2": "a fifth", ".25": "a quarter" };
const onOf = ({ folds, holdOut = 0 }: SplitNote): string =>
  folds ? `${folds} folds` : `${FRACTIONS[String(holdOut).slice(1)] ?? holdOut} held out`;

/** Whether a run was judged on all of this data's labelled rows: 1 − 1/folds or 1 − hold-out of them learnt; and in
 * one of the study's ways, for other groups held out are further ones. */
function isOf({ data: { rows }, split, study }: Run, data: DataUsed, together: Together): boolean {
  const { folds, holdOut, group } = (split ?? {}) as SplitNote;
  if (Object.keys(split ?? {}).some((key) => !USUAL.includes(key))) return false;
  if ((group && group !== together?.group) || !(folds || holdOut)) return false;
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

const settingsOf = (run: Run) => canonicalJson(run.settings);
const better = (a: BoardRow, b: BoardRow, way: string) =>
  (b.ways[way]?.accuracy ?? -1) - (a.ways[way]?.accuracy ?? -1);

/** Every judged model, best first: by its accuracy at random; models that were not judged so come after, by the other
 * way.
 *
 * A training of a search is no judged model, for the best of hundreds is partly the luckiest; but where a judged
 * model's settings were trained under the other way too, that is its other number.
 *
 * @param cards of the exported predictions
 * @param data whose runs count; those on other data are passed over
 */
export function board(
  study: Pick<Study, "site">,
  runs: readonly Run[],
  cards: readonly ModelCard[],
  data: DataUsed | undefined,
): BoardRow[] {
  const ways = waysOf(study), { together, modelName }: Partial<SiteWords> = study.site ?? {};
  const way = (run: Run) => wayOf(run.split as SplitNote, together);
  const usable = data
    ? runs.filter((run) =>
      run.status === "done" && "accuracy" in run.scores && isOf(run, data, together)
    )
    : [];
  const own = usable.filter((run) => run.engine === undefined);
  const trainings = usable.filter((run) => run.engine !== undefined);
  // of other classes is another task
  const exported = cards.filter((card) =>
    data && card.data.includes(data.fingerprint) &&
    card.judged.every(({ classes }) => (classes?.length ?? data.classes) === data.classes)
  ).map((card) => ofCard(card, ways));
  const models = Map.groupBy(own, ({ part, name, label }) => `${part} ${label?.step} ${name}`);
  const rows = [...models.values()].map((group): BoardRow => {
    const found = ways.flatMap((each) => {
      const same = group.filter((run) => way(run) === each);
      const latest = same.toSorted((a, b) => a.created < b.created ? 1 : -1)[0];
      if (latest) return [[each, judged(same.filter((r) => settingsOf(r) === settingsOf(latest)))]];
      const trained = trainings.filter((run) =>
        way(run) === each &&
        group.some((r) => settingsOf(r) === settingsOf(run))
      );
      return trained.length ? [[each, judged(trained)]] : [];
    });
    const { part, name, label } = group[0];
    return { part, model: modelName?.(part, name, label) ?? name, ways: Object.fromEntries(found) };
  });
  const first = (a: BoardRow, b: BoardRow) =>
    ways.reduce((order, each) => order || better(a, b, each), 0);
  const all = [...exported, ...rows].sort(first);
  return all.filter((row) => !all.some((other) => repeats(row, other)));
}

/** The exported predictor's line, from its card. */
function ofCard(card: ModelCard, known: readonly string[]): BoardRow {
  const ways = card.judged.flatMap(({ protocol, rows, accuracy, logLoss }) => {
    const [low, high] = wilson(Math.round(accuracy * rows), rows);
    const line: Judged = { accuracy, low, high, logLoss, on: `${rows} held out` };
    return known.includes(protocol) ? [[protocol, line]] : [];
  });
  return { model: card.name, ways: Object.fromEntries(ways) };
}

/** Whether a line says nothing that the other, of the same part or exported, does not say as well. */
function repeats(row: BoardRow, other: BoardRow): boolean {
  if (row === other || (other.part !== undefined && other.part !== row.part)) return false;
  const ways = Object.keys(row.ways), more = Object.keys(other.ways).length;
  const same = ways.every((way) =>
    row.ways[way].accuracy === other.ways[way]?.accuracy &&
    row.ways[way].logLoss === other.ways[way]?.logLoss
  );
  return same && (ways.length < more || (row.part !== undefined && other.part === undefined));
}
