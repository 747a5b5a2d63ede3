/** The same tracks as several sets of features, judged side by side. */
import { argmax } from "../../core/matrix.ts";
import type { Rng } from "../../core/rng.ts";
import { mean, standardDeviation } from "../../core/statistics.ts";
import { classesOf, columnsOfKind, type Dataset, type Split, withColumns } from "../../data/mod.ts";
import { accuracyOf } from "../../evaluation/mod.ts";
import { type Features, standard } from "../../features/mod.ts";
import { type Classifier, type Estimator, onFeatures } from "../../models/mod.ts";
import { heard, type HeardSettings } from "./features.ts";
import { familyOf } from "./look.ts";
import type { Session } from "./session.ts";
import { isMeasured, steady } from "./steady.ts";
import { judgeWays, waysToSplit } from "./ways.ts";

/** A set of features. */
export interface FeatureSet {
  /** Stands in figures and records. */
  readonly name: string;
  /** What is changed, in words. */
  readonly what: string;
  /** How many there are. */
  readonly columns: number;
  /** What a model is given. */
  readonly features: Features;
}

/** The sets of features that the tracks allow, from the published ones on.
 *
 * @param tables which tables there are
 * @example
 * ```ts ignore
 * table(featureSets(train, tablesOf(train)).map(({ name, what }) => ({ name, what })));
 * ```
 */
export function featureSets(data: Dataset, tables: HeardSettings["tables"]): FeatureSet[] {
  const set = (name: string, what: string, columns: number, settings: Partial<HeardSettings>) => ({
    ...{ name, what, columns, features: heard(settings) },
  });
  const bands = { log: true, melBands: 32, level: false, turned: true } as const;
  const means = tables === "moments" ? [] : [
    set("174", "as published", 174, { tables: "means" }),
    set("174 in dB", "powers in decibels", 174, { tables: "means", log: true }),
    set("174, turned", "in decibels, 64 bands, chroma turned to its strongest", 110, {
      ...{ tables: "means", log: true, melBands: 64, turned: true },
    }),
    set("174, no level", "32 bands less their mean, chroma turned", 78, {
      tables: "means",
      ...bands,
    }),
  ];
  const moments = tables === "means" ? [] : [
    set("57", "means and variances, as published", 57, { tables: "moments" }),
    set("57 in dB", "variances in decibels", 57, { tables: "moments", log: true }),
  ];
  const both = tables !== "both" ? [] : [
    set("both in dB", "174 and 57, in decibels", 231, { tables: "both", log: true }),
    set("both, no level", "the same, 32 bands less their mean, chroma turned", 135, {
      ...{ tables: "both", ...bands },
    }),
  ];
  const steadily = !isMeasured(data) ? [] : [{
    ...{
      name: "steady",
      what: "what changes least from artist to artist, of all that is measured",
    },
    ...{ columns: 41, features: steady() },
  }];
  return [...means, ...moments, ...both, ...steadily];
}

/** A model on a set of features, under a way to split: a line for the figure `intervals`. */
export interface JudgedSet {
  /** The set of features. */
  readonly name: string;
  /** The model. */
  readonly way: string;
  /** How tracks were split. */
  readonly asked: string;
  /** Accuracy. */
  readonly value: number;
  /** 95 %, over tracks or artists. */
  readonly interval: readonly [low: number, high: number];
}

/** Every set given to every model, at random and with artists (or, unknown, recordings) kept together.
 *
 * @example
 * ```ts ignore
 * const judged = await judgeSets(study, featureSets(train, tablesOf(train)), { SVM: svm() });
 * ```
 */
export async function judgeSets(
  session: Session,
  sets: readonly FeatureSet[],
  models: Readonly<Record<string, Classifier>>,
): Promise<JudgedSet[]> {
  const all = waysToSplit(session, { repeats: 1 });
  const ways = all.length > 1 ? [all[0], all.at(-1)!] : all, found: JudgedSet[] = [];
  for (const { name, features } of sets) {
    const own = Object.fromEntries(
      Object.entries(models).map(([model, one]) => [model, onFeatures(features, standard(), one)]),
    );
    const judged = await judgeWays(session, name, own, ways, { part: "02" });
    found.push(...judged.map(({ model, way, accuracy, interval }) => ({
      ...{ name, way: model, asked: way, value: accuracy, interval },
    })));
  }
  return found;
}

/** How much accuracy is lost when all columns that measure one thing are shuffled together among tracks that the model has
 * not learnt from: the mean of five times.
 *
 * @returns a bar for each family of columns
 * @see Breiman, L. (2001). Random forests; of columns shuffled together, which is fair to neighbours that say the same.
 * @example
 * ```ts ignore
 * bars(await importanceByFamily(train, model, split, rng), { title: "Importance", unit: "accuracy lost" });
 * ```
 */
export async function importanceByFamily(
  data: Dataset,
  model: Estimator,
  { train, validation }: Split,
  rng: Rng,
): Promise<{ name: string; value: number; spread: number }[]> {
  const fitted = await model.fit(data, train, rng.fork("fit"));
  const { codes } = classesOf(data, validation);
  const accuracy = async (own: Dataset) =>
    accuracyOf(codes, argmax(await fitted.predictProba(own, validation)));
  const whole = await accuracy(data), columns = columnsOfKind(data.schema, "number");
  const families = Map.groupBy(columns, familyOf);
  return await Promise.all([...families].map(async ([name, members]) => {
    const lost: number[] = [];
    for (let repeat = 0; repeat < 5; repeat++) {
      const from = rng.fork(`${name} ${repeat}`).shuffle(validation.slice());
      const numbers = Object.fromEntries(members.map((column) => {
        const values = data.numbers(column), moved = values.slice();
        validation.forEach((row, i) => moved[row] = values[from[i]]);
        return [column, moved];
      }));
      lost.push(whole - await accuracy(withColumns(data, { numbers })));
    }
    return { name, value: mean(lost), spread: standardDeviation(lost) };
  }));
}
