/** The world of the twin: what its tags sound like, how common they are and how well they are heard. */
import { normalQuantile } from "../../../core/normal_quantile.ts";
import { Rng } from "../../../core/rng.ts";
import catalogue from "./catalogue.json" with { type: "json" };

/** Classes of tags, in the order of their columns. */
export const CLASSES = ["Genre", "Instrument", "Mood"] as const;

/** log₁₀ of the tags' rates, and the spread of their log-odds over tracks, both normal: mean and deviation as a music
 * catalogue's own system has them, per class. */
const LAWS = {
  Genre: { rate: [-1.985, .459], spread: [4.64, .90] },
  Instrument: { rate: [-1.851, .575], spread: [4.83, .89] },
  Mood: { rate: [-1.286, .380], spread: [3.10, .51] },
} as const;

/** Axes of style that no category is named after. */
const HIDDEN = 14;
/** No tag is more common. */
const MOST = .35;
/** Tracks by which the world is set up. */
const SETUP = 2000;

/** Deviation of the annotators' generosity, in log-odds, from track to track. */
export const GENEROSITY = .3;
/** Share of the cells that are tagged without listening, at the tag's rate. */
export const CARELESS = .065;
/** Deviation of the error with which a style is heard, in deviations of what it says of a tag. */
export const MISHEARD = .5;

/** A category of tags. */
export interface Category {
  /** "mood: dark" */
  readonly name: string;
  /** What kind of tags they are. */
  readonly class: "Genre" | "Instrument" | "Mood";
  /** Positions of its tags. */
  readonly tags: readonly number[];
}

/** What its tags are called. */
export interface TwinTags {
  /** Their names, category by category. */
  readonly tags: readonly string[];
  /** In the order of the tags. */
  readonly categories: readonly Category[];
}

/** One value per tag of each. */
export interface World extends TwinTags {
  /** How many axes a style has. */
  readonly axes: number;
  /** tags × axes: what a style says of each tag, so that over all tracks it has mean `mean` and deviation 1. */
  readonly loadings: Float64Array;
  /** What all styles say of each tag on average. */
  readonly mean: Float64Array;
  /** The share of tracks that have it. */
  readonly rate: Float64Array;
  /** The log-odds of a track of middling style. */
  readonly centre: Float64Array;
  /** Their deviation over tracks. */
  readonly spread: Float64Array;
  /** The share of its log-odds' variance that style explains; the rest is the tag's own. */
  readonly explained: Float64Array;
  /** By which the catalogue's own system is over-confident. */
  readonly gain: Float64Array;
  /** What it adds to the log-odds. */
  readonly offset: Float64Array;
  /** A track's style. */
  style(rng: Rng): Float64Array;
}

/** The tags of every world. */
export function twinTags(): TwinTags {
  const categories: Category[] = [], tags: string[] = [];
  for (const { tags: own, class: name, ...rest } of catalogue.categories) {
    categories.push({
      ...{ name: rest.name, class: name as Category["class"] },
      tags: own.map((_, i) => tags.length + i),
    });
    tags.push(...own);
  }
  return { tags, categories };
}

/** The world of that seed: the same tags for whatever tracks are drawn in it. */
export function twinWorld(seed: number): World {
  const rng = new Rng(`twin's world ${seed}`), { tags, categories } = twinTags();
  const of = categories.flatMap(({ tags }, c) => tags.map(() => c));
  const named = catalogue.axes.length, axes = named + HIDDEN, q = tags.length;
  const rate = ratesOf(categories, q, rng.fork("rates"));
  const draws = (name: string, draw: (rng: Rng, tag: number) => number) => {
    const stream = rng.fork(name);
    return Float64Array.from({ length: q }, (_, tag) => draw(stream, tag));
  };
  const raw = new Float64Array(q * axes), load = rng.fork("loadings");
  for (let tag = 0; tag < q; tag++) {
    const { style } = catalogue.categories[of[tag]];
    for (let a = 0; a < named; a++) raw[tag * axes + a] = style[a] + .25 * load.normal();
    for (let a = named; a < axes; a++) {
      const value = .5 * load.normal();
      if (load.uniform() < .25) raw[tag * axes + a] = value;
    }
  }
  const style = styles(categories, rate, axes);
  const { loadings, mean } = standardised(raw, q, axes, style, rng.fork("standardising"));
  const world = {
    ...{ tags, categories, axes, loadings, mean, rate, style },
    spread: draws("spread", (rng, tag) => {
      const [mean, deviation] = LAWS[categories[of[tag]].class].spread;
      return Math.max(1, mean + deviation * rng.normal());
    }),
    explained: draws("explained", (rng) => Math.min(.92, Math.max(.3, .78 + .08 * rng.normal()))),
    gain: draws("gain", (rng) => Math.exp(.12 * rng.normal())),
    offset: draws("offset", (rng) => .15 * rng.normal()),
  };
  return { ...world, centre: centresOf(world, rng.fork("centres")) };
}

/** Rates at even quantiles of each class's law, dealt out by chance; within a category the most common tag is first. */
function ratesOf(categories: readonly Category[], q: number, rng: Rng): Float64Array {
  const rate = new Float64Array(q);
  for (const name of CLASSES) {
    const own = categories.filter((category) => category.class === name);
    const n = own.reduce((sum, { tags }) => sum + tags.length, 0),
      [mean, deviation] = LAWS[name].rate;
    const rates = Float64Array.from(
      { length: n },
      (_, i) => Math.min(MOST, 10 ** (mean + deviation * normalQuantile((i + .5) / n))),
    );
    rng.shuffle(rates);
    let at = 0;
    for (const { tags } of own) {
      const sorted = rates.slice(at, at += tags.length).sort().reverse();
      tags.forEach((tag, i) => rate[tag] = sorted[i]);
    }
  }
  return rate;
}

/** Draws styles: a genre by its share (of three tracks in ten the mean of two), a mood that is near it, and chance. */
function styles(categories: readonly Category[], rate: Float64Array, axes: number) {
  const lines = (name: Category["class"]) =>
    catalogue.categories.filter((category) => category.class === name).map(({ style }) => style);
  const shares = (name: Category["class"]) =>
    categories.filter((category) => category.class === name)
      .map(({ tags }) => tags.reduce((sum, tag) => sum + rate[tag], 0));
  const genres = lines("Genre"), genreShares = shares("Genre");
  const moods = lines("Mood"), moodShares = shares("Mood"), named = catalogue.axes.length;
  return (rng: Rng): Float64Array => {
    const [one, two] = [rng.choice(genres, genreShares), rng.choice(genres, genreShares)];
    const isMixed = rng.uniform() < .3;
    const base = one.map((value, a) => isMixed ? (value + two[a]) / 2 : value);
    const near = moods.map((mood, m) =>
      moodShares[m] * Math.exp(1.2 * mood.reduce((sum, value, a) => sum + value * base[a], 0))
    );
    const mood = rng.choice(moods, near), z = new Float64Array(axes);
    for (let a = 0; a < axes; a++) {
      z[a] = a < named ? .9 * base[a] + .7 * mood[a] + .5 * rng.normal() : rng.normal();
    }
    return z;
  };
}

/** What a style says of each of `q` tags: loadings · z. */
export function said(z: Float64Array, loadings: Float64Array, q: number): Float64Array {
  const axes = z.length, out = new Float64Array(q);
  for (let tag = 0; tag < q; tag++) {
    let sum = 0;
    for (let a = 0; a < axes; a++) sum += loadings[tag * axes + a] * z[a];
    out[tag] = sum;
  }
  return out;
}

function standardised(
  raw: Float64Array,
  q: number,
  axes: number,
  style: (rng: Rng) => Float64Array,
  rng: Rng,
) {
  const mean = new Float64Array(q), squares = new Float64Array(q);
  for (let i = 0; i < SETUP; i++) {
    said(style(rng), raw, q).forEach((value, tag) => {
      mean[tag] += value / SETUP;
      squares[tag] += value * value / SETUP;
    });
  }
  const deviation = squares.map((square, tag) => Math.sqrt(square - mean[tag] ** 2));
  const loadings = raw.map((value, at) => value / deviation[Math.floor(at / axes)]);
  return { loadings, mean: mean.map((value, tag) => value / deviation[tag]) };
}

/** By bisection, so that every tag has its rate. */
function centresOf(world: Omit<World, "centre">, rng: Rng): Float64Array {
  const q = world.tags.length, { spread, explained, rate } = world;
  const odds = Array.from({ length: q }, () => new Float64Array(SETUP));
  for (let i = 0; i < SETUP; i++) {
    const c = said(world.style(rng), world.loadings, q), generosity = GENEROSITY * rng.normal();
    for (let tag = 0; tag < q; tag++) {
      const own = Math.sqrt(1 - explained[tag]) * rng.normal();
      const style = Math.sqrt(explained[tag]) * (c[tag] - world.mean[tag]);
      odds[tag][i] = spread[tag] * (style + own) + generosity;
    }
  }
  return Float64Array.from(odds, (own, tag) => {
    let low = -40, high = 40;
    for (let step = 0; step < 30; step++) {
      const middle = (low + high) / 2;
      let sum = 0;
      for (let i = 0; i < SETUP; i++) sum += sigmoid(own[i] + middle);
      if (sum > SETUP * rate[tag]) high = middle;
      else low = middle;
    }
    return (low + high) / 2;
  });
}

/** The logistic function. */
export const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));
