/** What models of tags read: scores as log-odds, or numbers as they are; answers of an extreme learning machine beside
 * them; a token for each category. */
import type { Matrix } from "../../core/matrix.ts";
import { InputError } from "../../core/errors.ts";
import { Rng } from "../../core/rng.ts";
import { type Dataset, taskOf } from "../../data/mod.ts";
import {
  cached,
  type Features,
  logOdds,
  numeric,
  sourceOf,
  type Sources,
  standard,
} from "../../features/mod.ts";
import { elm, type ElmSettings } from "../../models/esn.ts";
import { checkOwnScores, hasOwnScores } from "./own_scores.ts";
import { tagsOf } from "./parts.ts";
import type { TagPlace } from "./table.ts";

/** All columns on one scale: scores as log-odds first, other numbers as they are. Models that read them share them: of the
 * same rows they are made once.
 *
 * @example
 * ```ts ignore
 * const model = onFeatures(...scaledScores(train), perTag(logistic()));
 * ```
 */
export const scaledScores = (data: Dataset): Sources => [scaled(data)];

const scaled = sharedBy((data) =>
  hasOwnScores(data)
    ? [numeric({ missing: "keep" }), logOdds(), standard()]
    : [numeric(), standard()]
);
const ownOdds = sharedBy((data) => {
  const { classes } = taskOf(data, new Int32Array());
  return [numeric({ columns: classes, missing: "keep" }), logOdds()];
});

/** Features of a table that remember the rows that they were made of. */
function sharedBy(make: (data: Dataset) => Sources): (data: Dataset) => Features {
  const known = new WeakMap<Dataset, Features>(), rng = new Rng("nothing is drawn");
  return (data) => {
    const features = known.get(data) ?? cached(sourceOf(make(data)), rng);
    known.set(data, features);
    return features;
  };
}

/** Log-odds of each tag's own score, as `passThrough` and `tokens` want them first; then `scaledScores`, or what else is
 * given, to correct them by.
 *
 * @throws {InputError} of a table without a score for each tag
 * @example
 * ```ts ignore
 * const inputs = ownAnd(train); // the own scores, then all columns to correct them by
 * ```
 */
export function ownAnd(data: Dataset, others: Sources = scaledScores(data)): Sources {
  checkOwnScores(data);
  return { own: ownOdds(data), others };
}

/** What networks read: own scores to pass through, and all columns to correct them by; all columns alone where a table has
 * no scores of its own.
 *
 * @example
 * ```ts ignore
 * const model = onFeatures(inputsOf(train), networkClassifier(correctedNet(train, study.parts, 12)));
 * ```
 */
export const inputsOf = (data: Dataset): readonly [Features] => [
  sourceOf(hasOwnScores(data) ? ownAnd(data) : scaledScores(data)),
];

/** The columns of `of`, and beside them what an extreme learning machine answers from them, a number for each tag, on one
 * scale. As published, the machine is fitted on the rows that the network learns from, so that the network sees answers to
 * rows that it has learnt; with few units to many rows that is a small leak.
 *
 * @example
 * ```ts ignore
 * const inputs = withElm(scaledScores(train), { units: 100 });
 * ```
 */
export function withElm(of: Sources, settings: Partial<ElmSettings> = {}): Sources {
  return { scores: of, elm: [elmAnswers(sourceOf(of), settings), standard()] };
}

function elmAnswers(of: Features, settings: Partial<ElmSettings>): Features {
  const machine = elm(settings);
  return {
    name: "answers of an elm",
    settings: { of: { name: of.name, ...of.settings }, ...machine.settings },
    async fit(data, rows, rng) {
      const { train, transform } = await of.fit(data, rows, rng.fork("of"));
      const fitted = await machine.fit(train, tagsOf(data, rows), rng.fork("elm"));
      const answers = (x: Matrix) => fitted.predictProba(x);
      return {
        train: answers(train),
        transform: async (data, rows) => answers(await transform(data, rows)),
      };
    },
  };
}

/** A token for each category: the columns of its tags' scores, of its own score where there is one, and whatever comes
 * behind (`more` columns for each tag); it answers its tags. What belongs to no category goes to the last token.
 *
 * @param more tables of one column for each tag, behind the scores, such as the answers of an elm
 * @returns settings of the network `tokens`, and what the tokens are called
 * @example
 * ```ts ignore
 * const { tokens, answers } = tokensOf(train, study.places);
 * const network = { network: "tokens", tokens, answers };
 * ```
 */
export function tokensOf(
  data: Dataset,
  places: Readonly<Record<string, TagPlace>>,
  { more = 0 } = {},
): { tokens: number[][]; answers: number[][]; names: string[] } {
  const { schema } = data, { classes } = taskOf(data, new Int32Array());
  const columns = Object.keys(schema.columns).filter((name) => name !== schema.task);
  const at = new Map(columns.map((name, i) => [name, i]));
  const groups = [...Map.groupBy(classes.keys(), (tag) => places[classes[tag]].category)];
  const tokens = groups.map(([category, tags]) => [
    ...tags.flatMap((tag) => at.get(classes[tag]) ?? []),
    ...at.has(category) ? [at.get(category)!] : [],
    ...Array.from(
      { length: more },
      (_, m) => tags.map((tag) => columns.length + m * classes.length + tag),
    ).flat(),
  ]);
  const used = new Set(tokens.flat());
  const left = columns.flatMap((_, i) => used.has(i) ? [] : [i]);
  return {
    tokens: tokens.map((own, i) => i === tokens.length - 1 ? [...own, ...left] : own),
    answers: groups.map(([, tags]) => tags),
    names: groups.map(([category]) => category),
  };
}

/** The same rows with some of their tags alone, as a data set of its own.
 *
 * @param tags in the order in which they shall stand
 * @throws {InputError} on a tag that the data have not
 * @example
 * ```ts ignore
 * const moods = onlyTags(train, ["happy", "sad"]);
 * ```
 */
export function onlyTags(data: Dataset, tags: readonly string[]): Dataset {
  const { schema } = data, { task } = schema, { classes } = taskOf(data, new Int32Array());
  const at = tags.map((tag) => classes.indexOf(tag)), unknown = tags.find((_, i) => at[i] < 0);
  if (unknown !== undefined) {
    throw new InputError("a tag that the data have not", { file: data.file, found: unknown });
  }
  return {
    ...data,
    schema: {
      ...schema,
      columns: { ...schema.columns, [task]: { kind: "tags", source: [...tags] } },
    },
    target(name, rows) {
      if (name !== task) return data.target(name, rows);
      const y = tagsOf(data, rows), k = y.classes.length, own = at.length;
      const length = rows.length * own;
      return {
        classes: [...tags],
        tags: Uint8Array.from({ length }, (_, i) => y.tags[Math.floor(i / own) * k + at[i % own]]),
      };
    },
  };
}

/** Rows per step: about a hundredth of those that are learnt from, as a power of two from 32 to 256.
 *
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals([100, 12_800].map((length) => batchSizeFor({ length })), [32, 128]);
 * ```
 */
export const batchSizeFor = ({ length }: ArrayLike<unknown>): number =>
  2 ** Math.round(Math.min(8, Math.max(5, Math.log2(length / 100))));
