/** Everything that the article's templates may say, from the records of a study. */
import type { Run } from "../../../experiments/runs/record.ts";
import { type Evidence, latestOfEach, latestScores } from "../../../publish/article/evidence.ts";
import type { Estimate } from "../../../publish/article/numbers.ts";

/** What part 01 tells. */
export interface DataFacts {
  readonly tracks: number;
  readonly genres: number;
  /** Recordings that stand more than once. */
  readonly copies: number;
  readonly artistsPerGenre: number;
  /** The largest share of a genre's tracks that one artist made; artists are known where it is above that of one track. */
  readonly busiest: number;
  /** Tracks to answer. */
  readonly asked: number;
  /** Of 174 features' variance: the first principal component's share, and how many components hold nine tenths. */
  readonly firstComponent: number;
  readonly componentsFor90: number;
  /** Whether there is sound. */
  readonly isHeard: boolean;
}

/** A model's accuracy under one way to split. */
export interface AccuracyFacts extends Estimate {
  /** The lowest and the highest of single splits. */
  readonly least: number;
  readonly most: number;
}

/** Models that read one table or one set of features, under one way to split. */
export interface WayFacts {
  /** A set of features of part 02, or tables of part 05: "means", "moments", "both". */
  readonly read: string;
  /** The way's name. */
  readonly way: string;
  readonly tracks: number;
  readonly repeats: number;
  /** By name. */
  readonly models: Readonly<Record<string, AccuracyFacts>>;
}

/** A set of features of part 02: an SVM's accuracy on it. */
export interface FeatureFacts {
  readonly set: string;
  readonly atRandom: AccuracyFacts;
  /** Under the last way; the same as at random where no artist is known. */
  readonly together: AccuracyFacts;
}

/** The ways of part 05. */
export interface WaysFacts {
  /** Names of the ways, the easiest first. */
  readonly ways: readonly string[];
  /** The last of them. */
  readonly hardest: string;
  /** What models read, as in the rows. */
  readonly tables: readonly string[];
  /** The models of the first table, then those of both, each with its accuracy under every way. */
  readonly rows: readonly {
    readonly read: string;
    readonly model: string;
    readonly of: readonly (AccuracyFacts | undefined)[];
  }[];
  /** The mean of the models on all that there is, at random and under the hardest way. */
  readonly atRandom: AccuracyFacts;
  readonly together: AccuracyFacts;
  /** Of the models on the first table the one that loses most from the first way to the last. */
  readonly furthest: {
    readonly model: string;
    readonly atRandom: AccuracyFacts;
    readonly together: AccuracyFacts;
  };
  /** The mean of SVM and networks on the first table, over repeated random folds; undefined where not repeated. */
  readonly often: WayFacts | undefined;
  /** Of the hardest way: tracks that were judged. */
  readonly tracks: number;
}

/** A genre under the hardest way. */
export interface GenreFacts {
  readonly genre: string;
  readonly tracks: number;
  /** Share of them that was told right. */
  readonly recall: number;
  /** What its other tracks were mostly taken for, and the share of its tracks; undefined where all are right. */
  readonly mostly: { readonly genre: string; readonly share: number } | undefined;
}

/** Accuracies of part 03: the published networks, and those that read the sound itself, where there is sound. */
export interface NetworkFacts {
  readonly dense: number;
  readonly cnn: number;
  readonly rnn: number;
  readonly heard: readonly { readonly network: string; readonly accuracy: number }[];
}

/** What the mean of three models has over each of them, and over the same on one table, where there are two. */
export interface GainFacts {
  readonly svm: Estimate;
  readonly networks: Estimate;
  readonly discriminant: Estimate;
  readonly oneTable: Estimate | undefined;
}

/** Accuracy on segments of three seconds, drawn at random, and with tracks and artists kept together where that can be. */
export interface SegmentFacts {
  readonly random: number;
  readonly track: number | undefined;
  readonly artist: number | undefined;
}

/** The grid of part 04. */
export interface GridFacts {
  readonly rows: number;
  readonly best: number;
  readonly meanOverSeeds: number;
  readonly byTheResult: number;
  readonly honestly: number;
}

/** Who answers tracks of unknown genre. */
export interface RecipeFacts {
  readonly members: readonly string[];
  readonly way: string;
  readonly accuracy: number;
  readonly balanced: number;
  /** Sets that were tried. */
  readonly sets: number;
}

/** What the records tell; a part without usable records is undefined or empty, and the article says so. */
export interface Facts {
  /** True where the tracks are made by code. */
  readonly synthetic: boolean;
  readonly data: DataFacts | undefined;
  readonly features: readonly FeatureFacts[];
  readonly networks: NetworkFacts | undefined;
  readonly grid: GridFacts | undefined;
  readonly ways: WaysFacts | undefined;
  readonly gains: GainFacts | undefined;
  readonly segments: SegmentFacts | undefined;
  readonly genres: readonly GenreFacts[];
  readonly recipe: RecipeFacts | undefined;
}

type Scores = Run["scores"];

/** The models as notebook 05 calls them, in the article's order, the mean of three last. */
const MODELS = [
  ...["logistic regression", "discriminant", "nearest neighbours", "extra trees", "SVM"],
  ...["networks", "SVM + networks", "all three"],
];
const ALL = MODELS.at(-1)!;

/** Reads all facts off the records. */
export function readFacts({ runs }: Pick<Evidence, "runs">): Facts {
  const done = runs.filter(({ status }) => status === "done");
  const latest = (part: string, begin: string) =>
    latestOfEach(done.filter((run) => run.part === part && run.name.startsWith(begin)));
  /** The latest of that name, where it has these scores: an earlier version may have left others. */
  const named = (part: string, name: string, ...needed: string[]): Scores | undefined => {
    const scores = latestScores(done, part, name);
    return scores && needed.every((score) => score in scores) ? scores : undefined;
  };
  const tracks = named("01", "tracks", "busiest", "asked", "isMade");
  const chosen = ["best mean over seeds", "chosen by the result", "chosen honestly"] as const;
  const grid = named("04", "grid", ...chosen);
  const [recipe] = latest("05", "recipe: ");
  return {
    synthetic: tracks?.isMade === 1,
    data: tracks && { ...tracks, isHeard: tracks.isHeard === 1 } as unknown as DataFacts,
    features: featureFacts(latest("02", "ways: ").map(wayFacts)),
    networks: networkFacts(named("03", "networks", "dense", "cnn", "rnn")),
    grid: grid && {
      ...{ rows: grid.rows, best: grid.best, meanOverSeeds: grid[chosen[0]] },
      ...{ byTheResult: grid[chosen[1]], honestly: grid[chosen[2]] },
    },
    ways: waysFacts(latest("05", "ways: ").map(wayFacts)),
    gains: gainFacts(latest("05", "gain ")),
    segments: segmentFacts(latest("05", "segments: ")),
    genres: latest("05", "taken for: ").map(({ label, scores }) =>
      genreFacts(label!.variant!, scores)
    ),
    recipe: recipe && {
      members: recipe.label!.variant!.split(" + "),
      way: recipe.name.replace("recipe: ", ""),
      accuracy: recipe.scores.accuracy,
      balanced: recipe.scores.balanced,
      sets: recipe.scores.sets,
    },
  };
}

/** The parts without usable records, as words.json names them. */
export function missingParts({ data, features, networks, grid, ways }: Facts): string[] {
  const parts = { data, features: features.length > 0, networks, grid, ways };
  return Object.entries(parts).filter(([, part]) => !part).map(([name]) => name);
}

function networkFacts(scores: Scores | undefined): NetworkFacts | undefined {
  if (!scores) return undefined;
  const { dense, cnn, rnn, ...named } = scores;
  const heard = Object.entries(named).map(([network, accuracy]) => ({ network, accuracy }));
  return { dense, cnn, rnn, heard };
}

function gainFacts(runs: readonly Run[]): GainFacts | undefined {
  const over = (name: string): Estimate | undefined => {
    const found = runs.find(({ label }) => label?.variant === `over ${name}`)?.scores;
    return found && { value: found.gain, low: found.gainLow, high: found.gainHigh };
  };
  const svm = over("SVM"), networks = over("networks"), discriminant = over("discriminant");
  if (!svm || !networks || !discriminant) return undefined;
  return { svm, networks, discriminant, oneTable: over("the same on one table") };
}

function segmentFacts(runs: readonly Run[]): SegmentFacts | undefined {
  const of = (kept: string) =>
    runs.find(({ name }) => name === `segments: ${kept}`)?.scores.accuracy;
  const random = of("random");
  return random === undefined ? undefined : { random, track: of("track"), artist: of("artist") };
}

function wayFacts({ label, scores }: Run): WayFacts {
  const models = Object.keys(scores).filter((name) => `${name}Low` in scores)
    .toSorted((a, b) => MODELS.indexOf(a) - MODELS.indexOf(b));
  return {
    ...{ read: label!.step!, way: label!.variant! },
    ...{ tracks: scores.tracks, repeats: scores.repeats },
    models: Object.fromEntries(models.map((model) => [model, {
      ...{ value: scores[model], low: scores[`${model}Low`], high: scores[`${model}High`] },
      ...{ least: scores[`${model}Least`], most: scores[`${model}Most`] },
    }])),
  };
}

/** An SVM on every set, at random and under the last way. */
function featureFacts(ways: readonly WayFacts[]): FeatureFacts[] {
  return [...Map.groupBy(ways, ({ read }) => read)].map(([set, own]) => ({
    ...{ set, atRandom: own[0].models.SVM, together: own.at(-1)!.models.SVM },
  })).filter(({ atRandom }) => atRandom !== undefined);
}

function waysFacts(all: readonly WayFacts[]): WaysFacts | undefined {
  const once = all.filter(({ repeats }) => repeats === 1);
  const tables = [...new Set(once.map(({ read }) => read))];
  const ways = once.filter(({ read }) => read === tables[0]).map(({ way }) => way);
  const of = (read: string, way: string) =>
    once.find((one) => one.read === read && one.way === way)?.models;
  const hardest = ways.at(-1), best = tables.at(-1);
  if (hardest === undefined || best === undefined) return undefined;
  const atRandom = of(best, ways[0])?.[ALL], together = of(best, hardest)?.[ALL];
  if (!atRandom || !together) return undefined;
  const single = Object.entries(of(tables[0], ways[0])!).flatMap(([model, atRandom]) => {
    const together = of(tables[0], hardest)?.[model];
    return together ? [{ model, atRandom, together }] : [];
  });
  const loss = (one: typeof single[number]) => one.atRandom.value - one.together.value;
  return {
    ...{ ways, hardest, tables, atRandom, together },
    furthest: single.reduce((a, b) => loss(b) > loss(a) ? b : a),
    rows: tables.flatMap((read) =>
      Object.keys(of(read, ways[0])!).map((model) => ({
        ...{ read, model, of: ways.map((way) => of(read, way)?.[model]) },
      }))
    ),
    often: all.find(({ repeats }) => repeats > 1),
    tracks: once.find(({ way }) => way === hardest)!.tracks,
  };
}

function genreFacts(genre: string, taken: Scores): GenreFacts {
  const tracks = Object.values(taken).reduce((sum, n) => sum + n, 0);
  const [[other, n] = [genre, 0]] = Object.entries(taken)
    .filter(([name]) => name !== genre).sort(([, a], [, b]) => b - a);
  return {
    ...{ genre, tracks, recall: taken[genre] / tracks },
    mostly: n > 0 ? { genre: other, share: n / tracks } : undefined,
  };
}
