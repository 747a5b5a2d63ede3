/** The leaderboard over all parts of a study: every judged model on one scale, from records and model cards. */
import { mean } from "../../core/statistics.ts";
import { canonicalJson } from "../../experiments/runs/canonical.ts";
import type { AnyLine, ModelCard } from "../cards/card.ts";
import type { Run } from "../../experiments/runs/record.ts";
import { wilson } from "../../evaluation/statistics/shares.ts";
import type { SiteWords, Study } from "../study.ts";
import type { DataUsed } from "./collect.ts";

/** The way of a split that keeps nothing together. */
export const AT_RANDOM = "at random";

/** How rows were kept apart; scores of different ways are not to be compared. The first is the one that models are
 * ranked by. */
export const waysOf = ({ site }: Pick<Study, "site">): string[] => [
  AT_RANDOM,
  ...(site?.together ? [site.together.way] : []),
];

/** The scores of a study's leaderboard; models are ranked by the first. */
export const scoresOf = ({ site }: Pick<Study, "site">): readonly [string, ...string[]] => {
  const [first = "accuracy", ...others] = site?.scores ?? ["accuracy", "logLoss"];
  return [first, ...others];
};

/** The score that models are ranked by, and how sure it is. */
export interface Judged {
  readonly value: number;
  /** 95 % interval. */
  readonly low: number;
  readonly high: number;
  /** The leaderboard's other scores, in their order; NaN where a record lacks one. */
  readonly others: readonly number[];
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
  const slack = group ? .05 : .02; // whole groups make no equal folds
  const all = Math.abs(rows - share * data.rows) <= slack * data.rows;
  return all && study?.fingerprint === data.fingerprint;
}

/** Runs of one model under one way, over seeds. The interval is the record's own; where it has none, of an accuracy on a
 * hold-out, Wilson's over the rows held out. */
function judged(runs: readonly Run[], [score, ...others]: readonly string[]): Judged {
  const split = runs[0].split as SplitNote, { rows } = runs[0].data;
  const of = (name: string) => mean(runs.map((run) => run.scores[name] ?? NaN));
  const value = of(score), held = Math.round(rows / (1 - (split.holdOut ?? 0)) - rows);
  const isShare = score === "accuracy" && !split.folds;
  const [low, high] = isShare
    ? wilson(value * held, held)
    : [of(`${score}Low`), of(`${score}High`)];
  return { value, low, high, others: others.map(of), on: onOf(split) };
}

const better = (a: BoardRow, b: BoardRow, way: string) =>
  (b.ways[way]?.value ?? -1) - (a.ways[way]?.value ?? -1);

/** Every judged model, best first: by its score at random; models that were not judged so come after, by the other
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
  cards: readonly ModelCard<AnyLine>[],
  data: DataUsed | undefined,
): BoardRow[] {
  const ways = waysOf(study),
    scores = scoresOf(study),
    { together, modelName }: Partial<SiteWords> = study.site ?? {};
  const way = (run: Run) => wayOf(run.split as SplitNote, together);
  const written = new Map<Run, string>();
  /** A run's settings as text, written once: each run is compared with many. */
  const settingsOf = (run: Run): string => {
    const text = written.get(run) ?? canonicalJson(run.settings);
    written.set(run, text);
    return text;
  };
  const usable = data
    ? runs.filter((run) =>
      run.status === "done" && scores[0] in run.scores && isOf(run, data, together)
    )
    : [];
  const own = usable.filter((run) => run.engine === undefined);
  const trainings = usable.filter((run) => run.engine !== undefined);
  // of other classes is another task
  const exported = cards.filter((card) =>
    data && card.data.includes(data.fingerprint) &&
    card.judged.every((line) => scores[0] in line && classesOf(line, data) === data.classes)
  ).map((card) => ofCard(card, ways, scores))
    // a card may tell of ways that the board does not show
    .filter((row) => Object.keys(row.ways).length > 0);
  const models = Map.groupBy(own, ({ part, name, label }) => `${part} ${label?.step} ${name}`);
  const rows = [...models.values()].map((group): BoardRow => {
    const found = ways.flatMap((each) => {
      const same = group.filter((run) => way(run) === each);
      const latest = same.toSorted((a, b) => a.created < b.created ? 1 : -1)[0];
      if (latest) {
        return [[
          each,
          judged(same.filter((r) => settingsOf(r) === settingsOf(latest)), scores),
        ]];
      }
      const theirs = new Set(group.map(settingsOf));
      const trained = trainings.filter((run) => way(run) === each && theirs.has(settingsOf(run)));
      return trained.length ? [[each, judged(trained, scores)]] : [];
    });
    const { part, name, label } = group[0];
    return { part, model: modelName?.(part, name, label) ?? name, ways: Object.fromEntries(found) };
  });
  const first = (a: BoardRow, b: BoardRow) =>
    ways.reduce((order, each) => order || better(a, b, each), 0);
  const all = [...exported, ...rows].sort(first);
  return all.filter((row) => !all.some((other) => repeats(row, other)));
}

/** How many classes or tags a card's line is of; those of the data where it does not tell. */
const classesOf = (line: AnyLine, data: DataUsed): number =>
  ("tags" in line ? line.tags : line.classes?.length) ?? data.classes;

/** The exported predictor's line, from its card. */
function ofCard(
  card: ModelCard<AnyLine>,
  known: readonly string[],
  [score, ...others]: readonly string[],
): BoardRow {
  const ways = card.judged.flatMap((judged) => {
    const { protocol, rows } = judged, of = (name: string) => Number(judged[name as "rows"] ?? NaN);
    const value = of(score);
    const [low, high] = score === "accuracy"
      ? wilson(Math.round(value * rows), rows)
      : [of(`${score}Low`), of(`${score}High`)];
    const line: Judged = { value, low, high, others: others.map(of), on: `${rows} held out` };
    return known.includes(protocol) ? [[protocol, line]] : [];
  });
  return { model: card.name, ways: Object.fromEntries(ways) };
}

/** Whether a line says nothing that the other, of the same part or exported, does not say as well. */
function repeats(row: BoardRow, other: BoardRow): boolean {
  if (row === other || (other.part !== undefined && other.part !== row.part)) return false;
  const ways = Object.keys(row.ways), more = Object.keys(other.ways).length;
  const same = ways.every((way) =>
    row.ways[way].value === other.ways[way]?.value &&
    row.ways[way].others.every((value, i) => value === other.ways[way].others[i])
  );
  return same && (ways.length < more || (row.part !== undefined && other.part === undefined));
}
