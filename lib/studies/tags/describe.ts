/** What tags there are: how common, how uneven, and which come together. */
import { supportOf } from "../../core/target.ts";
import type { Dataset } from "../../data/mod.ts";
import { type Correlations, correlations, gini, lorenz, topShare } from "../../evaluation/mod.ts";
import { classColour } from "../../show/mod.ts";
import type { GraphLink, GraphNode, HeatmapOptions, Line } from "../../show/mod.ts";
import { tagsOf } from "./parts.ts";
import type { TagPlace } from "./table.ts";

/** A tag and how common it is. */
export interface TagCount {
  /** Its name. */
  readonly tag: string;
  /** "Mood", "Genre" … */
  readonly class: string;
  /** A part of its class. */
  readonly category: string;
  /** Tracks that have it. */
  readonly tracks: number;
  /** Their share. */
  readonly rate: number;
}

/** What can be asked of a table's tags. */
export interface TagDescription {
  /** Every tag, the most common first. */
  readonly counts: readonly TagCount[];
  /** Classes of tags, in their order. */
  readonly classes: readonly string[];
  /** Share of the tracks that have 0, 1, 2 … tags: of each class, and of all together. */
  readonly perTrack: readonly Line[];
  /** How uneven each class is, and all together: Gini over the tags' counts, and over the cells of the table, where it
   * says nothing but how empty the table is. */
  readonly inequality: readonly Readonly<Record<string, string | number>>[];
  /** Lorenz curves of the tags' counts, class by class. */
  readonly lorenz: readonly Line[];
  /** Correlations of the tags of one class that 20 tracks have at least, the `most` commonest. */
  within(name: string, most?: number): Correlations;
  /** Correlations of the categories of one class with those of another: is any tag of it said? */
  between(one: string, other: string): Pick<HeatmapOptions, "x" | "y" | "z">;
  /** Of the `most` commonest tags the links of the largest lift, how many times more often two come together than they
   * would by chance, and the tags that are linked. */
  together(most?: number, links?: number): { nodes: GraphNode[]; links: GraphLink[] };
}

/** Describes the tags of some rows.
 *
 * @param places which class and category each belongs to
 * @throws {InputError} when no row has any tag
 * @example
 * ```ts ignore
 * const tags = describeTags(tagsOf(train), study.places);
 * table(tags.counts.slice(0, 10));
 * ```
 */
export function describeTags(
  data: Dataset,
  places: Readonly<Record<string, TagPlace>>,
  rows?: Int32Array,
): TagDescription {
  const y = tagsOf(data, rows), { tags, classes: names } = y, k = names.length;
  const n = tags.length / k, support = supportOf(y);
  const classes = [...new Set(names.map((tag) => places[tag].class))];
  const of = (name: string) => names.flatMap((tag, j) => places[tag].class === name ? [j] : []);
  const column = (own: readonly number[]) =>
    Float64Array.from({ length: n }, (_, i) => own.reduce((sum, j) => sum + tags[i * k + j], 0));
  const groups: [string, number[]][] = [
    ...classes.map((name): [string, number[]] => [name, of(name)]),
    ...classes.length > 1 ? [["all", [...names.keys()]] as [string, number[]]] : [],
  ];
  const supports = (own: readonly number[]) => own.map((j) => support[j]);
  const categories = (name: string) => {
    const own = Map.groupBy(of(name), (j) => places[names[j]].category);
    return Object.fromEntries(
      [...own].map((
        [category, tags],
      ) => [category, column(tags).map((count) => Math.min(count, 1))]),
    );
  };
  return {
    classes,
    counts: names.map((tag, j): TagCount => ({
      ...{ tag, ...places[tag], tracks: support[j], rate: support[j] / n },
    })).sort((a, b) => b.tracks - a.tracks),
    perTrack: groups.map(([name, own]) => {
      const counts = column(own), y = new Float64Array(Math.max(...counts) + 1);
      for (const count of counts) y[count] += 1 / n;
      return { name, x: [...y.keys()], y, colour: colourOf(name) };
    }),
    inequality: groups.map(([name, own]) => {
      const counts = supports(own), all = counts.reduce((sum, count) => sum + count, 0);
      return {
        ...{ tags: name, count: own.length, perTrack: all / n, gini: gini(counts) },
        ...{ giniOfCells: 1 - all / (n * own.length), topFifth: topShare(counts, .2) },
        underHundred: counts.filter((count) => count < 100).length,
      };
    }),
    lorenz: groups.map(([name, own]) => {
      const { share, cumulative } = lorenz(supports(own));
      return { name, x: share, y: cumulative, colour: colourOf(name) };
    }),
    within(name, most = 40) {
      const own = of(name).filter((j) => support[j] >= 20)
        .sort((a, b) => support[b] - support[a]).slice(0, most);
      return correlations(Object.fromEntries(own.map((j) => [names[j], column([j])])));
    },
    between(one, other) {
      const rows = categories(one), columns = categories(other), across = Object.keys(columns);
      const { names, values } = correlations({
        ...Object.fromEntries(Object.entries(rows).map(([name, own]) => [`1 ${name}`, own])),
        ...Object.fromEntries(Object.entries(columns).map(([name, own]) => [`2 ${name}`, own])),
      });
      const at = (side: number, name: string) => names.indexOf(`${side} ${name}`);
      const down = Object.keys(rows);
      const z = down.map((a) => across.map((b) => values[at(1, a)][at(2, b)]));
      return { x: across, y: down, z };
    },
    together(most = 45, links = 70) {
      const own = [...names.keys()].sort((a, b) => support[b] - support[a]).slice(0, most);
      const both = own.map((a) =>
        own.map((b) => {
          let count = 0;
          for (let i = 0; i < n; i++) count += tags[i * k + a] & tags[i * k + b];
          return count;
        })
      );
      const found = own.flatMap((a, i) =>
        own.slice(0, i).map((b, j): GraphLink => ({
          ...{ from: names[a], to: names[b] },
          weight: both[i][j] < 10 ? 0 : both[i][j] * n / (support[a] * support[b]),
        }))
      ).filter(({ weight }) => weight > 1).sort((a, b) => b.weight - a.weight).slice(0, links);
      const linked = new Set(found.flatMap(({ from, to }) => [from, to]));
      const nodes = own.filter((j) => linked.has(names[j])).map((j) => ({
        ...{ name: names[j], group: places[names[j]].class, size: support[j] },
      }));
      return { nodes, links: found };
    },
  };
}

/** A class's own; all together in black. */
const colourOf = (name: string): string => name === "all" ? "#222222" : classColour(name);
