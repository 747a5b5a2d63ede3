/** Looking closer at answers and decisions: tag by tag, by how rare a tag is, and whether probabilities are right. */
import { type Matrix, matrix } from "../../core/matrix.ts";
import { mean } from "../../core/statistics.ts";
import { supportOf, type TagTarget } from "../../core/target.ts";
import { type MultilabelScores, multilabelScores, saidScores } from "../../evaluation/mod.ts";
import type { HeatmapOptions, Line } from "../../show/mod.ts";
import { type Answered, say, STRATEGIES, type Strategy, type TagAnswers } from "./decide.ts";

const scored = (y: TagTarget, p: Matrix): MultilabelScores =>
  multilabelScores(matrix(p.rows, y.classes, new Float32Array(y.tags)), p);

/** A row of {@linkcode perTagReport}. */
export interface TagLine {
  /** Its name. */
  readonly tag: string;
  /** That have it. */
  readonly tracks: number;
  /** Of which it is said. */
  readonly said: number;
  /** How well its tracks are ranked before the others; NaN where none has it. */
  readonly averagePrecision: number;
  /** The chance that a track with it is ranked before one without. */
  readonly rocAuc: number;
  /** Of what is said. */
  readonly f1: number;
}

/** A row for each tag, on the rows that judge: how well it is ranked, and how well it is decided.
 *
 * @param strategy by which tags are said
 * @example
 * ```ts ignore
 * table(perTagReport(answersOf(model, study.parts), "plug-in").slice(0, 10));
 * ```
 */
export function perTagReport(model: TagAnswers, strategy: Strategy): TagLine[] {
  const { y, p } = model.judge, ranked = scored(y, p), support = supportOf(y);
  const tags = say(model, strategy), { f1 } = saidScores(y, tags);
  const said = supportOf({ classes: y.classes, tags });
  return y.classes.map((tag, j) => ({
    ...{ tag, tracks: support[j], said: said[j], averagePrecision: ranked.averagePrecision[j] },
    ...{ rocAuc: ranked.rocAuc[j], f1: f1[j] },
  }));
}

/** So many tags as a figure can name, evenly from all of a list; and in words which, for its title.
 *
 * @param most that are shown
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * assertEquals(evenly(["a", "b", "c", "d"], 2), { shown: ["a", "c"], which: "Every second tag" });
 * assertEquals(evenly(["a", "b"], 2).which, "Every tag");
 * ```
 */
export function evenly<Tag>(tags: readonly Tag[], most = 32): { shown: Tag[]; which: string } {
  const step = Math.ceil(tags.length / most) || 1;
  const which = step === 1 ? "Every tag" : `Every ${ORDINALS[step - 2] ?? `${step}th`} tag`;
  return { shown: tags.filter((_, i) => i % step === 0), which };
}

const ORDINALS = [
  ...["second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"],
];

/** The tags in two halves, by how well they are ranked: how often they are true, and how often they are said.
 *
 * @example
 * ```ts ignore
 * table(saidByRanking(perTagReport(answersOf(model, study.parts), "plug-in")));
 * ```
 */
export function saidByRanking(
  report: readonly TagLine[],
): { tags: string; count: number; true: number; said: number; "said for each true": number }[] {
  const known = report.filter(({ tracks }) => tracks > 0)
    .toSorted((a, b) => a.averagePrecision - b.averagePrecision);
  const middle = Math.ceil(known.length / 2);
  const halves = [["ranked worse", 0, middle], ["ranked better", middle, known.length]] as const;
  return halves.map(([tags, from, to]) => {
    const own = known.slice(from, to),
      sum = (of: "tracks" | "said") => own.reduce((total, line) => total + line[of], 0);
    const [isTrue, said] = [sum("tracks"), sum("said")];
    return { tags, count: own.length, true: isTrue, said, "said for each true": said / isTrue };
  });
}

const GROUPS: readonly (readonly [name: string, from: number, below: number])[] = [
  ["1 to 4", 1, 5],
  ["5 to 19", 5, 20],
  ["20 to 99", 20, 100],
  ["100 and more", 100, Infinity],
];

/** Mean F1 of rare and of common tags: on the rows that thresholds were chosen on, where they look best, and on those
 * that judge. What lies between is fitted to chance.
 *
 * @param names strategies that choose
 * @example
 * ```ts ignore
 * table(byRarity(answersOf(model, study.parts), ["a cut per tag, F1", "plug-in"]));
 * ```
 */
export function byRarity(
  model: TagAnswers,
  names: readonly Strategy[],
): Readonly<Record<string, string | number>>[] {
  const { tune, judge } = model, support = supportOf(tune.y), among = supportOf(judge.y);
  const found = names.map((name) => ({
    name,
    own: saidScores(tune.y, STRATEGIES[name](tune, tune.p)).f1,
    other: saidScores(judge.y, say(model, name)).f1,
  }));
  return GROUPS.flatMap(([group, from, below]) => {
    const tags = [...support.keys()]
      .filter((j) => support[j] >= from && support[j] < below && among[j] > 0);
    if (tags.length === 0) return [];
    return found.map(({ name, own, other }) => ({
      ...{ "tracks to choose on": group, tags: tags.length, strategy: name },
      "F1 where it was chosen": mean(tags.map((j) => own[j])),
      "F1 where it is judged": mean(tags.map((j) => other[j])),
    }));
  });
}

/** How often what was called probable is true: cells in so many groups of like probability, as a line from the mean
 * probability to the share that is true.
 *
 * @example
 * ```ts ignore
 * lines([calibrationLine(model.name, answersOf(model, study.parts).judge)]);
 * ```
 */
export function calibrationLine(name: string, { y, p }: Answered, groups = 12): Line {
  const edges = Array.from({ length: groups + 1 }, (_, g) => 10 ** (-3 + 3 * g / groups));
  const count = new Float64Array(groups), sum = count.slice(), hits = count.slice();
  p.data.forEach((value, at) => {
    const g = edges.findLastIndex((edge) => value >= edge);
    if (g < 0) return;
    const own = Math.min(g, groups - 1);
    [count[own], sum[own], hits[own]] = [count[own] + 1, sum[own] + value, hits[own] + y.tags[at]];
  });
  const used = [...count.keys()].filter((g) => count[g] >= 20 && hits[g] > 0);
  return { name, x: used.map((g) => sum[g] / count[g]), y: used.map((g) => hits[g] / count[g]) };
}

/** A row for each set of decisions on the same rows: what the scores say of it.
 *
 * @example
 * ```ts ignore
 * table(scoreTable(judge.y, { none: sameForAll(judge.y, 0, judge.p.rows) }));
 * ```
 */
export function scoreTable(
  y: TagTarget,
  decisions: Readonly<Record<string, Uint8Array>>,
): Readonly<Record<string, string | number>>[] {
  return Object.entries(decisions).map(([decision, said]) => {
    const own = saidScores(y, said), { weightedF1, macroF1, microF1, samplesF1 } = own;
    const tagsPerTrack = said.reduce((sum, tag) => sum + tag, 0) * y.classes.length / said.length;
    return {
      ...{ decision, tagsPerTrack, weightedF1, macroF1, microF1, samplesF1 },
      ...{ cellAccuracy: 1 - own.hammingLoss, allTagsRight: own.subsetAccuracy },
    };
  });
}

/** The same tags for every row: none; the `count` commonest of some rows; all of them.
 *
 * @param count 0 for none
 * @param rows how many rows to answer
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * const y = { classes: ["sad", "slow"], tags: Uint8Array.of(0, 1, 0, 1) };
 * assertEquals(sameForAll(y, 1, 2), Uint8Array.of(0, 1, 0, 1));
 * ```
 */
export function sameForAll(y: TagTarget, count: number, rows: number): Uint8Array {
  const support = supportOf(y), k = y.classes.length;
  const said = new Set([...support.keys()].sort((a, b) => support[b] - support[a]).slice(0, count));
  const row = Uint8Array.from(y.classes, (_, tag) => Number(said.has(tag)));
  const out = new Uint8Array(rows * k);
  for (let i = 0; i < rows; i++) out.set(row, i * k);
  return out;
}

/** A map of where tokens look, as a heatmap wants it: of very many tokens those that are looked at most.
 *
 * @param map tokens × tokens, a row for each that looks
 * @param names of the tokens
 * @param most that are shown
 * @returns and in words which, for the end of the figure's title; none where it is all
 * @example
 * ```ts
 * import { assertEquals } from "../../../tests/assert.ts";
 * import { matrix } from "../../core/matrix.ts";
 * const map = matrix(3, ["1", "2", "3"], Float32Array.of(.5, 0, .5, .25, 0, .75, .5, .25, .25));
 * const { x, z, which } = lookedAt(map, ["sad", "slow", "loud"], 2);
 * assertEquals([x, z, which], [["sad", "loud"], [[.5, .5], [.5, .25]], ": the 2 of 3 that are looked at most"]);
 * ```
 */
export function lookedAt(
  { data, rows }: Matrix,
  names: readonly string[],
  most = 45,
): Pick<HeatmapOptions, "x" | "y" | "z"> & { which: string } {
  const total = (at: number) => mean(names.map((_, i) => data[i * rows + at]));
  const shown = [...names.keys()].map((at) => ({ at, total: total(at) }))
    .sort((a, b) => b.total - a.total).slice(0, most).map(({ at }) => at).sort((a, b) => a - b);
  const own = shown.map((at) => names[at]), all = shown.length === names.length;
  const z = shown.map((i) => shown.map((j) => data[i * rows + j]));
  const which = all ? "" : `: the ${own.length} of ${names.length} that are looked at most`;
  return { x: own, y: own, z, which };
}
