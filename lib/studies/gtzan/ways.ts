/** Ways to split tracks, and what models are worth under each. */
import { argmax } from "../../core/matrix.ts";
import type { Rng } from "../../core/rng.ts";
import { mean } from "../../core/statistics.ts";
import { type Dataset, type Split, stratifiedKFold } from "../../data/mod.ts";
import type { Evaluated } from "../../evaluation/mod.ts";
import { averageOf, shareInterval } from "../../evaluation/mod.ts";
import type { Estimator } from "../../models/mod.ts";
import { knowsArtists } from "./models.ts";
import { publishedHoldOut } from "./published_hold_out.ts";
import { foldsFor } from "./recipe.ts";
import type { Session } from "./session.ts";

/** A way to split. */
export interface Way {
  /** Stands in figures. */
  readonly name: string;
  /** What is asked of a model under it. */
  readonly asks: string;
  /** One split, or folds, each time it is repeated. */
  readonly repeats: readonly (Split | readonly Split[])[];
  /** Rows of this group are no independent witnesses. */
  readonly group?: string;
}

/** A model under one way to split. */
export interface JudgedWay {
  /** Its name. */
  readonly model: string;
  /** The way's name. */
  readonly way: string;
  /** Tracks that were judged. */
  readonly tracks: number;
  /** Share of them told right, the mean over repeats. */
  readonly accuracy: number;
  /** 95 % interval: other tracks (of other artists, where these are known) of the same kind. */
  readonly interval: readonly [low: number, high: number];
  /** Of each repeat. */
  readonly evaluated: readonly Evaluated[];
}

/** Every way to split that the tracks allow: at random, ten times; of GTZAN's tracks the published draw; repeats kept
 * together; the published split without faulty files; artists kept together, as published or by folds of our own.
 *
 * @param options.repeats of random folds
 * @example
 * ```ts ignore
 * const ways = waysToSplit(study, { repeats: 10 });
 * ```
 */
export function waysToSplit(session: Session, { repeats = 10 } = {}): Way[] {
  const { train, parts, artistFolds, rng } = session;
  const random = Array.from(
    { length: repeats },
    (_, repeat) =>
      stratifiedKFold(train, { folds: 5 }, rng.fork(`random ${repeat}`)).map((split) => ({
        ...split,
        provenance: { ...split.provenance, ...(repeat > 0 && { repeat }) },
      })),
  );
  const ways: Way[] = [{
    name: "at random",
    asks: "a track like those it has learnt from, perhaps by the same artist",
    repeats: random,
  }];
  if (parts) {
    ways.push({
      name: "as published",
      asks: "the published draw of a fifth of the tracks, row for row",
      repeats: [publishedHoldOut(train)],
    });
  }
  const folds = (group: string, many = 5) =>
    stratifiedKFold(train, { folds: many, group }, rng.fork(group));
  if (new Set(train.groups("copies")).size < train.rows) {
    ways.push({
      name: "repeats together",
      asks: "the same, but no recording is learnt and asked",
      repeats: [folds("copies", foldsFor(train, "copies"))],
    });
  }
  if (parts) ways.push(faultFiltered(parts));
  if (artistFolds || knowsArtists(train) && foldsFor(train, "artist") >= 2) {
    ways.push({
      name: "artists together",
      asks: "a track by somebody it has never heard",
      repeats: [
        artistFolds ? publishedFolds(artistFolds) : folds("artist", foldsFor(train, "artist")),
      ],
      group: "artist",
    });
  }
  return ways;
}

function faultFiltered(parts: NonNullable<Session["parts"]>): Way {
  const rows = (of: readonly string[]) =>
    Int32Array.from(parts.keys()).filter((i) => of.includes(parts[i]!));
  const split = { train: rows(["train", "valid"]), validation: rows(["test"]) };
  return {
    name: "faults left out",
    asks: "the published test part: no repeats, no wrong labels, other artists",
    repeats: [{ ...split, provenance: { published: "fault-filtered" } }],
    group: "artist",
  };
}

function publishedFolds(folds: Int32Array): Split[] {
  const rows = Int32Array.from(folds.keys());
  const numbers = [...new Set(folds)].filter((fold) => fold >= 0).sort((a, b) => a - b);
  return numbers.map((fold) => ({
    train: rows.filter((i) => folds[i] >= 0 && folds[i] !== fold),
    validation: rows.filter((i) => folds[i] === fold),
    provenance: { published: "artist folds", fold },
  }));
}

/** What models are worth under every way to split, and averages of them.
 *
 * @param name of what the models read, for the records
 * @param options.blends names of models whose mean is judged, too
 * @example
 * ```ts ignore
 * const judged = await judgeWays(study, "174", modelsOn(inputsOf("means")), ways);
 * ```
 */
export async function judgeWays(
  session: Session,
  name: string,
  models: Readonly<Record<string, Estimator>>,
  ways: readonly Way[],
  { part = "05", blends = {} }: {
    readonly part?: string;
    readonly blends?: Readonly<Record<string, readonly string[]>>;
  } = {},
): Promise<JudgedWay[]> {
  const found: JudgedWay[] = [], { train, rng } = session;
  for (const way of ways) {
    const evaluated: Evaluated[][] = [];
    for (const split of way.repeats) {
      const experiment = await session.experiment(part, { data: train, split });
      const named = Object.fromEntries(
        Object.entries(models).map(([model, own]) => [`${name}: ${model}`, own]),
      );
      const single = await experiment.evaluate(`${name}, ${way.name}`, named);
      const of = (model: string) => single[Object.keys(models).indexOf(model)];
      const mixed = Object.entries(blends).map(([blend, members]) =>
        averageOf(members.map(of), { name: `${name}: ${blend}` })
      );
      evaluated.push([...single, ...mixed]);
    }
    const judged = [...Object.keys(models), ...Object.keys(blends)].map((model, m): JudgedWay => {
      const own = evaluated.map((each) => each[m]),
        stream = rng.fork(`${name} ${way.name} ${model}`);
      return { model, way: way.name, ...accuracyOf(own, train, way.group, stream) };
    });
    await keepWay(session, part, name, judged);
    found.push(...judged);
  }
  return found;
}

/** One record for the models under a way, for the article: by model its accuracy, with the interval and the lowest and
 * the highest of single splits. */
async function keepWay(
  session: Session,
  part: string,
  read: string,
  judged: readonly JudgedWay[],
): Promise<void> {
  const [{ way, tracks, evaluated: { length: repeats } }] = judged;
  const scores = judged.flatMap((one) => {
    const { model, accuracy, interval: [low, high] } = one, draws = drawsOf(one);
    return [
      ...[[model, accuracy], [`${model}Low`, low], [`${model}High`, high]] as const,
      ...[[`${model}Least`, draws[0]], [`${model}Most`, draws.at(-1)!]] as const,
    ];
  });
  const name = `ways: ${read}, ${way}${repeats > 1 ? `, ${repeats} times` : ""}`;
  const about = { label: { step: read, variant: way } };
  await session.record(part, name, { ...Object.fromEntries(scores), tracks, repeats }, about);
}

/** Mean accuracy over repeats, with the interval of a bootstrap over tracks, or over groups of them. */
function accuracyOf(
  evaluated: readonly Evaluated[],
  data: Dataset,
  group: string | undefined,
  rng: Rng,
): Pick<JudgedWay, "tracks" | "accuracy" | "interval" | "evaluated"> {
  const right = new Map<number, number>();
  for (const { rows, truth, probabilities } of evaluated) {
    argmax(probabilities).forEach((code, i) => {
      const share = Number(code === truth[i]) / evaluated.length;
      right.set(rows[i], (right.get(rows[i]) ?? 0) + share);
    });
  }
  const groups = group === undefined ? undefined : data.groups(group);
  const sums = new Map<number, [right: number, rows: number]>();
  for (const [row, share] of right) {
    const own = groups ? groups[row] : row, [a, n] = sums.get(own) ?? [0, 0];
    sums.set(own, [a + share, n + 1]);
  }
  return {
    ...{ tracks: right.size, accuracy: mean([...right.values()]) },
    interval: shareInterval([...sums.values()], rng),
    evaluated,
  };
}

/** The published way of judging: one draw of a fifth of the tracks. What each fold of the random ones would have said.
 *
 * @returns accuracies, ascending
 * @example
 * ```ts ignore
 * const luck = drawsOf(judged.find(({ way }) => way === "at random")!);
 * ```
 */
export const drawsOf = ({ evaluated }: JudgedWay): number[] =>
  evaluated.flatMap((one) => one.foldScores().map(({ accuracy }) => accuracy)).sort((a, b) =>
    a - b
  );
