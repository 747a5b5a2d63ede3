/** The course's three predictions as recipes: their members, their mixes, and what a card must say of them. */
import { InputError } from "../../../core/errors.ts";
import type { Rng } from "../../../core/rng.ts";
import { combine } from "../../../features/combine.ts";
import type { Features } from "../../../features/features.ts";
import { cached } from "../../../features/cached.ts";
import type { EmbedOptions } from "../../../features/text/embed.ts";
import type { Estimator } from "../../../models/estimator.ts";
import { averageOf } from "../../../evaluation/blended.ts";
import type { Evaluated } from "../../../evaluation/evaluated.ts";
import type { ConfusedPair } from "../../../evaluation/mistakes.ts";
import type { Settings } from "../../../experiments/runs/record.ts";
import {
  baseMembers,
  type BaseOptions,
  basePredictor,
  type BaseSettings,
  baseSettings,
  evidenceSources,
} from "./base.ts";
import {
  type FullOptions,
  fullPredictor,
  type FullSettings,
  fullSettings,
  fullSources,
  fullSummary,
  nearestSpaces,
} from "./full.ts";
import { baseLimits, fullLimits, sixLimits } from "./limits.ts";
import { type Members, membersOn, memberWeights, type Mix } from "./members.ts";
import { sixPredictor } from "./six.ts";

/** A prediction made of networks and boosted trees whose probabilities are averaged. */
export interface Recipe<Own extends BaseSettings = BaseSettings> {
  /** All of them, as they stand in the record. */
  readonly settings: Own;
  /** What the card says that it is. */
  readonly summary: string;
  /** One network and one boosted model, on these features, a track's own numbers first; on the recipe's own where none
   * are given. */
  kinds(features?: Features): Members;
  /** As many of each as the recipe has, by name: "network 1" …, "trees 1" …. */
  members(features?: Features): Readonly<Record<string, Estimator>>;
  /** Every composition that is worth a look, of members that were judged; nothing is fitted. A mix's settings say what
   * it is made of.
   *
   * @param judged the members, in their order
   * @param shares of the networks in the whole, to compare */
  mixes(judged: readonly Evaluated[], shares: readonly number[]): Evaluated[];
  /** All members together, unfitted.
   * @param mix as settings of a mix, instead of the recipe's own composition */
  predictor(mix?: Settings): Estimator;
  /** What must be said of it: sentences for its card.
   * @param pairs what is confused, the worst first */
  limits(pairs: readonly ConfusedPair[]): string[];
}

/** What a quick study makes of a recipe: few members, and short trainings. */
const SHORT = {
  ...{ networks: 2, boosted: 1 },
  ...{ network: { epochs: 6, averageLast: 2 }, boosting: { rounds: 30 } },
};

/** The prediction from quantities and date alone.
 *
 * @param study.quick fewer members, trained more briefly
 * @example
 * ```ts
 * import { assertEquals } from "../../../../tests/assert.ts";
 * const recipe = baseRecipe({ quick: false });
 * assertEquals(Object.keys(recipe.members()), ["network 1", "network 2", "network 3", "network 4", "trees 1", "trees 2"]);
 * ```
 */
export function baseRecipe(
  { quick }: { readonly quick: boolean },
  options: BaseOptions = {},
): Recipe {
  const own = { ...(quick && SHORT), ...options }, settings = baseSettings(own);
  return {
    settings,
    summary:
      "The mean of networks with periodic embeddings of a track's own numbers, which learn playlists, and boosted " +
      "trees, which learn subgenres. Both see the 13 quantities, the date, and how often each subgenre occurs among " +
      "other tracks of the same date, of the same audio, and among the nearest 25. No title or album is read.",
    kinds: (on) => baseMembers(own, on),
    members: (on) => seats(settings, baseMembers(own, on)),
    mixes: (judged, shares) => mixesOf(settings, judged, shares),
    predictor: (mix) => basePredictor({ ...own, ...mix }),
    limits: baseLimits,
  };
}

/** The prediction from sound, date, title and album. */
export interface FullRecipe extends Recipe<FullSettings> {
  /** The names of what it looks at, simplest first. */
  readonly sources: { readonly sound: readonly string[]; readonly text: readonly string[] };
  /** What these sources tell, side by side; of all of them where none are named. Each is made once for all models that
   * ask for it on the same rows.
   * @throws {InputError} on a name that is none of the sources' */
  features(sources?: readonly string[]): Features;
  /** In what the nearest tracks are looked for: quantities and year as normal deviates, and the vectors of the texts. */
  readonly spaces: Readonly<Record<"sound" | "title" | "album", Features>>;
}

/** The prediction from sound, date, title and album.
 *
 * @param vectors the encoder of sentences, and where its vectors are kept
 * @param study.rng from which its sources draw their folds; `predictor` draws from what it is fitted with
 * @example
 * ```ts ignore
 * const recipe = fullRecipe({ encoder: await study.encoder() }, study);
 * const fitted = await recipe.predictor().fit(train, train.complete, rng);
 * const { network } = recipe.kinds(recipe.features(recipe.sources.sound)); // the same without texts
 * ```
 */
export function fullRecipe(
  vectors: EmbedOptions,
  { quick, rng }: { readonly quick: boolean; readonly rng: Rng },
  options: FullOptions = {},
): FullRecipe {
  const own = { ...(quick && SHORT), ...options }, settings = fullSettings(own);
  const all = shared(fullSources(vectors, own), rng);
  const sound = Object.keys(evidenceSources(settings.evidence));
  const text = Object.keys(all).filter((name) => !sound.includes(name));
  const features = (names: readonly string[] = Object.keys(all)) =>
    combine(...names.map((name) => {
      if (Object.hasOwn(all, name)) return all[name];
      const expected = `some of ${Object.keys(all).join("; ")}`;
      throw new InputError("no such source of evidence", { found: name, expected });
    }));
  const kinds = (on: Features = features()) => membersOn(on, settings);
  return {
    settings,
    summary: `${fullSummary} ${vectors.encoder.note}`,
    sources: { sound, text },
    features,
    spaces: shared(nearestSpaces(vectors), rng),
    kinds,
    members: (on) => seats(settings, kinds(on)),
    mixes: (judged, shares) => mixesOf(settings, judged, shares),
    predictor: (mix) => fullPredictor(vectors, { ...own, ...mix }),
    limits: (pairs) => fullLimits(pairs, vectors.encoder),
  };
}

/** Sources of which each is made once for all who ask, with randomness that its name decides. */
function shared<Name extends string>(
  sources: Readonly<Record<Name, Features>>,
  rng: Rng,
): Readonly<Record<Name, Features>> {
  const entries = Object.entries<Features>(sources)
    .map(([name, source]) => [name, cached(source, rng.fork(name))]);
  return Object.fromEntries(entries);
}

/** Two ways to predict six genres, of which validation chooses. */
export interface SixRecipes {
  /** By name: from sound and date, and with titles and albums. */
  readonly models: Readonly<Record<string, Estimator>>;
  /** What the card says that the chosen one is. */
  summary(chosen: string): string;
  /** What must be said of it. */
  limits(pairs: readonly ConfusedPair[]): string[];
}

/** The predictions of six genres: one network and one boosted model each.
 *
 * @example
 * ```ts ignore
 * const { models } = sixRecipes({ encoder: await study.encoder() }, study);
 * const judged = await transfers.evaluate("recipes", models);
 * ```
 */
export function sixRecipes(
  vectors: EmbedOptions,
  { quick }: { readonly quick: boolean },
): SixRecipes {
  const short = { network: { epochs: 3, averageLast: 1 }, boosting: { rounds: 10 } };
  const own = { networks: 1, boosted: 1, ...(quick && short) };
  return {
    models: {
      "sound and date": basePredictor(own),
      "with titles and albums": sixPredictor(vectors, own),
    },
    summary: (chosen) =>
      `The recipe "${chosen}", chosen by validation: the mean of a network with periodic embeddings, which ` +
      "learns playlists, and boosted trees, which learn subgenres. They see the quantities, the date, and how often " +
      "each subgenre occurs among other tracks that share date, audio or neighbourhood (and texts, where it reads them).",
    limits: sixLimits,
  };
}

const numbers = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

function seats(
  { networks, boosted }: Mix,
  { network, trees }: Members,
): Record<string, Estimator> {
  return Object.fromEntries([
    ...numbers(networks).map((i) => [`network ${i}`, network]),
    ...numbers(boosted).map((i) => [`trees ${i}`, trees]),
  ]);
}

function mixesOf(
  { networks, boosted, networkShare }: Mix,
  judged: readonly Evaluated[],
  shares: readonly number[],
): Evaluated[] {
  const mixes: Mix[] = [
    ...numbers(networks).map((n) => ({ networks: n, boosted: 0, networkShare })),
    ...numbers(boosted).map((n) => ({ networks: 0, boosted: n, networkShare })),
    { networks: 1, boosted: 1, networkShare },
    ...shares.map((networkShare) => ({ networks, boosted, networkShare })),
  ];
  return mixes.map((mix) => {
    const members = [
      ...judged.slice(0, mix.networks),
      ...judged.slice(networks, networks + mix.boosted),
    ];
    const name = [
      mix.networks && `networks: ${mix.networks}`,
      mix.boosted && `trees: ${mix.boosted}`,
      mix.networks && mix.boosted && `networks' share ${mix.networkShare}`,
    ].filter(Boolean).join(", ");
    const { answers } = averageOf(members, { weights: memberWeights(mix) });
    return members[0].with({ name, settings: { ...mix }, answers });
  });
}
